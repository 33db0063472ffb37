public import EventLedger
public import ExamRecords

/// What the ledger says of the code on a page. It judges the code, never the paper that the code stands on.
public struct CodeVerdict: Sendable {
  public enum Standing: Equatable, Sendable {
    /// Issued, and every printed value is the record's.
    case current
    /// Issued, but printed values differ from the record now.
    case superseded
    /// Issued, but the candidate does not take the exam any more.
    case withdrawn
    /// Issued, but the content was erased: what was printed can't be compared any more.
    case erased
    /// Issued, but the content can't be read though no erasure took it.
    case lost
    /// Signed by this ledger's key, but not in this history: rolled back, or forked.
    case notInHistory
    /// Of a key that this ledger never had.
    case otherLedger(keyID: UInt32)
    case unreadable(CodeReading)
  }

  public enum Signature: Equatable, Sendable {
    case none
    case recorded(Cause, SigningWay, signedOn: String?, place: String?, except: [Int])
    case takenBack(Cause)
    /// The content of a later event is gone, which may have recorded a signature or taken it back.
    case untold(Cause)
  }

  /// What was typed or scanned, without white space.
  public var text: String
  public var standing: Standing
  /// The page, where this history has printed it.
  public var page: IssuedPage?
  /// What the digits say by themselves; nil for a short code.
  public var anchor: SheetAnchor?
  /// Every change of a printed value that does not hold now, and the events that made it.
  public var changes: [Change]
  public var signature: Signature
  /// The event that withdrew the candidate, or that erased the content.
  public var cause: Cause?
  /// The code of the newest page of the same kind, if it is not this one.
  public var newer: String?
  /// The signed class list by which a sheet's candidate has confirmed what the record still says.
  public var listSignature: ListSignature?
  /// Class lists that print this sheet's code in the candidate's row.
  public var mentions: [ListMention]
  /// Events that may have changed what was printed and can't be read.
  public var unreadable: [Cause]

  public struct Change: Equatable, Sendable {
    /// The row of a list; nil on a sheet.
    public var order: Int?
    public var field: String
    public var printed: FieldValue?
    public var now: FieldValue?
    /// The last event that changed it; nil where it can't be read.
    public var cause: Cause?
  }

  public init(text: String, standing: Standing, anchor: SheetAnchor? = nil) {
    self.text = text
    self.standing = standing
    self.anchor = anchor
    changes = []
    signature = .none
    mentions = []
    unreadable = []
  }

  /// Issued by this ledger, current, and nothing hides a change.
  public var isCurrent: Bool { standing == .current && unreadable.isEmpty }

  public var isUnreadable: Bool {
    if case .unreadable = standing { true } else { false }
  }
}

/// A row of a signed class list, whose values are still the record's.
public struct ListSignature: Equatable, Sendable {
  public var list: String
  public var className: String
  public var order: Int
  /// Position of the event that recorded the signature.
  public var position: Int
  public var signedOn: String?
}

/// A row of a class list that prints a sheet's code: where a code that was read out can be looked up on paper.
public struct ListMention: Equatable, Sendable {
  public var list: String
  public var className: String
  public var order: Int
  public var printed: Cause
}

/// Why a code could not be read as one that was issued. None of these says that somebody forged it.
public enum CodeReading: Equatable, Sendable {
  /// Neither a short code nor digits.
  case notACode
  /// The digits of the QR are 343.
  case length(found: Int)
  case notADigit(at: Int)
  /// A group that is larger than its bytes can hold, from 0: a digit in it is wrong.
  case group(Int, DigitSlip?)
  case version(UInt8, DigitSlip?)
  /// The digits can be read but no key of the ledger signed what they say.
  case signature(DigitSlip?)
  /// A short code whose last six digits don't fit the page at its position.
  case checkDigits
  /// A short code with a position at which no page was printed.
  case noPage(position: Int, size: Int)
}

/// Digits that are almost those of a page of this ledger.
public struct DigitSlip: Equatable, Sendable {
  /// The code of that page.
  public var code: String
  /// Where the digits differ, from 0.
  public var places: [Int]
}
