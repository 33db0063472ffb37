import CanonicalForms
import TransparencyLog

/// What a ledger says of a page's code.
public enum AnchorAnswer: Equatable, Sendable {
  /// All 141 bytes equal the anchor stored in this event. Whether a later print supersedes it is another question.
  case genuine(RecordedEvent)
  /// Signed, in this history, but the content was erased.
  case erased(EventHeader)
  /// Signed by the ledger's key over other bytes than this history holds: rolled back, or forked.
  case signedNotInHistory
  /// The key id is that of no key of this ledger.
  case otherLedger(keyID: UInt32)
  /// Names a key of this ledger, which did not sign it: forged.
  case badSignature
}

extension Ledger {
  public func answer(for anchor: SheetAnchor) throws -> AnchorAnswer {
    let keys = ledgerKeys.filter { $0.keyID == anchor.keyID }
    guard !keys.isEmpty else { return .otherLedger(keyID: anchor.keyID) }
    guard keys.contains(where: { anchor.isSigned(by: $0) }) else { return .badSignature }
    guard anchor.position < size else { return .signedNotInHistory }
    let event = try event(at: anchor.position)
    if event.body != nil {
      return Self.anchor(in: event) == anchor ? .genuine(event) : .signedNotInHistory
    }
    let isPrint = LedgerEventType.anchored.contains(event.header.type)
    guard isPrint, anchor.treeSize <= anchor.position,
      try contains(Checkpoint(origin: origin, size: anchor.treeSize, root: anchor.root))
    else { return .signedNotInHistory }
    return .erased(event.header)
  }

  /// The anchor that an event holds; nil if it holds none or was erased.
  ///
  /// - Throws: `noSuchPosition`.
  public func storedAnchor(at position: Int) throws -> SheetAnchor? {
    Self.anchor(in: try event(at: position))
  }

  static func anchor(in event: RecordedEvent) -> SheetAnchor? {
    guard let body = event.body, let text = (try? JSON.parse(canonical: body))?.object?["anchor"]?.string else {
      return nil
    }
    return try? SheetAnchor.decode(base64: text)
  }
}
