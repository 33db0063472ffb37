/// Which fields of a record have a value and which of the values that rules name they have, as bits: what conditions
/// test.
struct RuleRow {
  /// By slot: 0 for a field without a value, else 1.
  private(set) var presence: [Bool]
  /// By slot: bit n for the nth value that rules name of the field.
  private(set) var bits: [UInt64]
  /// By slot: the value.
  private(set) var values: [FieldValue?]

  init(_ record: FieldValues, _ slots: RowSlots) {
    let count = slots.fields.count
    presence = Array(repeating: false, count: count)
    bits = Array(repeating: 0, count: count)
    values = []
    values.reserveCapacity(count)
    for slot in 0..<count {
      let value = record[slots.fields[slot]]
      values.append(value)
      guard let value else { continue }
      presence[slot] = true
      if !slots.named[slot].isEmpty { bits[slot] = Self.bits(of: value, slots.named[slot]) }
    }
  }

  private static func bits(of value: FieldValue, _ named: [String]) -> UInt64 {
    switch value {
    case .text(let text): return named.firstIndex(of: text).map { 1 << UInt64($0) } ?? 0
    case .list(let codes):
      return codes.reduce(0) { bits, code in named.firstIndex(of: code).map { bits | 1 << UInt64($0) } ?? bits }
    }
  }

  func text(_ slot: Int) -> String? { values[slot]?.text }
}

/// Gives each field that rules ask for a place in the row, and each value that they name of it a bit.
struct RowSlots: Sendable {
  /// How many values of one field a profile's rules may name.
  static let mostValues = 64

  private(set) var fields: [String] = []
  private(set) var named: [[String]] = []
  private var places: [String: Int] = [:]

  mutating func place(of field: String) -> Int {
    if let place = places[field] { return place }
    places[field] = fields.count
    fields.append(field)
    named.append([])
    return fields.count - 1
  }

  mutating func places(of fields: [String]) -> [Int] {
    fields.map { place(of: $0) }
  }

  /// Values beyond the most have no bit; the check of a profile refuses a profile that has them.
  mutating func bits(of values: [String], slot: Int) -> UInt64 {
    var bits: UInt64 = 0
    for value in values {
      if let place = named[slot].firstIndex(of: value) {
        bits |= 1 << UInt64(place)
      } else if named[slot].count < Self.mostValues {
        bits |= 1 << UInt64(named[slot].count)
        named[slot].append(value)
      }
    }
    return bits
  }
}
