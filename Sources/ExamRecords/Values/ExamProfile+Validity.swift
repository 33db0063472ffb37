import CanonicalForms

extension ExamProfile {
  /// Whether a stored value is one of the field's type: what an event may hold.
  public func isValid(_ value: FieldValue, _ field: Field) -> Bool {
    switch (field.type, value) {
    case (.codeSet(let list), .list(let codes)):
      let index = index.list(list)
      let places = codes.compactMap { index.place[$0] }
      return places.count == codes.count && !places.isEmpty && zip(places, places.dropFirst()).allSatisfy(<)
    case (.codeSet, .text), (_, .list): return false
    case (_, .text(let text)): return isValid(text, field.type)
    }
  }

  private func isValid(_ text: String, _ type: FieldType) -> Bool {
    switch type {
    case .text, .personName:
      return !text.isEmpty && text.unicodeScalars.count <= Self.longestText
        && (text.isSurelySound || text.isNFC && text.firstControl == nil)
    case .date: return CalendarDate(text) != nil
    case .code(let list): return index.list(list).place[text] != nil
    case .codeSet: return false
    case .flag: return text == "0" || text == "1"
    case .decimal(let minimum, let maximum, let places):
      guard let number = FixedDecimal(canonical: text), number.places <= places, let least = FixedDecimal(minimum),
        let most = FixedDecimal(maximum)
      else { return false }
      return (least...most).contains(number)
    case .year: return text.isAllDigits && text.utf8.count == 4
    case .phone: return ContactReading.isPhone(text)
    case .email: return ContactReading.isEmail(text)
    case .digits(let count): return text.isAllDigits && text.utf8.count == count
    case .identityNumber: return NumberReading.isIdentityNumber(text)
    }
  }
}
