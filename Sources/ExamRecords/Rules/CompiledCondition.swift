/// A condition over a row: plain numbers only, so that testing it touches no reference counts.
struct CompiledCondition: Sendable {
  private let tests: [Test]
  /// The conditions of `either` tests, which name ranges of these.
  private let alternatives: [CompiledCondition]

  private struct Test: Sendable {
    enum Kind: Sendable {
      case present, absent, anyOf, noneOf, count, same, range, either
    }

    var kind: Kind
    var slot = 0
    var bits: UInt64 = 0
    /// Bounds: of a count, in millionths of a number, or of places in `alternatives`; the other slot of `same`.
    var minimum = 0
    var maximum = 0
  }

  init(_ condition: Condition, _ slots: inout RowSlots) {
    var tests: [Test] = []
    var alternatives: [CompiledCondition] = []
    for test in condition.tests {
      switch test {
      case .present(let field): tests.append(Test(kind: .present, slot: slots.place(of: field)))
      case .absent(let field): tests.append(Test(kind: .absent, slot: slots.place(of: field)))
      case .anyOf(let field, let values):
        let slot = slots.place(of: field)
        tests.append(Test(kind: .anyOf, slot: slot, bits: slots.bits(of: values, slot: slot)))
      case .noneOf(let field, let values):
        let slot = slots.place(of: field)
        tests.append(Test(kind: .noneOf, slot: slot, bits: slots.bits(of: values, slot: slot)))
      case .count(let field, let codes, let minimum, let maximum):
        let slot = slots.place(of: field)
        tests.append(
          Test(
            kind: .count, slot: slot, bits: slots.bits(of: codes, slot: slot), minimum: minimum, maximum: maximum))
      case .same(let left, let right):
        tests.append(Test(kind: .same, slot: slots.place(of: left), minimum: slots.place(of: right)))
      case .range(let field, let minimum, let maximum):
        tests.append(
          Test(
            kind: .range, slot: slots.place(of: field),
            minimum: minimum.flatMap { FixedDecimal($0)?.millionths } ?? .min,
            maximum: maximum.flatMap { FixedDecimal($0)?.millionths } ?? .max))
      case .either(let conditions):
        let first = alternatives.count
        for condition in conditions { alternatives.append(CompiledCondition(condition, &slots)) }
        tests.append(Test(kind: .either, minimum: first, maximum: alternatives.count))
      }
    }
    self.tests = tests
    self.alternatives = alternatives
  }

  func holds(_ row: borrowing RuleRow) -> Bool {
    for test in tests where !holds(test, row) { return false }
    return true
  }

  private func holds(_ test: Test, _ row: borrowing RuleRow) -> Bool {
    switch test.kind {
    case .present: return row.presence[test.slot]
    case .absent: return !row.presence[test.slot]
    case .anyOf: return row.bits[test.slot] & test.bits != 0
    case .noneOf: return row.bits[test.slot] & test.bits == 0
    case .count:
      let count = (row.bits[test.slot] & test.bits).nonzeroBitCount
      return count >= test.minimum && count <= test.maximum
    case .same: return row.values[test.slot] == row.values[test.minimum]
    case .range:
      guard let number = row.text(test.slot).flatMap({ FixedDecimal($0) }) else { return false }
      return number.millionths >= test.minimum && number.millionths <= test.maximum
    case .either:
      for place in test.minimum..<test.maximum where alternatives[place].holds(row) { return true }
      return false
    }
  }
}
