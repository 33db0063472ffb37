import CanonicalForms
import EventLedger
import TransparencyLog

/// The first line of a report's proof, with its two notes read.
struct ProofBasis {
  let head: ReportProofLine.Head
  let judge: SelectionJudge
  let first: (note: SignedNote, checkpoint: Checkpoint, tree: TreeFrontier)?
  let last: (note: SignedNote, checkpoint: Checkpoint)

  /// The positions that the proof has to show.
  var range: Range<Int> { (first?.checkpoint.size ?? 0)..<last.checkpoint.size }

  static func make(_ head: ReportProofLine.Head) -> Result<ProofBasis, FindingError> {
    read(head.last, head.origin).flatMap { last in
      guard let before = head.first else {
        return last.checkpoint.size > 0
          ? .success(ProofBasis(head: head, judge: SelectionJudge(head.selection), first: nil, last: last))
          : .failure(form(expected: "a range with an event", found: "size \(0)"))
      }
      return read(before.note, head.origin).flatMap { first in
        let size = first.checkpoint.size
        guard (1..<last.checkpoint.size).contains(size) else {
          return .failure(form(expected: "a range with an event", found: "from \(size) to \(last.checkpoint.size)"))
        }
        guard before.roots.count == size.nonzeroBitCount else {
          return .failure(form(expected: "\(size.nonzeroBitCount) roots", found: "\(before.roots.count)"))
        }
        let tree = TreeFrontier(size: size, roots: before.roots)
        return .success(
          ProofBasis(
            head: head, judge: SelectionJudge(head.selection), first: (first.note, first.checkpoint, tree), last: last))
      }
    }
  }

  /// A note says itself what size it is of; where that belongs is checked by what lies in between.
  private static func read(
    _ text: String, _ origin: String
  ) -> Result<(note: SignedNote, checkpoint: Checkpoint), FindingError> {
    NoteCheck.read(note: text, origin: origin, at: nil).flatMap { note, checkpoint in
      checkpoint.size <= EventHeader.positionLimit
        ? .success((note, checkpoint)) : .failure(form(expected: "a size up to 2^32", found: "\(checkpoint.size)"))
    }
  }

  private static func form(expected: Evidence, found: Evidence) -> FindingError {
    FindingError(
      Finding(code: .reportForm, position: nil, subject: "line \(1)", expected: expected, found: found))
  }

  /// Whether the headers lead from one root to the other.
  func rootFindings(_ run: ProofRun) -> [Finding] {
    var findings: [Finding] = []
    func check(_ checkpoint: Checkpoint, _ root: Hash) {
      guard checkpoint.root != root else { return }
      findings.append(
        Finding(
          code: .root, position: range.lowerBound, subject: "checkpoint \(checkpoint.size)",
          expected: "\(checkpoint.root.base64)", found: "\(root.base64)"))
    }
    if let first { check(first.checkpoint, first.tree.root) }
    check(last.checkpoint, run.headers.root)
    return findings
  }

  /// Whether the range holds all that the selection may reach.
  var rangeFindings: [Finding] {
    let selection = head.selection
    if let to = selection.to, to >= range.upperBound {
      return [
        Finding(
          code: .reportRange, position: range.upperBound, subject: "last", expected: "a size above \(to)",
          found: "\(range.upperBound)")
      ]
    }
    guard let first else { return [] }
    let latest = selection.needs == .earlierState ? 0 : selection.from ?? 0
    guard first.checkpoint.size > latest else { return [] }
    return [
      Finding(
        code: .reportRange, position: first.checkpoint.size, subject: "first",
        expected: latest == 0 ? "null" : "a size not above \(latest)", found: "\(first.checkpoint.size)")
    ]
  }
}
