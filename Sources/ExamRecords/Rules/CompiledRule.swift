import CanonicalForms

/// One rule over a row.
final class CompiledRule: Sendable {
  let id: String
  let level: Rule.Level
  let fields: [String]
  let message: MessageTemplate
  let messageEnglish: MessageTemplate
  private let check: Check

  /// What a breach knows beyond the record: in a rule of kind `unique`, the value and who else has it.
  struct Breach {
    var value: String = ""
    var others: [Int] = []
  }

  private enum Check: Sendable {
    case implication(CompiledCondition, CompiledCondition)
    case shape(Int, CompiledCondition, Rule.Shape)
    case identityProvince(Int, Set<String>, CompiledCondition)
    case identitySexAndCentury(number: Int, sex: Int, femaleCode: String, dateOfBirth: Int, CompiledCondition)
    case identityBirthYear(number: Int, dateOfBirth: Int, CompiledCondition)
    case unique([Int], names: [String])
    case personName(Int)
    case words(Int, Int)
    case age(Int, CalendarDate, ClosedRange<Int>, CompiledCondition)
    case sumAtMost([Int], FixedDecimal)
    case oneGroup(Int, [UInt64], CompiledCondition)
    case certificate(Certificate)
  }

  struct Certificate: Sendable {
    let type: Int
    let score: Int
    let issuedOn: Int
    let expiresOn: Int
    let issuedBy: String
    let validOn: String
    let minimumScores: [String: FixedDecimal]
    let when: CompiledCondition
  }

  init(_ rule: Rule, codeLists: [ExamProfile.CodeList], _ slots: inout RowSlots) {
    id = rule.id
    level = rule.level
    fields = rule.fields
    message = MessageTemplate(rule.message)
    messageEnglish = MessageTemplate(rule.messageEnglish)
    switch rule.kind {
    case .implication(let when, let then):
      check = .implication(CompiledCondition(when, &slots), CompiledCondition(then, &slots))
    case .shape(let field, let when, let shape):
      check = .shape(slots.place(of: field), CompiledCondition(when, &slots), shape)
    case .identityProvince(let number, let list, let when):
      let entries = codeLists.first { $0.id == list }?.entries ?? []
      check = .identityProvince(
        slots.place(of: number), Set(entries.compactMap(\.identityPrefix)), CompiledCondition(when, &slots))
    case .identitySexAndCentury(let number, let sex, let femaleCode, let dateOfBirth, let when):
      check = .identitySexAndCentury(
        number: slots.place(of: number), sex: slots.place(of: sex), femaleCode: femaleCode,
        dateOfBirth: slots.place(of: dateOfBirth), CompiledCondition(when, &slots))
    case .identityBirthYear(let number, let dateOfBirth, let when):
      check = .identityBirthYear(
        number: slots.place(of: number), dateOfBirth: slots.place(of: dateOfBirth), CompiledCondition(when, &slots))
    case .unique(let fields): check = .unique(slots.places(of: fields), names: fields)
    case .personName(let field): check = .personName(slots.place(of: field))
    case .words(let field, let minimum): check = .words(slots.place(of: field), minimum)
    case .age(let field, let day, let minimum, let maximum, let when):
      let least = minimum ?? 0
      check = .age(
        slots.place(of: field), day, least...max(least, maximum ?? .max), CompiledCondition(when, &slots))
    case .sumAtMost(let fields, let maximum):
      check = .sumAtMost(slots.places(of: fields), FixedDecimal(maximum) ?? FixedDecimal(millionths: .max))
    case .oneGroup(let field, let groups, let when):
      let slot = slots.place(of: field)
      var bits: [UInt64] = []
      for codes in groups { bits.append(slots.bits(of: codes, slot: slot)) }
      check = .oneGroup(slot, bits, CompiledCondition(when, &slots))
    case .certificate(
      let type, let score, let issuedOn, let expiresOn, let issuedBy, let validOn, let minimumScores, let when):
      check = .certificate(
        Certificate(
          type: slots.place(of: type), score: slots.place(of: score), issuedOn: slots.place(of: issuedOn),
          expiresOn: slots.place(of: expiresOn), issuedBy: issuedBy.text, validOn: validOn.text,
          minimumScores: minimumScores.compactMapValues { FixedDecimal($0) }, when: CompiledCondition(when, &slots)))
    }
  }

  /// Nil where the rule is kept or says nothing.
  func breach(_ row: borrowing RuleRow, isTaken: ([String], FieldValue) -> [Int]) -> Breach? {
    switch check {
    case .unique(let slots, let names):
      for slot in slots {
        guard let value = row.values[slot] else { continue }
        let others = isTaken(names, value)
        if !others.isEmpty { return Breach(value: value.plain, others: others) }
      }
      return nil
    default: return isKept(row) ? nil : Breach()
    }
  }

