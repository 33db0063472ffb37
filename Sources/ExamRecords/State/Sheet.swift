public import CanonicalForms

/// A printed check-sheet and what became of it.
public struct Sheet: Equatable, Sendable {
  /// Position of the event that printed it.
  public var position: Int
  /// `1042-583921`
  public var code: String
  public var layout: String
  public var round: Int
  /// The append that printed it: the run.
  public var run: String
  public var printedAt: Instant
  public var recordVersion: Int
  /// What was printed.
  public var values: FieldValues
  public var printedFields: Set<String>
  public var signature: Signature?
  /// Position at which it came back with handwriting that nobody has keyed yet.
  public var returnedAt: Int?

  public struct Signature: Equatable, Sendable {
    public var position: Int
    public var recordedAt: Instant
    public var way: SigningWay
    public var signedOn: String?
    public var place: String?

    package init(position: Int, recordedAt: Instant, way: SigningWay, signedOn: String?, place: String?) {
      self.position = position
      self.recordedAt = recordedAt
      self.way = way
      self.signedOn = signedOn
      self.place = place
    }
  }

  package init(
    position: Int, code: String, layout: String, round: Int, run: String, printedAt: Instant, recordVersion: Int,
    values: FieldValues, printedFields: Set<String>, signature: Signature?, returnedAt: Int?
  ) {
    self.position = position
    self.code = code
    self.layout = layout
    self.round = round
    self.run = run
    self.printedAt = printedAt
    self.recordVersion = recordVersion
    self.values = values
    self.printedFields = printedFields
    self.signature = signature
    self.returnedAt = returnedAt
  }

  public init(_ event: SheetPrinted, _ mark: EventMark) {
    position = mark.position
    code = "\(mark.position)-\(event.check)"
    layout = event.content.layout
    round = event.content.round
    run = mark.command
    printedAt = mark.recordedAt
    recordVersion = event.content.recordVersion
    values = event.content.values
    printedFields = Set(event.content.printedFields)
  }

  /// The printed fields whose value differs now; empty when the sheet holds (again).
  public func staleFields(in record: FieldValues) -> [String] {
    printedFields.filter { values[$0] != record[$0] }.sorted()
  }
}

/// Where a candidate stands with the sheets of one layout.
public enum SheetState: String, Equatable, Sendable, CaseIterable {
  case unprinted
  /// Printed, in force, not signed.
  case printed
  /// A signed sheet is in force.
  case signed
  /// Printed, but every sheet differs from the record now: to be printed again.
  case stale
}

extension Candidate {
  public func sheets(of layout: String) -> [Sheet] {
    sheets.filter { $0.layout == layout }
  }

  /// The newest sheet in force, a signed one before an unsigned one.
  public func sheetInForce(of layout: String) -> Sheet? {
    let valid = sheets(of: layout).filter { $0.staleFields(in: fields).isEmpty }
    return valid.last { $0.signature != nil } ?? valid.last
  }

  public func state(of layout: String) -> SheetState {
    guard sheets.contains(where: { $0.layout == layout }) else { return .unprinted }
    guard let sheet = sheetInForce(of: layout) else { return .stale }
    return sheet.signature == nil ? .printed : .signed
  }

  /// Sheets that came back with handwriting and wait to be keyed.
  public var returnedSheets: [Sheet] {
    sheets.filter { $0.returnedAt != nil }
  }

  /// What a new print's changes are counted from: the last signed sheet of the layout or, if none is signed, the last printed.
  public func sheetToCompare(of layout: String) -> Sheet? {
    let printed = sheets(of: layout)
    return printed.last { $0.signature != nil } ?? printed.last
  }
}
