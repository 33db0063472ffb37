import Bookkeeping
import CanonicalForms
import ExamRecords
import Foundation
import Testing
import TransparencyLog

/// A quite different form is adopted in the middle of a history, with no change of code.
struct ProfileChangeTests {
  private static func document2025() throws -> JSON {
    let tests = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    let file = tests.appending(path: "ExamRecordsTests/Profiles/tn-thpt-2025.json")
    return try JSON.parse(relaxed: String(contentsOf: file, encoding: .utf8))
  }

  @Test func `old pages keep their form, new ones are made by the new, and every reader follows`() throws {
    let school = try TestSchool()
    try school.enroll(2)
    let old = try school.print([1, 2])
    let oldList = try school.printList()
    let oldDigest = try #require(school.books.school.profiles.last?.digest)
    let other = try school.open()

    let document = try Self.document2025()
    try school.record(onLedger: .profileAdopted(ProfileAdopted(document: document, reason: "Kỳ thi 2025")))
    #expect(try school.books.profile().id == "tn-thpt-2025")
    #expect(try school.books.profileDocument() == document)
    #expect(school.books.school.profiles.last?.digest == Hash.sha256(of: document.canonicalText).base64)

    try school.importRows([
      [
        "hoTen": .text("TRẦN THỊ MAI"), "lop": .text("12B1"), "soCanCuoc": .text("031307000001"),
        "monThi": .list(["TO", "VA"]),
      ],
      ["hoTen": .text("LÊ VĂN NAM"), "lop": .text("12B1"), "soCanCuoc": .text("031307000002")],
    ])
    #expect(try school.books.find("031307000002").candidate.number == 4)
    let planned = try school.books.planSheets(
      [try school.candidate(3), try school.candidate(4)], layout: school.books.layout("registration"), round: nil)
    #expect(planned.map(\.candidate.number) == [3, 4])
    #expect(planned[0].content.values["monThi"] == .list(["TO", "VA"]))
    #expect(planned[0].content.profile != oldDigest)
    let sheets = try school.print([3, 4], layout: "registration")
    try school.take(sheets.map(\.code))
    #expect(try school.candidate(3).state(of: "registration") == .signed)
    #expect(throws: BookError.noSuchLayout("personal", known: ["registration"])) { try school.books.layout("personal") }

    // The old pages, by the profile that they were printed with; a change of profile makes nothing stale.
    for sheet in old {
      let page = try school.books.printedPage(at: sheet.position)
      guard case .sheet(let content) = page.content else {
        Issue.record("\(page.content)")
        return
      }
      #expect(content.profile == oldDigest)
      #expect(try school.books.profile(digest: content.profile).id == "thu-2024")
      #expect(try school.books.profile(digest: content.profile).layout(content.layout)?.title == "PHIẾU 1")
      #expect(sheet.staleFields(in: try school.candidate(sheet == old[0] ? 1 : 2).fields).isEmpty)
    }
    guard case .list(let list) = try school.books.printedPage(at: oldList.position).content else {
      Issue.record("no list")
      return
    }
    #expect(try school.books.profile(digest: list.profile).classList.title == "DANH SÁCH")
    #expect(throws: BookError.noProfile) { try school.books.profile(digest: Hash.sha256(of: "").base64) }

    // A handle from before follows after a reload; a look back judges by the profile of that time.
    try other.reload()
    #expect(try other.profile().id == "tn-thpt-2025")
    #expect(try other.records() == school.replay())
    #expect(try Books.rebuild(at: school.path).find("031307000001").candidate.number == 3)
    #expect(try other.records(size: oldList.position + 1).school.profiles.map(\.digest) == [oldDigest])
    #expect(try school.verify().findings.isEmpty)
  }

  @Test func `back to the first form, its pages and candidates are found again`() throws {
    let school = try TestSchool()
    try school.enroll(2)
    try school.record(onLedger: .profileAdopted(ProfileAdopted(document: try Self.document2025())))
    #expect(throws: BookError.noCandidate("031206000001")) { try school.books.find("031206000001") }
    #expect(try school.books.find("1").by == .number)
    try school.record(onLedger: .profileAdopted(ProfileAdopted(document: try SmallProfile.document())))
    #expect(try school.books.find("031206000001").candidate.number == 1)
    #expect(school.books.school.profiles.count == 3)
    #expect(try school.books.records() == school.replay())
  }
}
