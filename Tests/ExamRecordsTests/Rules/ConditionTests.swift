import CanonicalForms
import Testing

@testable import ExamRecords

@Suite struct ConditionTests {
  private func holds(_ test: Condition.Test, _ values: FieldValues) -> Bool {
    var slots = RowSlots()
    let condition = CompiledCondition(Condition([test]), &slots)
    return condition.holds(RuleRow(values, slots))
  }

  private let record: FieldValues = [
    "one": .text("a"), "same": .text("a"), "set": .list(["a", "c"]), "number": .text("013"), "score": .text("8.3"),
  ]

  @Test func `each test holds and fails where it should`() {
    let cases: [(Condition.Test, Bool)] = [
      (.present("one"), true), (.present("none"), false), (.absent("one"), false), (.absent("none"), true),
      (.anyOf(field: "one", ["b", "a"]), true), (.anyOf(field: "one", ["b"]), false),
      (.anyOf(field: "none", ["a"]), false), (.anyOf(field: "set", ["b", "c"]), true),
      (.anyOf(field: "set", ["b"]), false), (.noneOf(field: "one", ["a"]), false), (.noneOf(field: "one", ["b"]), true),
      (.noneOf(field: "none", ["a"]), true), (.noneOf(field: "set", ["c", "d"]), false),
      (.count(field: "set", of: ["a", "b", "c"], minimum: 2, maximum: 2), true),
      (.count(field: "set", of: ["a", "b"], minimum: 2, maximum: 3), false),
      (.count(field: "none", of: ["a"], minimum: 0, maximum: 0), true), (.same("one", "same"), true),
      (.same("one", "set"), false), (.same("none", "nothing"), true),
      (.range(field: "number", minimum: "1", maximum: "900"), true),
      (.range(field: "number", minimum: "14", maximum: nil), false),
      (.range(field: "score", minimum: nil, maximum: "8.3"), true),
      (.range(field: "score", minimum: nil, maximum: "8.29"), false),
      (.range(field: "none", minimum: "0", maximum: nil), false),
      (.range(field: "one", minimum: "0", maximum: nil), false),
      (.either([Condition([.absent("one")]), Condition([.present("one"), .present("set")])]), true),
      (.either([Condition([.absent("one")]), Condition([.present("none")])]), false),
    ]
    for (test, expected) in cases { #expect(holds(test, record) == expected, "\(test)") }
  }

  @Test func `no tests always hold, several must all`() {
    var slots = RowSlots()
    let row = { (condition: Condition) in
      let compiled = CompiledCondition(condition, &slots)
      return compiled.holds(RuleRow(record, slots))
    }
    #expect(row(Condition([])))
    #expect(!row(Condition([.present("one"), .absent("set")])))
  }

  @Test func `conditions nest deeper than anyone writes`() {
    var condition = Condition([.present("one")])
    for _ in 0..<60 { condition = Condition([.either([condition])]) }
    var slots = RowSlots()
    #expect(CompiledCondition(condition, &slots).holds(RuleRow(record, slots)))
  }
}
