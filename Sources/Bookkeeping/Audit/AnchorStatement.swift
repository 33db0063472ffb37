public import EventLedger
public import TransparencyLog

/// What the digits of a page's code say by themselves, where there is no ledger but its public key.
public struct AnchorStatement: Sendable {
  /// What was typed or scanned, without white space.
  public let text: String
  public let anchor: SheetAnchor?
  /// Why it says nothing that can be relied on; nil if the key signed it.
  public let reading: CodeReading?
  /// Whether it is a short code, which says nothing without the ledger.
  public let isShortCode: Bool
  /// Whether the digits name another key than the one given.
  public let namesOtherKey: Bool

  public init(_ text: String, key: VerifierKey) {
    let text = String(text.filter { !$0.isWhitespace })
    self.text = text
    isShortCode = ShortCode(text) != nil
    anchor = try? SheetAnchor.decode(digits: text)
    namesOtherKey = anchor.map { $0.keyID != key.keyID } ?? false
    if let anchor {
      reading = anchor.isSigned(by: key) ? nil : .signature(nil)
    } else {
      reading = CodeReading(text)
    }
  }
}
