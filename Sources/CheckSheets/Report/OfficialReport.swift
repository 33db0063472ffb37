public import CanonicalForms

/// A report for officials as a value: all that its pages say, in the order in which they say it.
///
/// The layout is that of Vietnamese administrative papers (Nghị định 30/2020/NĐ-CP, Phụ lục I). The words are the
/// caller's; only what every report has (quốc hiệu, page numbers) comes from `language`. Characters that the face lacks are
/// printed as their numbers, `[U+1F600]`: a report is about what is there, and never refuses it.
///
/// ```swift
/// let sheet = try ReportSheet(report, composer)
/// let bytes = try sheet.pdf(PDFWriter(typefaces))
/// ```
public struct OfficialReport: Equatable, Sendable {
  public var language: ReportLanguage
  public var orientation: Orientation
  public var issuer: Issuer
  /// The report's number and sign: `Số: …/BB-TTr`; nil for none.
  public var number: String?
  /// Place and day: `Hải Phòng, ngày 24 tháng 4 năm 2023`.
  public var placeAndDate: String
  public var title: String
  /// Whom or what it is about, below the title and on every further page: pages that are filed may come apart.
  public var subject: String?
  public var subtitle: String?
  /// Whom the report is addressed to, without `Kính gửi`.
  public var addressee: String?
  public var parts: [Part]
  public var signers: [Signer]
  /// Stands at the foot of every page, beside the page's number: which ledger the report is about.
  public var foot: [String]
  /// The file's date. It is a value, so the same report is the same file.
  public var createdAt: Instant

  public init(
    language: ReportLanguage = .vietnamese, orientation: Orientation = .portrait, issuer: Issuer = Issuer(),
    number: String? = nil, placeAndDate: String, title: String, subject: String? = nil, subtitle: String? = nil,
    addressee: String? = nil, parts: [Part] = [], signers: [Signer] = [], foot: [String] = [], createdAt: Instant
  ) {
    self.language = language
    self.orientation = orientation
    self.issuer = issuer
    self.number = number
    self.placeAndDate = placeAndDate
    self.title = title
    self.subject = subject
    self.subtitle = subtitle
    self.addressee = addressee
    self.parts = parts
    self.signers = signers
    self.foot = foot
    self.createdAt = createdAt
  }

  public enum Orientation: Equatable, Sendable {
    case portrait, landscape
  }

  /// The agency whose report it is, on one or two levels; what is nil is a dotted line to write on.
  public struct Issuer: Equatable, Sendable {
    public var superior: String?
    public var name: String?

    public init(superior: String? = nil, name: String? = nil) {
      self.superior = superior
      self.name = name
    }
  }

  /// One who signs, in a column of his own.
  public struct Signer: Equatable, Sendable {
    public var title: String
    /// How to sign: `(Ký, ghi rõ họ tên)`.
    public var note: String
    /// Nil where it is to be written by hand.
    public var name: String?

    public init(title: String, note: String, name: String? = nil) {
      self.title = title
      self.note = note
      self.name = name
    }
  }
}

/// The language of what every report has: quốc hiệu, page numbers, `Kính gửi`.
public enum ReportLanguage: Equatable, Sendable {
  case vietnamese, english
}
