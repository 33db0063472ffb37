import CanonicalForms
import EventLedger
import ExamRecords

/// One event against the records before it.
struct EventJudgement {
  private(set) var remarks: [Remark] = []
  private let header: EventHeader
  private let records: Records
  private let clouds: Clouds

  init(_ event: RecordEvent, _ header: EventHeader, records: Records, clouds: Clouds) {
    self.header = header
    self.records = records
    self.clouds = clouds
    switch event {
    case .classListPrinted(let event): check(event.content)
    case .classListSigned(let event): check(list: event.list)
    case .classListUnsigned(let event): check(list: event.list)
    case .officerNamed, .unitDescribed, .profileAdopted: break
    case .candidateRegistered, .candidateCorrected, .candidateWithdrawn, .candidateRestored, .sheetPrinted,
      .sheetReturned, .sheetSigned, .sheetUnsigned:
      if let id = Records.candidate(ofStream: header.stream) { check(event, ofCandidate: id) }
    }
  }

  private mutating func check(_ event: RecordEvent, ofCandidate id: String) {
    let candidate = records.candidates[id]
    if case .candidateRegistered = event {
      if candidate != nil || header.version != 1 {
        find(
          .referenceMissing, "\(header.stream)", expected: "the first event of its stream",
          found: "version \(header.version)")
      }
      return
    }
    guard let candidate else {
      if !clouds.hides(candidate: id) {
        find(.referenceMissing, "\(header.stream)", expected: "a candidate", found: "nobody")
      }
      return
    }
    switch event {
    case .candidateCorrected(let event):
      for change in event.changes where candidate.fields[change.field] != change.old {
        guard !clouds.hides(change.field, ofCandidate: id) else { continue }
        find(
          .oldValueDiffers, "\(change.field)", expected: text(candidate.fields[change.field]), found: text(change.old))
      }
      if let sheet = event.sheet { check(sheet: sheet, of: candidate) }
    case .sheetPrinted(let event): check(event.content, against: candidate)
    case .sheetReturned(let event): check(sheet: event.sheet, of: candidate)
    case .sheetSigned(let event): check(sheet: event.sheet, of: candidate)
    case .sheetUnsigned(let event): check(sheet: event.sheet, of: candidate)
    default: break
    }
  }

  private mutating func check(_ content: SheetContent, against candidate: Candidate) {
    if content.candidate != candidate.id {
      find(.pageDiffers, "candidate", expected: "\(candidate.id)", found: "\(content.candidate)")
    }
    if content.number != candidate.number {
      find(.pageDiffers, "number", expected: "\(candidate.number)", found: "\(content.number)")
    }
    if content.recordVersion != header.version - 1 {
      find(.pageDiffers, "recordVersion", expected: "\(header.version - 1)", found: "\(content.recordVersion)")
    }
    check(profile: content.profile)
    for field in content.printedFields
    where content.values[field] != candidate.fields[field] && !clouds.hides(field, ofCandidate: candidate.id) {
      find(.pageDiffers, "\(field)", expected: text(candidate.fields[field]), found: text(content.values[field]))
    }
  }

  private mutating func check(_ content: ClassListContent) {
    check(profile: content.profile)
    for row in content.rows {
      guard let candidate = records.candidates[row.candidate] else {
        if !clouds.hides(candidate: row.candidate) {
          find(.referenceMissing, "row \(row.order)", expected: "a candidate", found: "\(row.candidate)")
        }
        continue
      }
      var differing = row.values.keys.filter {
        candidate.fields[$0] != row.values[$0] && !clouds.hides($0, ofCandidate: candidate.id)
      }
      if row.number != candidate.number, !clouds.hides(candidate: candidate.id) { differing.append("number") }
      if !differing.isEmpty {
        find(
          .pageDiffers, "row \(row.order)", expected: "the record",
          found: "\(differing.sorted().joined(separator: ", "))")
      }
    }
  }

  private mutating func check(profile digest: String) {
    if !records.school.profiles.contains(where: { $0.digest == digest }) {
      find(.referenceMissing, "profile", expected: "the digest of an adopted profile", found: "\(digest)")
    }
  }

  private mutating func check(sheet position: Int, of candidate: Candidate) {
    guard !candidate.sheets.contains(where: { $0.position == position }), !clouds.hides(candidate: candidate.id) else {
      return
    }
    find(.referenceMissing, "sheet", expected: "a sheet of this candidate", found: "\(position)")
  }

  private mutating func check(list position: Int) {
    guard records.lists[position] == nil, !clouds.hides(list: position) else { return }
    find(.referenceMissing, "list", expected: "a class list", found: "\(position)")
  }

  private mutating func find(_ code: FindingCode, _ subject: Evidence, expected: Evidence, found: Evidence) {
    remarks.append(
      .finding(
        EventLedger.Finding(
          code: code, position: header.position, subject: subject, expected: expected, found: found)))
  }

  private func text(_ value: FieldValue?) -> Evidence {
    value.map { "\($0.codes.joined(separator: ", "))" } ?? "null"
  }
}
