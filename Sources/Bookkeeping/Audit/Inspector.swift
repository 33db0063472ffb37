import CanonicalForms
import EventLedger
import ExamRecords
import TransparencyLog

/// Follows the events in order and holds each against what the events before it said.
struct Inspector {
  private(set) var records = Records()

  /// What can be learned from one event alone, in parallel with others.
  struct Reading: Sendable {
    let header: EventHeader
    let event: RecordEvent?
    var remarks: [Remark] = []

    init(_ recorded: RecordedEvent) {
      header = recorded.header
      guard let body = recorded.body else {
        event = nil
        return
      }
      do {
        let payload = try JSON.parse(canonical: body)
        if LedgerPayload.types.contains(header.type), header.schema == 1 {
          event = nil
          if let fault = LedgerPayload.fault(inPayload: payload, ofType: header.type) { payloadInvalid(fault) }
          return
        }
        event = try RecordEvent.decode(type: header.type, schema: header.schema, payload: payload)
      } catch EventFault.payload(_, let fault) {
        event = nil
        payloadInvalid(fault)
      } catch EventFault.unknown {
        event = nil
        remarks.append(
          .notChecked(
            NotChecked(code: .payloadUnknown, position: header.position, subject: "\(header.type) v\(header.schema)")))
      } catch {
        // The ledger's own check reports text that is not canonical JSON.
        event = nil
      }
      checkPage()
    }

    private mutating func payloadInvalid(_ fault: ShapeFault) {
      remarks.append(
        .finding(
          EventLedger.Finding(
            code: .payloadInvalid, position: header.position, subject: fault.path, expected: fault.expected,
            found: fault.found)))
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
        return pageDiffers("anchor", expected: "141 bytes of an anchor", found: printed.anchor)
      }
      if anchor.digest != digest {
        pageDiffers("digest", expected: digest.base64, found: anchor.digest.base64)
      }
      let check = ShortCode(position: header.position, digest: digest).check.padded(6)
      if check != printed.check { pageDiffers("check", expected: check, found: printed.check) }
    }

    private mutating func pageDiffers(_ subject: String, expected: String, found: String) {
      remarks.append(
        .finding(
          EventLedger.Finding(
            code: .pageDiffers, position: header.position, subject: subject, expected: expected, found: found)))
    }
  }

  /// Judges one event after all events before it.
  mutating func inspect(_ reading: Reading) -> [Remark] {
    guard let event = reading.event else { return reading.remarks }
    let remarks = reading.remarks + check(event, reading.header).map(Remark.finding)
    records.evolve(event, stream: reading.header.stream, EventMark(reading.header), digest: Digest.base64)
    return remarks
  }

  private func check(_ event: RecordEvent, _ header: EventHeader) -> [EventLedger.Finding] {
    func finding(_ code: FindingCode, _ subject: String, _ expected: String, _ found: String) -> EventLedger.Finding {
      EventLedger.Finding(code: code, position: header.position, subject: subject, expected: expected, found: found)
    }
    let candidate = Records.candidate(ofStream: header.stream).flatMap { records.candidates[$0] }
    switch event {
    case .candidateRegistered:
      return candidate == nil ? [] : [finding(.referenceMissing, header.stream, "a new stream", "a known candidate")]
    case .candidateCorrected(let event):
      guard let candidate else { return [finding(.referenceMissing, header.stream, "a candidate", "nobody")] }
      return event.changes.compactMap { change in
        let old = candidate.fields[change.field]
        return old == change.old
          ? nil : finding(.oldValueDiffers, change.field, text(old), text(change.old))
      }
    case .candidateWithdrawn, .candidateRestored:
      return candidate == nil ? [finding(.referenceMissing, header.stream, "a candidate", "nobody")] : []
    case .sheetPrinted(let event):
      guard let candidate else { return [finding(.referenceMissing, header.stream, "a candidate", "nobody")] }
      return check(event.content, against: candidate, finding)
    case .sheetReturned(let event): return check(sheet: event.sheet, of: candidate, finding)
    case .sheetSigned(let event): return check(sheet: event.sheet, of: candidate, finding)
    case .sheetUnsigned(let event): return check(sheet: event.sheet, of: candidate, finding)
    case .classListPrinted(let event):
      return event.content.rows.compactMap { row in
        guard let candidate = records.candidates[row.candidate] else {
          return finding(.referenceMissing, "row \(row.order)", "a candidate", row.candidate)
        }
        let differing = row.values.filter { candidate.fields[$0.key] != $0.value }.keys.sorted()
        return differing.isEmpty
          ? nil : finding(.pageDiffers, "row \(row.order)", "the record", differing.joined(separator: ", "))
      }
    case .classListSigned(let event): return check(list: event.list, finding)
    case .classListUnsigned(let event): return check(list: event.list, finding)
    case .officerNamed, .unitDescribed, .profileAdopted: return []
    }
  }

  private typealias Making = (FindingCode, String, String, String) -> EventLedger.Finding

  private func check(_ content: SheetContent, against candidate: Candidate, _ finding: Making) -> [EventLedger.Finding] {
    var findings: [EventLedger.Finding] = []
    if content.candidate != candidate.id {
      findings.append(finding(.pageDiffers, "candidate", candidate.id, content.candidate))
    }
    if content.recordVersion != candidate.version {
      findings.append(finding(.pageDiffers, "recordVersion", "\(candidate.version)", "\(content.recordVersion)"))
    }
    for field in content.printedFields where content.values[field] != candidate.fields[field] {
      findings.append(finding(.pageDiffers, field, text(candidate.fields[field]), text(content.values[field])))
    }
    return findings
  }

  private func check(sheet position: Int, of candidate: Candidate?, _ finding: Making) -> [EventLedger.Finding] {
    let known = candidate?.sheets.contains { $0.position == position } ?? false
    return known ? [] : [finding(.referenceMissing, "sheet", "a sheet of this candidate", "\(position)")]
  }

  private func check(list position: Int, _ finding: Making) -> [EventLedger.Finding] {
    records.lists[position] == nil ? [finding(.referenceMissing, "list", "a class list", "\(position)")] : []
  }

  private func text(_ value: FieldValue?) -> String {
    switch value {
    case .text(let text): text
    case .list(let codes): codes.joined(separator: ", ")
    case nil: "null"
    }
  }
}
