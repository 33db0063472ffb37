import CanonicalForms
public import TransparencyLog

/// A proof that a ledger's later head extends heads seen earlier, checked without the ledger.
public struct ConsistencyCheck: Sendable {
  public let request: AddCheckpointRequest
  public let heads: [SeenHead]
  /// Nothing: every head that was seen is the beginning of the later one.
  public let findings: [Finding]

  /// - Parameters:
  ///   - heads: of the proof's old size, or of its later one.
  ///   - trustedKey: a ledger key as known from outside, which must have signed the later head, and so vouches for all that is in it;
  ///     without it nobody's signature is checked.
  public init(_ request: AddCheckpointRequest, heads: [SeenHead], trustedKey: VerifierKey?) {
    (self.request, self.heads) = (request, heads)
    var findings = Findings()
    let later = request.checkpoint
    if let trustedKey, (try? request.note.verify(by: [trustedKey])) == nil || later.origin != trustedKey.name {
      findings.add(
        .trustedKey, max(0, later.size - 1), "checkpoint \(later.size)",
        expected: "a valid signature by \(trustedKey.format())",
        found: "\(request.note.signatures.map { $0.format() }.joined(separator: "; "))")
    }
    for head in heads {
      if let finding = Self.check(head, request, trustedKey) { findings.add(finding) }
    }
    self.findings = findings.sorted
  }

  private static func check(_ head: SeenHead, _ request: AddCheckpointRequest, _ key: VerifierKey?) -> Finding? {
    let later = request.checkpoint
    func finding(expected: Evidence, found: Evidence, _ code: FindingCode = .knownCheckpoint) -> Finding {
      Finding(
        code: code, position: nil, subject: "checkpoint \(head.size), \(head.source)", expected: expected, found: found)
    }
    if let origin = head.origin, origin != later.origin {
      return finding(expected: "\(later.origin)", found: "\(origin)")
    }
    guard head.size == later.size || head.size == request.oldSize else {
      return finding(expected: "size \(request.oldSize)", found: "size \(head.size)")
    }
    // An earlier key may have signed a head that is contained; one that is not contained says nothing if nobody known has signed it.
    let mark = key.flatMap { key in
      head.signer(among: [key]) == nil
        ? finding(expected: "a valid signature by \(key.format())", found: "none", .trustedKey) : nil
    }
    if head.size == later.size {
      return head.root == later.root
        ? nil : mark ?? finding(expected: "\(head.root.base64)", found: "\(later.root.base64)")
    }
    do {
      try request.check(oldRoot: head.root)
      return nil
    } catch {
      return mark ?? finding(expected: "a proof from \(head.size) to \(later.size)", found: Evidence(error))
    }
  }
}