  private func isKept(_ row: borrowing RuleRow) -> Bool {
    switch check {
    case .unique: return true
    case .implication(let when, let then): return !when.holds(row) || then.holds(row)
    case .shape(let slot, let when, let shape):
      guard when.holds(row), let text = row.text(slot) else { return true }
      return shape.accepts(text)
    case .identityProvince(let slot, let prefixes, let when):
      guard let number = row.text(slot), number.isTwelveDigits, when.holds(row) else { return true }
      return prefixes.contains(String(number.prefix(3)))
    case .identitySexAndCentury(let number, let sex, let femaleCode, let dateOfBirth, let when):
      guard let number = row.text(number), number.isTwelveDigits, when.holds(row) else { return true }
      let digit = number.digits(at: 3..<4)
      if let sex = row.text(sex), (sex == femaleCode) != (digit % 2 == 1) { return false }
      guard let born = row.text(dateOfBirth) else { return true }
      return born.digits(at: 0..<2) == 19 + digit / 2
    case .identityBirthYear(let number, let dateOfBirth, let when):
      guard let number = row.text(number), number.isTwelveDigits,
        let born = row.text(dateOfBirth), when.holds(row)
      else { return true }
      return number.digits(at: 4..<6) == born.digits(at: 2..<4)
    case .personName(let slot): return row.text(slot)?.isPersonName ?? true
    case .words(let slot, let minimum): return (row.text(slot)?.split(separator: " ").count ?? minimum) >= minimum
    case .age(let slot, let day, let range, let when):
      guard when.holds(row), let born = row.text(slot).flatMap({ CalendarDate($0) }) else { return true }
      return range.contains(born.age(on: day))
    case .sumAtMost(let slots, let maximum):
      var sum = FixedDecimal(millionths: 0)
      for slot in slots where row.presence[slot] {
        sum = sum + (row.text(slot).flatMap { FixedDecimal($0) } ?? FixedDecimal(millionths: 0))
      }
      return sum <= maximum
    case .oneGroup(let slot, let groups, let when):
      guard row.presence[slot], when.holds(row) else { return true }
      return groups.count { row.bits[slot] & $0 != 0 } <= 1
    case .certificate(let certificate): return isKept(certificate, row)
    }
  }

  /// Dates of the stored form compare as texts.
  private func isKept(_ certificate: Certificate, _ row: borrowing RuleRow) -> Bool {
    guard let type = row.text(certificate.type), certificate.when.holds(row) else { return true }
    if let minimum = certificate.minimumScores[type] {
      guard let score = row.text(certificate.score).flatMap({ FixedDecimal($0) }), score >= minimum else {
        return false
      }
    }
    guard let issuedOn = row.text(certificate.issuedOn), issuedOn <= certificate.issuedBy else { return false }
    guard let expiresOn = row.text(certificate.expiresOn) else { return true }
    return expiresOn >= certificate.validOn
  }
}

extension Rule.Shape {
  func accepts(_ text: String) -> Bool {
    let count = text.utf8.count
    switch self {
    case .nineDigits: return text.isAllDigits && count == 9
    case .twelveDigits: return text.isTwelveDigits && text.utf8.first == UInt8(ascii: "0")
    case .passport:
      return (6...12).contains(count) && text.utf8.allSatisfy { $0.isDigit || $0.isUpperLetter } && !text.isTwelveDigits
    case .systemCode: return count == 12 && text.utf8.allSatisfy { $0.isDigit || $0.isUpperLetter }
    }
  }
}

extension String {
  fileprivate var isTwelveDigits: Bool { utf8.count == 12 && isAllDigits }

  /// The number that ASCII digits at these places are.
  fileprivate func digits(at places: Range<Int>) -> Int {
    utf8.dropFirst(places.lowerBound).prefix(places.count).reduce(0) { $0 * 10 + Int($1) - 0x30 }
  }

  /// Letters, with single spaces, apostrophes and hyphens between them.
  fileprivate var isPersonName: Bool {
    var isBetween = true
    for scalar in unicodeScalars {
      switch scalar {
      case " ", "-", "'", "’":
        if isBetween && scalar == " " { return false }
        isBetween = scalar == " "
      default:
        guard
          VietnameseLetter.of(scalar) != nil || scalar.properties.isAlphabetic
            || scalar.properties.generalCategory == .nonspacingMark
        else { return false }
        isBetween = false
      }
    }
    return !isBetween
  }
}

extension CalendarDate {
  /// Whole years on a day; who is born on 29 February is a year older on 1 March in other years.
  func age(on day: CalendarDate) -> Int {
    day.year - year - ((day.month, day.day) < (month, self.day) ? 1 : 0)
  }
}
