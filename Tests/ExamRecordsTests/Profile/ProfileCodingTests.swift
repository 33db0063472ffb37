import CanonicalForms
import Testing

@testable import ExamRecords

@Suite struct ProfileCodingTests {
  @Test func `both profiles survive encoding and decoding`() throws {
    for document in [try TestProfiles.document2023(), try TestProfiles.document2025()] {
      let profile = try ExamProfile.decode(document)
      #expect(try ExamProfile.decode(profile.encode()) == profile)
      #expect(profile.encode() == document)
    }
  }

  @Test func `two profiles that differ in one rule are not equal`() throws {
    let profile = try TestProfiles.year2025()
    var other = profile
    #expect(other == profile)
    other.rules[0].level = .warning
    #expect(other != profile)
  }

  @Test func `every object refuses a member that it does not know`() throws {
    let document = try TestProfiles.document2025()
    for path in [
      "", "/roles", "/fields/0", "/codeLists/1", "/codeLists/1/entries/0", "/rules/0", "/rules/0/when/0", "/rules/6",
      "/layouts/0", "/layouts/0/groups/0", "/layouts/0/groups/0/rows/0", "/layouts/0/groups/0/rows/0/parts/0",
      "/layouts/0/signers/0", "/classList", "/classList/columns/0", "/classList/columns/1", "/deadlines/0", "/hours",
    ] {
      let changed = try document.replacing("\(path)/surprise", with: 1)
      #expect(fault(of: changed) == ProfileFault(path: "\(path)/surprise", expected: "nothing", found: "\(1)"))
    }
  }

  @Test func `every required member is missed by its path`() throws {
    let document = try TestProfiles.document2025()
    for path in [
      "/id", "/year", "/firstDay", "/roles", "/roles/fullName", "/fields", "/fields/0/label", "/fields/1/codeList",
      "/codeLists/0/entries", "/codeLists/0/entries/0/code", "/rules/0/message", "/rules/0/then", "/layouts/0/pledge",
      "/layouts/0/groups/0/rows/0/parts", "/classList/columns/0/width", "/deadlines/0/at", "/hours/from",
      "/hours/days",
    ] {
      let changed = try document.replacing(path, with: nil)
      #expect(fault(of: changed)?.path == path)
      #expect(fault(of: changed)?.found == "nothing")
    }
  }

  @Test(arguments: [
    ("/fields/1/codeList", "nowhere"), ("/roles/sex", "nobody"), ("/roles/fullName", "ngaySinh"),
    ("/fields/1/name", "hoTen"), ("/fields/1/item", "1"), ("/fields/1/name", "giới"), ("/codeLists/1/id", "gioiTinh"),
    ("/codeLists/0/entries/1/code", "1"), ("/codeLists/1/entries/0/identityPrefix", "31"),
    ("/rules/0/fields/0", "khongCo"), ("/rules/1/id", "M-1"), ("/rules/0/id", "required"),
    ("/rules/0/message", "Sai {khongCo}."), ("/rules/0/message", "Sai {others}."), ("/rules/0/when/0/field", "khongCo"),
    ("/rules/0/when/0/anyOf/0", "2030"), ("/rules/0/then/0/count/0", "XX"), ("/rules/0/then/0/field", "lop"),
    ("/rules/3/codeList", "nowhere"), ("/rules/4/femaleCode", "nu"), ("/rules/4/dateOfBirth", "lop"),
    ("/rules/5/of/0", "khongCo"), ("/rules/6/score", "lop"), ("/layouts/0/groups/0/rows/0/parts/0/field", "khongCo"),
    ("/classList/columns/1/fields/0", "khongCo"), ("/deadlines/0/at", "2025-04-28T10:00:00Z"),
    ("/editsUntil", "review"), ("/hours/from", "7:30"), ("/hours/from", "17:30"), ("/hours/to", "24:01"),
    ("/firstDay", "2025-02-29"), ("/fields/0/type", "script"), ("/rules/0/kind", "script"), ("/rules/0/level", "fatal"),
    ("/fields/0/columns/0", "Giới tính"), ("/fields/2/columns/0", "Ngày#hh"), ("/fields/16/columns/0", "Toán=XX"),
    ("/layouts/0/groups/0/rows/0/style", "huge"), ("/id", "tn thpt"), ("/examName", ""),
  ])
  func `a wrong reference, name or word is refused at its place`(path: String, text: String) throws {
    let changed = try TestProfiles.document2025().replacing(path, with: .string(text))
    let fault = try #require(self.fault(of: changed))
    // Of two that may not be alike, the fields' headers are blamed where they meet.
    let isAtHeader = path == "/fields/0/columns/0" && fault.path == "/fields/1/label"
    let isAtEnd = path == "/hours/from" && fault.path == "/hours/to"
    #expect(fault.path == path || isAtHeader || isAtEnd)
    #expect(!fault.expected.key.isEmpty)
  }

  @Test func `a field's name and item are found without regard to case, a list and a layout by id`() throws {
    let profile = try TestProfiles.year2023()
    #expect(profile.field(namedOrItem: "A4")?.name == "identityNumber")
    #expect(profile.field(namedOrItem: "a4")?.name == "identityNumber")
    #expect(profile.field(namedOrItem: "identitynumber")?.name == "identityNumber")
    #expect(profile.field(named: "identitynumber") == nil)
    #expect(profile.field(namedOrItem: "a99") == nil)
    #expect(profile.codeList("sex")?.entry("1")?.label == "Nữ")
    #expect(profile.layout("full")?.id == "full")
    #expect(profile.layout("half") == nil)
  }

  @Test func `a changed field is found under its new name`() throws {
    var profile = try TestProfiles.year2025()
    profile.fields[0].name = "tenMoi"
    #expect(profile.field(named: "tenMoi") != nil)
    #expect(profile.field(named: "hoTen") == nil)
  }

  private func fault(of document: JSON) -> ProfileFault? {
    do throws(ProfileFault) {
      _ = try ExamProfile.decode(document)
      return nil
    } catch {
      return error
    }
  }
}
