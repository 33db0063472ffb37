import CanonicalForms
import ExamRecords

/// Given these events, what does the state say: events with marks that count up.
struct StateHistory {
  private(set) var records = Records()
  private(set) var position = 0
  private var versions: [String: Int] = [:]

  static let id = EventsSamples.candidate
  static let fields: FieldValues = [
    "fullName": .text("NGUYỄN THỊ ÁNH"), "className": .text("12A1"), "phone": .text("0912345678"),
    "identityNumber": .text("031305001234"),
  ]

  init(registered fields: FieldValues = Self.fields, imported: Bool = true) {
    apply(
      .candidateRegistered(
        CandidateRegistered(
          number: 1, fields: fields, reason: "Nhập", source: imported ? ImportSource(file: "f.csv", row: 2) : nil)))
  }

  var candidate: Candidate {
    guard let candidate = records.candidates[Self.id] else { preconditionFailure("The first event registers.") }
    return candidate
  }

  /// Appends an event and returns its position.
  @discardableResult
  mutating func apply(_ event: RecordEvent, stream: String = Records.stream(ofCandidate: Self.id)) -> Int {
    let position = position
    self.position += 1
    versions[stream, default: 0] += 1
    let mark = EventMark(
      position: position, version: versions[stream] ?? 0,
      recordedAt: Instant(milliseconds: 1_682_000_000_000 + position * 1000), officer: "lan", command: "run \(position)"
    )
    records.evolve(event, stream: stream, mark) { "digest of \($0)" }
    return position
  }

  @discardableResult
  mutating func correct(_ field: String, to new: FieldValue?, sheet: Int? = nil, source: ImportSource? = nil) -> Int {
    apply(
      .candidateCorrected(
        CandidateCorrected(
          changes: [FieldChange(field: field, old: candidate.fields[field], new: new)], reason: "r", sheet: sheet,
          source: source)))
  }

  /// Prints the record as it is and returns the sheet's position.
  @discardableResult
  mutating func print(layout: String = "full", round: Int = 1, fields: [String]? = nil) -> Int {
    let shown = fields ?? ["fullName", "className", "phone", "email"]
    return apply(
      .sheetPrinted(
        SheetPrinted(
          anchor: EventsSamples.anchor, check: "000042",
          content: EventsSamples.sheet(
            layout: layout, round: round, values: candidate.fields.filter { shown.contains($0.key) }, fields: shown,
            version: candidate.version), drawnBy: EventsSamples.drawnBy, duplex: false)))
  }

  @discardableResult
  mutating func sign(_ sheet: Int) -> Int {
    apply(.sheetSigned(SheetSigned(sheet: sheet, way: .typed, signedOn: "2023-04-21", place: "Phòng 12")))
  }

  func sheet(_ position: Int) -> Sheet {
    guard let sheet = candidate.sheets.first(where: { $0.position == position }) else {
      preconditionFailure("No sheet at \(position).")
    }
    return sheet
  }
}
