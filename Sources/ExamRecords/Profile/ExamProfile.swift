public import CanonicalForms

/// The description of one exam's form: fields, code lists, rules, the layouts of the sheets and the class list,
/// deadlines.
///
/// A profile is data. It is adopted into a ledger by an event that holds the whole document, so that a ledger prints
/// with the form of its year, and next year's exam is another document and no other code. The document's schema is
/// `Schemas/exam-profile.schema.json`.
public struct ExamProfile: Equatable, Sendable {
  /// `tn-thpt-2023`
  public var id: String
  /// Printed under a page's title: `Kỳ thi tốt nghiệp THPT năm 2023`.
  public var examName: String
  public var year: Int
  /// The first day of the exam, on which ages are reckoned.
  public var firstDay: CalendarDate
  public var roles: Roles
  public var fields: [Field] { didSet { reindex() } }
  public var codeLists: [CodeList] { didSet { reindex() } }
  public var rules: [Rule] { didSet { reindex() } }
  public var layouts: [SheetLayout]
  public var classList: ClassListLayout
  public var deadlines: [Deadline]
  /// When the office works; nil where the profile does not say.
  public var hours: OfficeHours?
  /// Id of the deadline beyond which edits are late; nil means the latest deadline.
  public var editsUntil: String?
  /// Derived from the fields, lists and rules, so that looking up and judging cost little.
  private(set) var index: ProfileIndex

  init(
    id: String, examName: String, year: Int, firstDay: CalendarDate, roles: Roles, fields: [Field],
    codeLists: [CodeList], rules: [Rule], layouts: [SheetLayout], classList: ClassListLayout, deadlines: [Deadline],
    hours: OfficeHours?, editsUntil: String?
  ) {
    self.id = id
    self.examName = examName
    self.year = year
    self.firstDay = firstDay
    self.roles = roles
    self.fields = fields
    self.codeLists = codeLists
    self.rules = rules
    self.layouts = layouts
    self.classList = classList
    self.deadlines = deadlines
    self.hours = hours
    self.editsUntil = editsUntil
    index = ProfileIndex(fields: fields, codeLists: codeLists, rules: rules)
  }

  private mutating func reindex() {
    index = ProfileIndex(fields: fields, codeLists: codeLists, rules: rules)
  }

  /// Which fields play the parts that the program itself has to know.
  public struct Roles: Equatable, Sendable {
    public var fullName: String
    public var dateOfBirth: String
    public var className: String
    /// The given name alone, where a source gives it apart; decides the order of lists, is never printed.
    public var givenName: String?
    public var sex: String?
    public var identityNumber: String?
    public var identityKind: String?
    public var formerIdentityNumber: String?
    /// The Ministry's id of the student, which a row of an import is matched by first.
    public var studentID: String?
  }

  public struct Deadline: Equatable, Sendable {
    public var id: String
    public var label: String
    public var labelEnglish: String
    public var at: Instant
  }
}

extension ExamProfile {
  /// One field of the form.
  public struct Field: Equatable, Sendable {
    /// Stable name in events: `identityNumber`.
    public var name: String
    /// How people name it by the form, letter of the form and number of the item: `a4`, `b3`. Nil where the number is
    /// not known.
    public var item: String?
    public var label: String
    public var labelEnglish: String
    public var type: FieldType
    public var required: Requirement
    /// Personal data of the candidate (all but codes of the unit and the like).
    public var isPersonal: Bool
    /// Header texts in files that this field answers to, besides its label. A name may end with `#dd`, `#mm`, `#yyyy`
    /// for a part of a date, `#family`, `#given` for a part of a name, `=CODE` where a mark in the column means that
    /// code.
    public var columns: [String]
    /// What is printed where there is no value, if that says something: `Không` for a claim that nobody made.
    public var absentText: String?
    /// How many places of a decimal are printed at least: with 1, `8` is printed as `8,0`.
    public var printedPlaces: Int
  }

  public enum Requirement: Equatable, Sendable {
    case never
    case always
    case when(Condition)
  }

  /// The closed set of types. What has no value of its type is unreadable; all else can be recorded.
  public enum FieldType: Equatable, Sendable {
    /// Any text, one line, NFC, no control characters, at most 300 code points.
    case text
    /// A person's name: kept as written; printed in capitals where the layout says so.
    case personName
    /// A real day.
    case date
    /// One code of the list with this id.
    case code(list: String)
    /// Several codes of the list, in the list's order, each once.
    case codeSet(list: String)
    /// `1` or `0`.
    case flag
    /// A decimal between two bounds with at most so many places; bounds as decimals: `0`, `10`.
    case decimal(minimum: String, maximum: String, places: Int)
    /// Four digits.
    case year
    /// A telephone number: digits, may begin with +; stored without separators.
    case phone
    case email
    /// Exactly so many ASCII digits: a code of a unit, a commune.
    case digits(count: Int)
    /// An identity number of any kind: 6 to 12 letters and digits, upper-case. 8 and 11 digits alone are unreadable (a
    /// zero was lost), and so are 10 (two were lost: numbers of Hà Nội begin with 001).
    case identityNumber
  }

  public struct CodeList: Equatable, Sendable {
    public var id: String
    /// Where the codes come from, for whoever has to mend the list.
    public var source: String?
    /// Whether people know the codes, so that they are printed beside the meanings: `Nữ (1)`; or only programs do.
    public var printsCodes: Bool
    public var entries: [Entry]

    public struct Entry: Equatable, Sendable {
      public var code: String
      public var label: String
      public var labelEnglish: String?
      /// Other spellings that files use, compared without regard to case, accents, spaces and punctuation.
      public var aliases: [String]
      /// The first digits of a 12-digit identity number that belong to this entry (provinces): `031`.
      public var identityPrefix: String?
    }
  }
}
