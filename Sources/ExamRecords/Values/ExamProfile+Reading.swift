import CanonicalForms

extension ExamProfile {
  /// The longest text in code points.
  public static let longestText = 300

  /// What people type and files hold, as a value of the field; nil for an empty text, and for the text that says that
  /// there is no value (`Không` where the field has that as its `absentText`).
  ///
  /// Nothing is guessed: what may have lost zeros, accents or its meaning as a date is unreadable and says so.
  public func read(_ text: String, as field: Field) -> Result<FieldValue?, Unreadable> {
    do throws(Unreadable) {
      return .success(try value(text, of: field))
    } catch {
      return .failure(error)
    }
  }

  private func value(_ original: String, of field: Field) throws(Unreadable) -> FieldValue? {
    let text = try sound(original)
    if text.isEmpty { return nil }
    if let absentText = field.absentText, text.utf8.count <= 2 * absentText.utf8.count,
      Folding.key(text) == Folding.key(absentText)
    {
      return try absence(text, of: field)
    }
    switch field.type {
    case .text, .personName:
      let count = text.unicodeScalars.count
      if count > Self.longestText { throw .tooLong(found: text, count: count, maximum: Self.longestText) }
      return .text(text)
    case .date: return .text(try DateReading.read(text, before: firstDay).text)
    case .code(let list): return .text(try reading(of: list).code(text))
    case .codeSet(let list): return .list(try reading(of: list).codes(text))
    case .flag: return .text(try FlagReading.read(text))
    case .decimal(let minimum, let maximum, let places):
      return .text(try NumberReading.decimal(text, minimum: minimum, maximum: maximum, places: places))
    case .year: return .text(try NumberReading.year(text))
    case .digits(let count): return .text(try NumberReading.digits(text, count: count))
    case .identityNumber: return .text(try NumberReading.identityNumber(text))
    case .phone: return .text(try ContactReading.phone(text))
    case .email: return .text(try ContactReading.email(text))
    }
  }

  private func sound(_ text: String) throws(Unreadable) -> String {
    if text.isSurelySound { return text }
    let text = text.mended
    if text.hasLostLetters { throw .lostAccents(found: text) }
    if let control = text.firstControl { throw .controlCharacter(found: text, codePoint: control.value) }
    return text
  }

  /// A text that says "none", unless the field's list has an entry of that name.
  private func absence(_ text: String, of field: Field) throws(Unreadable) -> FieldValue? {
    guard let list = field.type.codeList, !index.list(list).matches(text).isEmpty else { return nil }
    return .text(try reading(of: list).code(text))
  }

  private func reading(of list: String) -> CodeReading {
    CodeReading(list: list, index: index.list(list))
  }
}
