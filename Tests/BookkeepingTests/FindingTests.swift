import Bookkeeping
import EventLedger
import ExamRecords
import Foundation
import Testing

struct FindingTests {
  @Test func `a candidate answers to number, id, the Ministry's id and identity numbers, earlier ones too`() throws {
    let school = try TestSchool()
    try school.enroll(3)
    try school.correct(2, "identityNumber", .text("031206999999"))
    try school.correct(2, "formerIdentityNumber", .text("031222333"))
    let second = try school.candidate(2)
    for (text, by) in [
      ("2", FoundBy.number), ("000002", .number), (second.id, .id), ("1000000002", .studentID),
      ("031206999999", .identityNumber), ("031206000002", .formerIdentityNumber), ("031222333", .formerIdentityNumber),
    ] {
      let found = try school.books.find(text)
      #expect(found.candidate == second, "\(text)")
      #expect(found.by == by, "\(text)")
    }
    for text in [
      "0", "9", "999999", "1000000009", "031206111111", "", "NGUYỄN", "01GZ0000000000000000000000", "1234567",
    ] {
      #expect(throws: BookError.noCandidate(text), "\(text)") { try school.books.find(text) }
    }
  }

  @Test func `a passport is found as people type it`() throws {
    let school = try TestSchool()
    try school.enroll(1)
    try school.correct(1, "identityNumber", .text("B1234567"))
    #expect(try school.books.find("b1234567").by == .identityNumber)
  }

  @Test func `two of one number are both named`() throws {
    let school = try TestSchool()
    try school.enroll(2)
    try school.correct(2, "identityNumber", .text("031206000001"))
    #expect {
      try school.books.find("031206000001")
    } throws: {
      guard case .severalCandidates("031206000001", let matches) = $0 as? BookError else { return false }
      return matches.map(\.number) == [1, 2]
        && matches.map(\.fullName) == ["NGUYỄN VĂN AN 0", "NGUYỄN VĂN BÌNH 0"]
        && matches.map(\.className) == ["12A1", "12A1"]
    }
  }

  @Test func `a sheet's code and the digits of its QR lead to the candidate and the sheet`() throws {
    let school = try TestSchool()
    try school.enroll(2)
    let sheet = try school.print([2])[0]
    let typed = try school.books.find(sheet.code)
    #expect(typed.candidate.number == 2)
    #expect(typed.by == .sheet(sheet, .typed))
    let digits = try school.books.printedPage(at: sheet.position).digits
    #expect(digits.count == SheetAnchor.digitCount)
    #expect(try school.books.find(digits).by == .sheet(sheet, .scanned))
    #expect(try school.books.resolve(code: digits).target == .sheet(typed.candidate, sheet))
  }

  @Test func `a class list's code leads to the list, and to no candidate`() throws {
    let school = try TestSchool()
    try school.enroll(2)
    let list = try school.printList()
    #expect(try school.books.resolve(code: list.code).target == .list(list))
    #expect(throws: BookError.codeOfList(list.code, className: "12A1")) { try school.books.find(list.code) }
  }

  @Test func `codes that lead nowhere say why`() throws {
    let school = try TestSchool()
    let other = try TestSchool(origin: "kiemdo/khac")
    for one in [school, other] { try one.enroll(1) }
    let sheet = try school.print([1])[0]
    let check = String(sheet.code.suffix(6))
    func fault(_ code: String) -> CodeFault? {
      do {
        _ = try school.books.resolve(code: code)
        return nil
      } catch BookError.code(_, let fault) {
        return fault
      } catch {
        Issue.record("\(error)")
        return nil
      }
    }
    let slip = check == "000000" ? "000001" : "000000"
    #expect(fault("\(sheet.position)-\(slip)") == .mistyped)
    #expect(fault("\(sheet.position - 1)-\(check)") == .unknown)
    #expect(fault("0-\(check)") == .unknown)
    #expect(fault("\(school.books.ledger.size)-\(check)") == .unknown)
    for code in [
      "", "abc", "0\(sheet.code)", sheet.code + "1", String(repeating: "1", count: 342),
      String(repeating: "9", count: 343),
    ] {
      #expect(fault(code) == .malformed, "\(code)")
    }
    let digits = try school.books.printedPage(at: sheet.position).digits
    let anchor = try SheetAnchor.decode(digits: digits)
    var bytes = anchor.encode()
    bytes[bytes.count - 40] ^= 1
    #expect(fault(try SheetAnchor.decode(bytes).digits) == .forged)
    let foreign = try other.print([1])[0]
    #expect(fault(try other.books.printedPage(at: foreign.position).digits) == .otherLedger)
  }

  @Test func `a page printed after the copy was taken is signed, but not in the copy's history`() throws {
    let school = try TestSchool()
    try school.enroll(1)
    let copy = school.folder + "/ban-sao.kiemdo"
    _ = try school.books.ledger.backup(to: copy)
    let sheet = try school.print([1])[0]
    let digits = try school.books.printedPage(at: sheet.position).digits
    let old = try Books.open(at: copy, mode: .read)
    #expect(throws: BookError.code(digits, .notInHistory)) { try old.resolve(code: digits) }
  }
}
