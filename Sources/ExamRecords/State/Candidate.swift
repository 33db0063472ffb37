/// One candidate (thí sinh) as the events so far say: the record, what imports have shown, the sheets.
public struct Candidate: Equatable, Sendable {
  /// The stream's ULID.
  public var id: String
  /// Running number in the ledger.
  public var number: Int
  /// Version of the stream: how many events it has.
  public var version: Int
  public var fields: FieldValues
  /// Values that fields had before, each once; a candidate is found by an earlier identity number too.
  public var earlier: [String: [FieldValue]]
  /// For each field the value that an import last showed; what the next import compares with.
  public var imported: FieldValues
  public var isWithdrawn: Bool
  /// In the order of their printing.
  public var sheets: [Sheet]
  /// Position of the event that registered the candidate.
  public var registeredAt: Int
  /// Positions of the candidate's events that nobody could read: what they changed is not in this value.
  public var unread: [Int]

  /// The state after the first event of the stream.
  public init(id: String, _ event: CandidateRegistered, _ mark: EventMark) {
    self.id = id
    number = event.number
    version = mark.version
    fields = event.fields
    earlier = [:]
    imported = event.source == nil ? [:] : event.fields
    isWithdrawn = false
    sheets = []
    registeredAt = mark.position
    unread = []
  }

  package init(
    id: String, number: Int, version: Int, fields: FieldValues, earlier: [String: [FieldValue]], imported: FieldValues,
    isWithdrawn: Bool, sheets: [Sheet], registeredAt: Int, unread: [Int]
  ) {
    self.id = id
    self.number = number
    self.version = version
    self.fields = fields
    self.earlier = earlier
    self.imported = imported
    self.isWithdrawn = isWithdrawn
    self.sheets = sheets
    self.registeredAt = registeredAt
    self.unread = unread
  }

  /// The state after one more event of the stream. Never fails: what could not be was refused before it was recorded.
  public mutating func evolve(_ event: RecordEvent, _ mark: EventMark) {
    version = mark.version
    switch event {
    case .candidateCorrected(let event): correct(event, mark)
    case .candidateWithdrawn: isWithdrawn = true
    case .candidateRestored: isWithdrawn = false
    case .sheetPrinted(let event): sheets.append(Sheet(event, mark))
    case .sheetReturned(let event):
      with(sheet: event.sheet) { $0.returnedAt = mark.position }
    case .sheetSigned(let event):
      with(sheet: event.sheet) {
        $0.signature = Sheet.Signature(
          position: mark.position, recordedAt: mark.recordedAt, way: event.way, signedOn: event.signedOn,
          place: event.place)
      }
    case .sheetUnsigned(let event):
      with(sheet: event.sheet) { $0.signature = nil }
    case .candidateRegistered, .officerNamed, .unitDescribed, .profileAdopted, .classListPrinted, .classListSigned,
      .classListUnsigned:
      break
    }
  }

  /// The state after one more event that can't be read. Of some the type alone says what they did.
  public mutating func pass(_ kind: RecordEvent.Kind?, _ mark: EventMark) {
    version = mark.version
    unread.append(mark.position)
    isWithdrawn = kind?.withdraws ?? isWithdrawn
  }

  private mutating func correct(_ event: CandidateCorrected, _ mark: EventMark) {
    for change in event.changes {
      if let old = fields[change.field], earlier[change.field]?.contains(old) != true {
        earlier[change.field, default: []].append(old)
      }
      fields[change.field] = change.new
      if event.source != nil { imported[change.field] = change.new }
    }
    for (field, value) in event.source?.seen ?? [:] { imported[field] = value }
    if let sheet = event.sheet { with(sheet: sheet) { $0.returnedAt = nil } }
  }

  private mutating func with(sheet position: Int, change: (inout Sheet) -> Void) {
    guard let index = sheets.firstIndex(where: { $0.position == position }) else { return }
    change(&sheets[index])
  }
}
