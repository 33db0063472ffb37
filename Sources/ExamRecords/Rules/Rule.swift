public import CanonicalForms

/// A rule of the profile: what it judges, how grave a breach is, and the sentence that says so.
///
/// Rules never stop a clerk from recording what the paper says; they judge the record afterwards.
public struct Rule: Equatable, Sendable {
  /// `ID-3`; stable, named in outputs.
  public var id: String
  public var level: Level
  /// A Vietnamese sentence; `{fieldName}` stands for that field's value as printed, and in a rule of kind `unique`
  /// `{value}` for the value that is not unique, `{others}` for the running numbers of the others.
  public var message: String
  public var messageEnglish: String
  /// The fields that a finding points to. A finding shows on a layout that prints any of them.
  public var fields: [String]
  public var kind: Kind

  public enum Level: String, Equatable, Sendable, CaseIterable {
    /// Shows on the sheet and in the status and blocks the hand-over.
    case error
    /// Shows on the sheet.
    case warning
  }

  /// The closed set of kinds.
  public enum Kind: Equatable, Sendable {
    /// Where `when` holds, `then` must hold.
    case implication(when: Condition, then: Condition)
    /// The value has one of these shapes where the condition holds; a shape is a `Shape`.
    case shape(field: String, when: Condition, Shape)
    /// The 12-digit number begins with the prefix of an entry of the code list (`identityPrefix`). Says nothing of
    /// numbers that are not 12 digits, here and in the next two.
    case identityProvince(number: String, list: String, when: Condition)
    /// The fourth digit's parity is the sex (odd: female) and its half the century of birth (TT 07/2016/TT-BCA).
    case identitySexAndCentury(number: String, sex: String, femaleCode: String, dateOfBirth: String, when: Condition)
    /// Digits five and six are the last two of the year of birth.
    case identityBirthYear(number: String, dateOfBirth: String, when: Condition)
    /// No other candidate that is not withdrawn has this value in any of the fields.
    case unique(fields: [String])
    /// Letters with single spaces, apostrophes and hyphens, no digits.
    case personName(field: String)
    /// At least so many words.
    case words(field: String, minimum: Int)
    /// Age in whole years on the day lies within the bounds, where the condition holds.
    case age(field: String, on: CalendarDate, minimum: Int?, maximum: Int?, when: Condition)
    /// The sum of decimals of these fields is at most this.
    case sumAtMost(fields: [String], maximum: String)
    /// The codes chosen from all these groups come from one group only.
    case oneGroup(field: String, groups: [[String]], when: Condition)
    /// Where a certificate is named and the condition holds: it has the minimum score of its type, if there is one
    /// (compared as a number), was issued on or before one day, and does not expire before the other.
    case certificate(
      type: String, score: String, issuedOn: String, expiresOn: String, issuedBy: CalendarDate, validOn: CalendarDate,
      minimumScores: [String: String], when: Condition)
  }

  public enum Shape: String, Equatable, Sendable, CaseIterable {
    case nineDigits
    /// `0` and eleven more digits.
    case twelveDigits
    /// 6 to 12 letters and digits (a Vietnamese one: a letter and 7 or 8 digits), but not twelve digits: those are a
    /// citizen's.
    case passport
    /// Twelve letters and digits.
    case systemCode
  }
}

/// What a rule found in one record.
public struct Finding: Equatable, Sendable {
  public var rule: String
  public var level: Rule.Level
  /// The sentence with the record's values in it.
  public var message: String
  public var messageEnglish: String
  public var fields: [String]

  public init(rule: String, level: Rule.Level, message: String, messageEnglish: String, fields: [String]) {
    self.rule = rule
    self.level = level
    self.message = message
    self.messageEnglish = messageEnglish
    self.fields = fields
  }
}
