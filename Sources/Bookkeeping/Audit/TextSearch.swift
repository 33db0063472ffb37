import CanonicalForms
import EventLedger
public import ExamRecords

/// A search for a text in all that the events of a ledger say in words: values, reasons, evidence.
public struct TextSearch: Sendable {
  public enum Mode: Sendable {
    /// With and without accents and capitals, words kept apart (`Folding.text`).
    case folded
    /// As it is typed, in NFC.
    case exact
  }

  public struct Hit: Equatable, Sendable {
    public enum Place: Equatable, Sendable {
      /// A value of this field; whether the field has it now.
      case value(field: String, isPresent: Bool)
      case reason
      case evidence
      /// The authority that an erasure names.
      case authority
    }

    public var place: Place
    /// The whole text that holds what was sought, as people read it.
    public var text: String
    public var cause: Cause
    /// Whose stream the event stands on, by ULID; nil for the ledger's own.
    public var stream: String?
    /// The record as it stands at the end of what was searched; nil for the ledger's own.
    public var candidate: Candidate?
  }

  /// How much was looked through.
  public struct Extent: Equatable, Sendable {
    public var events = 0
    public var hits = 0
    /// Events whose content is erased or of a newer program: nothing in them was searched.
    public var unreadable = 0
  }

  let needle: [UInt8]
  let mode: Mode

  /// Nil for a text that nothing is left of, such as a lone accent.
  public init?(_ text: String, _ mode: Mode) {
    self.mode = mode
    needle = Array((mode == .exact ? text.nfc : Folding.text(text)).utf8)
    if needle.isEmpty { return nil }
  }

  func matches(_ text: String) -> Bool {
    var text = mode == .exact ? text.nfc : Folding.text(text)
    return text.withUTF8 { $0.holds(needle) }
  }
}

extension UnsafeBufferPointer<UInt8> {
  fileprivate func holds(_ needle: [UInt8]) -> Bool {
    guard let first = needle.first, count >= needle.count else { return false }
    return (0...count - needle.count).contains { start in
      self[start] == first && needle.indices.dropFirst().allSatisfy { self[start + $0] == needle[$0] }
    }
  }
}

/// What one event says in words.
struct EventWords {
  var values: [(field: String, value: FieldValue)] = []
  var texts: [(place: TextSearch.Hit.Place, text: String)] = []

  init(_ recorded: RecordedEvent, _ event: RecordEvent?) {
    if let event {
      values = event.changes.compactMap { change in change.new.map { (change.field, $0) } }
        .sorted { $0.field < $1.field }
      if let reason = event.reason { texts.append((.reason, reason)) }
      if case .candidateCorrected(let event) = event, let evidence = event.evidence {
        texts.append((.evidence, evidence))
      }
    } else if LedgerPayload.types.contains(recorded.header.type), let body = recorded.body,
      let payload = (try? JSON.parse(canonical: body))?.object
    {
      if let reason = payload["reason"]?.string { texts.append((.reason, reason)) }
      if let authority = payload["authority"]?.string { texts.append((.authority, authority)) }
    }
  }
}
