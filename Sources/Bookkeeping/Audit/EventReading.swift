import CanonicalForms
import EventLedger
import ExamRecords
import TransparencyLog

/// What can be learned from one event alone, in parallel with others: its payload, and whether a page's anchor is its own.
struct EventReading: Sendable {
  let header: EventHeader
  let event: RecordEvent?
  private(set) var remarks: [Remark] = []
  /// What an event of the ledger's own claims of the history before it.
  private(set) var claim: LedgerClaim?
  /// Whether a replay goes on without what this event said.
  private(set) var leavesGap = false

  init(_ recorded: RecordedEvent) {
    header = recorded.header
    guard let body = recorded.body, let payload = try? JSON.parse(canonical: body) else {
      // The ledger's own check reports what is missing or not canonical.
      event = nil
      leavesGap = true
      return
    }
    if LedgerPayload.types.contains(header.type), header.schema == 1 {
      event = nil
      if header.stream != "ledger" { find(.eventStream, "stream", expected: "ledger", found: "\(header.stream)") }
      if let fault = LedgerPayload.fault(inPayload: payload, ofType: header.type) {
        payloadInvalid(fault)
      } else {
        claim = LedgerClaim(header.type, payload)
      }
      return
    }
    do throws(EventFault) {
      event = try RecordEvent.decode(type: header.type, schema: header.schema, payload: payload)
    } catch {
      event = nil
      leavesGap = true
      switch error {
      case .payload(_, let fault): payloadInvalid(fault)
      case .unknown:
        remarks.append(
          .notChecked(
            NotChecked(code: .payloadUnknown, position: header.position, subject: "\(header.type) v\(header.schema)")))
      }
    }
    checkStream()
    checkPage()
  }

  private mutating func checkStream() {
    guard let event, !event.kind.belongs(onStream: header.stream) else { return }
    let expected: Evidence = event.kind.isOfCandidate ? "candidate/ULID" : "ledger"
    find(.eventStream, "stream", expected: expected, found: "\(header.stream)")
  }

  /// The digest in the anchor is the content's, and so are the six digits of the code.
  private mutating func checkPage() {
    let printed: (anchor: String, check: String, content: JSON)
    switch event {
    case .sheetPrinted(let event): printed = (event.anchor, event.check, event.content.json)
    case .classListPrinted(let event): printed = (event.anchor, event.check, event.content.json)
    default: return
    }
    let digest = Hash.sha256(of: printed.content.canonicalText)
    guard let anchor = try? SheetAnchor.decode(base64: printed.anchor) else {
      return find(
        .pageDiffers, "anchor", expected: "\(SheetAnchor.byteCount) bytes of an anchor", found: "\(printed.anchor)")
    }
    if anchor.digest != digest {
      find(.pageDiffers, "digest", expected: "\(digest.base64)", found: "\(anchor.digest.base64)")
    }
    let check = ShortCode(position: header.position, digest: digest).check.padded(6)
    if check != printed.check { find(.pageDiffers, "check", expected: "\(check)", found: "\(printed.check)") }
  }

  private mutating func payloadInvalid(_ fault: ShapeFault) {
    find(.payloadInvalid, "\(fault.path)", expected: fault.expected, found: fault.found)
  }

  private mutating func find(_ code: FindingCode, _ subject: Evidence, expected: Evidence, found: Evidence) {
    remarks.append(
      .finding(
        EventLedger.Finding(
          code: code, position: header.position, subject: subject, expected: expected, found: found)))
  }
}

/// What the ledger's own events say that a schema can't check (`Schemas/ledger-format.md`, 11.2).
enum LedgerClaim: Sendable {
  case opened(origin: String)
  /// `clock.corrected` names the time of the event before it.
  case timeBefore(String)
  /// `ledger.restored` holds a checkpoint of this origin.
  case lost(origin: String)

  init?(_ type: String, _ payload: JSON) {
    switch (type, payload.object?["origin"]?.string, payload.object?["before"]?.string, payload.object?["lost"]?.string)
    {
    case ("ledger.opened", let origin?, _, _): self = .opened(origin: origin)
    case ("clock.corrected", _, let before?, _): self = .timeBefore(before)
    case ("ledger.restored", _, _, let note?): self = .lost(origin: String(note.prefix { $0 != "\n" }))
    default: return nil
    }
  }
}
