public import CanonicalForms

/// A printed class list and what became of it.
public struct ClassList: Equatable, Sendable {
  /// Position of the event that printed it.
  public var position: Int
  public var code: String
  public var className: String
  public var isSupplement: Bool
  public var printedAt: Instant
  public var rows: [Row]
  public var signature: Signature?

  public struct Row: Equatable, Sendable {
    public var order: Int
    public var candidate: String
    public var number: Int
    public var values: FieldValues

    package init(order: Int, candidate: String, number: Int, values: FieldValues) {
      self.order = order
      self.candidate = candidate
      self.number = number
      self.values = values
    }
  }

  public struct Signature: Equatable, Sendable {
    public var position: Int
    public var recordedAt: Instant
    public var way: SigningWay
    public var signedOn: String?
    public var place: String?
    /// Order numbers of rows that nobody has signed.
    public var except: [Int]

    package init(
      position: Int, recordedAt: Instant, way: SigningWay, signedOn: String?, place: String?, except: [Int]
    ) {
      self.position = position
      self.recordedAt = recordedAt
      self.way = way
      self.signedOn = signedOn
      self.place = place
      self.except = except
    }
  }

  package init(
    position: Int, code: String, className: String, isSupplement: Bool, printedAt: Instant, rows: [Row],
    signature: Signature?
  ) {
    self.position = position
    self.code = code
    self.className = className
    self.isSupplement = isSupplement
    self.printedAt = printedAt
    self.rows = rows
    self.signature = signature
  }

  public init(_ event: ClassListPrinted, _ mark: EventMark) {
    position = mark.position
    code = "\(mark.position)-\(event.check)"
    className = event.content.className
    isSupplement = event.content.supplement
    printedAt = mark.recordedAt
    rows = event.content.rows.map {
      Row(order: $0.order, candidate: $0.candidate, number: $0.number, values: $0.values)
    }
  }

  /// Records that the list came back signed.
  mutating func sign(_ event: ClassListSigned, _ mark: EventMark) {
    signature = Signature(
      position: mark.position, recordedAt: mark.recordedAt, way: event.way, signedOn: event.signedOn,
      place: event.place, except: event.except)
  }
}
