import CanonicalForms
import Testing

@testable import ExamRecords

@Suite struct AgeTests {
  @Test(arguments: [
    ("2006-06-27", "2023-06-27", 17), ("2006-06-28", "2023-06-27", 16), ("2004-02-29", "2023-02-28", 18),
    ("2004-02-29", "2023-03-01", 19), ("2004-02-29", "2024-02-29", 20), ("2023-06-27", "2023-06-27", 0),
  ])
  func `age is reckoned in whole years`(born: String, day: String, age: Int) throws {
    #expect(try #require(CalendarDate(born)).age(on: try #require(CalendarDate(day))) == age)
  }

  @Test func `names are letters with single spaces, apostrophes and hyphens`() throws {
    let rule = Rule(
      id: "N", level: .error, message: "m", messageEnglish: "m", fields: ["name"], kind: .personName(field: "name"))
    var slots = RowSlots()
    let compiled = CompiledRule(rule, codeLists: [], &slots)
    for (name, isGood) in [
      ("NGUYỄN THỊ ÁNH", true), ("H'Nga Niê-Kdăm", true), ("Müller", true), ("Đỗ", true), ("", false), (" A", false),
      ("A ", false), ("A  B", false), ("A1", false), ("A.B", false), ("A (B)", false),
    ] {
      let breach = compiled.breach(RuleRow(["name": .text(name)], slots)) { _, _ in [] }
      #expect((breach == nil) == isGood, "\(name)")
    }
  }
}
