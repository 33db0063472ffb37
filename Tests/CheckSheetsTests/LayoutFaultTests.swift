import CheckSheets
import ExamRecords
import Testing

@Suite struct LayoutFaultTests {
  let fixture: Fixture

  init() throws { fixture = try Fixture() }

  @Test func `characters that the face lacks are reported with their fields`() throws {
    var values = Fixture.values
    values["fullName"] = .text("Nguyễn 漢 Ánh 字漢")
    values["birthPlace"] = .text("Hải Phòng 😀")
    let expected = LayoutFault.charactersMissing([
      Unprintable(place: .field("fullName"), text: "Nguyễn 漢 Ánh 字漢", characters: ["漢", "字"]),
      Unprintable(place: .field("birthPlace"), text: "Hải Phòng 😀", characters: ["😀"]),
    ])
    #expect(throws: expected) { try CheckSheet(fixture.content(values), profile: fixture.profile, fixture.composer) }
  }

  @Test func `old values, findings and the unit's settings are looked at too`() throws {
    let old = fixture.content(changes: [.init(field: "birthPlace", old: .text("海防"))])
    #expect(
      throws: LayoutFault.charactersMissing([.init(place: .field("birthPlace"), text: "海防", characters: ["海", "防"])])
    ) {
      try CheckSheet(old, profile: fixture.profile, fixture.composer)
    }
    let finding = fixture.content(findings: [Fixture.finding("☑")])
    #expect(throws: LayoutFault.charactersMissing([.init(place: .finding("R"), text: "☑", characters: ["☑"])])) {
      try CheckSheet(finding, profile: fixture.profile, fixture.composer)
    }
    var unit = Fixture.unit
    unit.place = "Hải ☐"
    #expect(throws: LayoutFault.charactersMissing([.init(place: .unit("place"), text: "Hải ☐", characters: ["☐"])])) {
      try CheckSheet(fixture.content(unit: unit), profile: fixture.profile, fixture.composer)
    }
  }

  @Test func `an unknown layout is named with those that there are`() throws {
    var content = fixture.content()
    content.layout = "phieu"
    #expect(throws: LayoutFault.layoutUnknown(id: "phieu", known: fixture.profile.layouts.map(\.id))) {
      try CheckSheet(content, profile: fixture.profile, fixture.composer)
    }
  }
}
