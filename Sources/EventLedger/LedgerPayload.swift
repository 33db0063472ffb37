public import CanonicalForms
import TransparencyLog

/// The shapes of the payloads that this module itself makes and reads, after `Schemas/events`.
///
/// Whether a change of keys is allowed is `KeyRegistry`'s to say, whether an erasure is, the verification's.
public enum LedgerPayload {
  /// The types whose shapes are known here, all of schema 1.
  public static let types: Set<String> = Set(LedgerEventType.allCases.map(\.rawValue))

  /// Why a payload has not the shape of its type; nil if it has.
  ///
  /// - Precondition: `types` contains the type.
  public static func fault(inPayload payload: JSON, ofType type: String) -> ShapeFault? {
    guard let type = LedgerEventType(rawValue: type) else { preconditionFailure("\(type) is no type of the ledger's.") }
    do throws(ShapeFault) {
      try check(payload, type)
      return nil
    } catch {
      return error
    }
  }

  private static func check(_ payload: JSON, _ type: LedgerEventType) throws(ShapeFault) {
    var reader = try ObjectReader(payload, path: "")
    switch type {
    case .ledgerOpened:
      let format = try reader.integer("format")
      try demand(format == 1, at: "/format", expected: "1", found: "\(format)")
      let origin = try reader.string("origin")
      try demand(Origin.isValid(origin), at: "/origin", expected: "an origin", found: "\(origin)")
      try reader.verifierKey("ledgerKey")
    case .ledgerRestored:
      let note = try reader.string("lost")
      try demand(isCheckpoint(note), at: "/lost", expected: "a signed checkpoint", found: "\(note)")
      try reader.text("reason")
    case .clockCorrected:
      let time = try reader.string("before")
      try demand(
        Instant(ledgerText: time) != nil, at: "/before", expected: "a time as 2023-04-25T09:59:59.123Z",
        found: "\(time)")
      try reader.text("reason")
    case .officerEnrolled:
      try reader.officer("id")
      try reader.verifierKey("key")
      let proof = try reader.string("proof")
      try demand(Base64.decode(proof)?.count == 64, at: "/proof", expected: "base64 of \(64) bytes", found: "\(proof)")
    case .officerRevoked:
      try reader.officer("id")
      try reader.text("reason")
    case .ledgerKeyRotated:
      try reader.verifierKey("key")
    case .personalDataErased:
      try reader.text("authority")
      let positions = try reader.integers("positions")
      let isAscending = zip(positions, positions.dropFirst()).allSatisfy { $0 < $1 }
      try demand(
        !positions.isEmpty && isAscending && positions.allSatisfy { (0..<EventHeader.positionLimit).contains($0) },
        at: "/positions", expected: "ascending positions",
        found: "\(positions.prefix(5).map(String.init).joined(separator: ", "))")
      try reader.text("reason")
    }
    try reader.finish()
  }

  fileprivate static func demand(
    _ holds: Bool, at path: @autoclosure () -> String, expected: @autoclosure () -> Evidence,
    found: @autoclosure () -> Evidence
  ) throws(ShapeFault) {
    guard holds else { throw ShapeFault(path: path(), expected: expected(), found: found()) }
  }

  private static func isCheckpoint(_ note: String) -> Bool {
    guard let note = try? SignedNote.parse(note), let checkpoint = try? Checkpoint.parse(note.text) else {
      return false
    }
    return checkpoint.extensions.isEmpty
  }
}

extension ObjectReader {
  fileprivate mutating func text(_ key: String) throws(ShapeFault) {
    let text = try string(key)
    try LedgerPayload.demand(!text.isEmpty, at: path(to: key), expected: "a text", found: "\"\"")
  }

  fileprivate mutating func officer(_ key: String) throws(ShapeFault) {
    let id = try string(key)
    try LedgerPayload.demand(
      Origin.isValidOfficerID(id), at: path(to: key), expected: "an officer's id", found: "\(id)")
  }

  fileprivate mutating func verifierKey(_ key: String) throws(ShapeFault) {
    let text = try string(key)
    try LedgerPayload.demand(
      (try? VerifierKey.parse(text)) != nil, at: path(to: key), expected: "a verifier key", found: "\(text)")
  }
}
