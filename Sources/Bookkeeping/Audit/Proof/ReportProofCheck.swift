import CanonicalForms
import EventLedger
import ExamRecords
public import TransparencyLog

/// Checks a report's proof without the ledger (`Schemas/ledger-format.md`, 18): the bytes of the file, piece by piece, and a ledger
/// key known from outside.
public struct ReportProofCheck {
  private let trustedKey: VerifierKey?
  private let gzip = GzipReader()
  private var digest = Hash.Stream()
  private var line: [UInt8] = []
  private var lineNumber = 0
  private var account: ReportProofAccount
  private var stage = Stage.head
  /// Nothing after it is looked at.
  private var hasEnded = false

  private enum Stage {
    case head
    case keys(ProofBasis, ProvedKeys)
    case events(ProofBasis, ProvedKeys, ProofRun)
  }

  /// Longer lines are refused: a list of five million positions is shorter.
  static let longestLine = 64 << 20

  public init(trustedKey: VerifierKey?) {
    self.trustedKey = trustedKey
    account = ReportProofAccount(digest: Hash.sha256(of: []))
  }

  /// Takes more of the file.
  public mutating func append(_ bytes: [UInt8]) {
    bytes.withUnsafeBytes { digest.append($0) }
    guard !hasEnded else { return }
    do {
      // The reader is a reference, so that taking a line may change this value.
      let gzip = gzip
      try gzip.append(bytes) { (piece) throws(GzipFault) in
        var rest = piece
        while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
          line += rest[..<end]
          if !hasEnded { take(line) }
          line.removeAll(keepingCapacity: true)
          rest = rest[(end + 1)...]
        }
        guard line.count + rest.count <= Self.longestLine else {
          throw .damaged(detail: "a line of more than \(Self.longestLine) bytes")
        }
        line += rest
      }
    } catch {
      if !hasEnded { end(expected: "a gzip file", found: Evidence(error)) }
    }
  }

  /// The account once the whole file was taken.
  public mutating func finish() -> ReportProofAccount {
    if !hasEnded {
      do {
        try gzip.finish()
      } catch {
        end(expected: "a gzip file", found: Evidence(error))
      }
    }
    if !hasEnded, !line.isEmpty {
      end(expected: "a line feed at the end", found: "\(line.count) bytes after the last one")
    }
    // A file that is not of its form, or whose events are not all there, is not judged any further.
    if !hasEnded {
      switch stage {
      case .head: end(expected: "a line with \"proof\"", found: "none")
      case .keys(let basis, let keys): conclude(basis, keys, ProofRun(basis))
      case .events(let basis, let keys, let run): conclude(basis, keys, run)
      }
    }
    account.digest = digest.hash
    return account
  }

  private mutating func end(expected: Evidence, found: Evidence) {
    hasEnded = true
    account.findings.append(
      Finding(
        code: .reportForm, position: nil, subject: "line \(lineNumber + 1)", expected: expected, found: found))
  }

  private mutating func take(_ bytes: [UInt8]) {
    guard let text = String(validating: bytes, as: UTF8.self) else {
      return end(expected: "UTF-8", found: "other bytes")
    }
    let line: ReportProofLine
    do {
      line = try ReportProofLine(text)
    } catch {
      let expected: Evidence = error.path.isEmpty ? error.expected : "\(error.path): \(error.expected)"
      return end(expected: expected, found: error.found.abridged(to: 200))
    }
    switch (stage, line) {
    case (.head, .head(let head)): begin(head)
    case (.keys(let basis, var keys), .key(let event, let path, let binding)):
      guard let payload = event.payload, let header = try? EventHeader.parse(event.header), header.changesKeys,
        header.position > keys.lastPosition ?? -1
      else { return end(expected: "an event on keys, in order of position", found: "\(event.header.prefix(200))") }
      guard header.rotatesLedgerKey == (binding != nil) else {
        return end(expected: "\"note\" and \"consistency\" of a rotation, and of nothing else", found: "\(header.type)")
      }
      keys.add(header, body: payload.body, salt: payload.salt, path: path, binding: binding)
      stage = .keys(basis, keys)
    case (.keys(let basis, let keys), .event(let event)):
      let run = ProofRun(basis)
      run.add(event)
      stage = .events(basis, keys, run)
    case (.events(_, _, let run), .event(let event)):
      run.add(event)
    case (_, .head), (.events, .key), (.head, _):
      return end(expected: "\"proof\" first, then \"key\", then \"event\"", found: "\(text.prefix(40))")
    }
    lineNumber += 1
  }

  private mutating func begin(_ head: ReportProofLine.Head) {
    account.origin = head.origin
    account.selection = head.selection
    account.headersOnly = head.headersOnly
    account.selected = head.selected.count
    switch ProofBasis.make(head) {
    case .success(let basis):
      account.range = basis.range
      account.last = basis.last.checkpoint
      stage = .keys(basis, ProvedKeys(head: basis.last.checkpoint))
    case .failure(let error):
      hasEnded = true
      account.findings.append(error.finding)
    }
  }

  private mutating func conclude(_ basis: ProofBasis, _ keys: ProvedKeys, _ run: ProofRun) {
    if let misplaced = run.finish() {
      account.findings.append(misplaced)
      return
    }
    var keys = keys
    if let (start, officer) = run.headers.lastAppend {
      keys.check(basis.last.note, appendFrom: start, officer: officer)
    }
    if let first = basis.first { keys.check(first.note, size: first.checkpoint.size) }
    account.findings += run.headers.findings + basis.rootFindings(run) + keys.findings
    account.findings += run.findings(keyPositions: Set(keys.positions))
    if let trustedKey {
      let isKnown = keys.binds(trustedKey, to: basis.last.note)
      account.trust = isKnown ? .keyMatches : .keyDiffers
      account.keyStanding = KeyStanding(of: trustedKey, in: keys.history)
      if !isKnown {
        account.findings.append(
          Finding(
            code: .trustedKey, position: nil, subject: "ledger's key", expected: "\(trustedKey.format())",
            found: "\(keys.ledgerKeys.map { $0.format() }.joined(separator: ", "))"))
      }
    }
    let tooNarrow = basis.rangeFindings
    account.findings += tooNarrow
    guard tooNarrow.isEmpty else { return }
    let judged = run.compare()
    account.notCheckable = judged.unknown.count
    account.notCheckablePositions = Array(judged.unknown.prefix(100))
    if let finding = judged.finding { account.findings.append(finding) }
  }
}
