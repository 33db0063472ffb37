public import CanonicalForms
import Foundation
public import TransparencyLog

extension Evidence {
  /// What SQLite or the system says, in words of ours where it is often said; else as it is said.
  init(systemMessage message: String) {
    if let missing = message.wholeMatch(of: /no such table: (.*)/) {
      self = "no such table: \(missing.1)"
      return
    }
    self =
      switch message {
      case "Permission denied": "Permission denied"
      case "unable to open database file": "unable to open database file"
      case "file is not a database": "file is not a database"
      case "database disk image is malformed": "database disk image is malformed"
      default: "\(message)"
      }
  }

  /// Why something can't be read. What else there is in this module is no error of reading.
  public init(_ error: LedgerError) {
    self =
      switch error {
      case .sqlite(let code, let message): "SQLite error \(code): \(Evidence(systemMessage: message))"
      case .folderUnreadable(_, let fault): "a malformed file checkpoint: \(Evidence(fault))"
      case .keyFileMalformed(let path, let detail): "\(path): \(detail)"
      case .wrongOrigin(let expected, let found): "origin \(found) instead of \(expected)"
      case .inputOutput(let path, _, let number):
        "\(path): \(Evidence(systemMessage: String(cString: strerror(number))))"
      default: "unreadable"
      }
  }

  init(_ fault: HeaderFault) { self = "\(fault.reason.rawValue) at byte \(fault.offset)" }

  init(_ fault: AnchorFault) {
    self =
      switch fault {
      case .wrongLength(let expected, let found): "\(found) bytes or digits instead of \(expected)"
      case .unknownVersion(let version): "the unknown version \(version)"
      case .notBase64: "no base64"
      case .notADigit(let place): "no digit at \(place)"
      case .groupTooLarge(let index): "a group of digits too large, \(index)"
      }
  }

  /// An officer who may not write.
  init(_ refusal: OfficerRefusal, of id: String) {
    self =
      switch refusal {
      case .notEnrolled: "\(id), who is not enrolled"
      case .revoked(let position): "\(id), revoked at event \(position)"
      case .otherKey: "\(id), who has another key in the ledger"
      }
  }

  init(_ fault: KeyFault) {
    self =
      switch fault {
      case .malformed(let detail): "malformed: \(detail)"
      case .invalidOfficerID(let id): "the id \(id) can't be used"
      case .wrongName(let expected, let found): "a key named \(found) instead of \(expected)"
      case .keyReused: "a key that was used before"
      case .officerIDReused(let id): "the id \(id), used before"
      case .badProof: "a wrong proof of possession"
      case .unknownOfficer(let id): "there is no officer \(id)"
      case .revokedAlready(let id): "\(id) is revoked already"
      case .lastOfficer(let id): "\(id) is the last officer"
      }
  }
}

extension Evidence {
  /// Of a policy and of a proof's lines only that they are malformed: they are told where they are read.
  public init(_ error: TransparencyLogError) {
    self =
      switch error {
      case .invalidKeyName(let name): "\"\(name)\", which can't be a key's name"
      case .malformedVerifierKey, .malformedSigningKey: "no key"
      case .unknownKeyAlgorithm(let type): "a key of type \(type)"
      case .keyIDMismatch(let name, _, _): "a key of \(name) with another key's id"
      case .unsafePublicKey: "a key that protects nothing"
      case .malformedNote(let defect): "no signed note, \(Evidence(defect))"
      case .invalidSignature(let name, _): "a wrong signature of \(name)"
      case .noKnownSignature: "no signature by that key"
      case .ambiguousKey(let name, _): "two keys of \(name) with one id"
      case .malformedCheckpoint(let defect): "no checkpoint, \(Evidence(defect))"
      case .malformedCosignature: "no cosignature"
      case .malformedProof, .malformedRequest, .malformedEntryBundle, .malformedPolicy, .malformedTilePath,
        .wrongTileWidth:
        "another form"
      case .missingHash(let level, let index): "no hash \(level)/\(index)"
      case .leafOutsideTree(let index, let size): "event \(index) outside a tree of \(size)"
      case .sizesOutOfOrder(let from, let to): "size \(from) before size \(to)"
      case .wrongProofLength(let expected, let found): "\(found) hashes instead of \(expected)"
      case .rootMismatch(_, _, let found): "a path to another root: \(found.base64)"
      }
  }

  private init(_ defect: NoteDefect) {
    self =
      switch defect {
      case .notUTF8: "no UTF-8"
      case .controlCharacter(let offset): "a control character at byte \(offset)"
      case .noSignatures: "without signatures"
      case .missingFinalNewline: "the last line does not end in a newline"
      case .badSignatureLine(let number): "signature line \(number) is malformed"
      case .tooManySignatures(let limit): "more than \(limit) signatures"
      }
  }

  private init(_ defect: CheckpointDefect) {
    self =
      switch defect {
      case .controlCharacter(let offset): "a control character at byte \(offset)"
      case .missingFinalNewline: "the last line does not end in a newline"
      case .tooFewLines(let count): "only \(count) lines"
      case .emptyLine(let number): "line \(number) is empty"
      case .badSize(let text): "\"\(text.prefix(60))\" in the place of the size"
      case .badRoot(let text): "\"\(text.prefix(60))\" in the place of the root"
      }
  }
}
