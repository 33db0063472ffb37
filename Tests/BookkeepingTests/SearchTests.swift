import EventLedger
import ExamRecords
import Foundation
import Testing

@testable import Bookkeeping

@Suite struct SearchTests {
  @Test(arguments: [
    ("dang", "Đặng Gia Bảo", true), ("DANG GIA", "đặng  gia bảo", true), ("gia dang", "Đặng Gia", false),
    ("danggia", "Đặng Gia", false), ("g", "Đặng", true), ("Đặng Gia Bảo", "Đặng Gia", false), ("a b", "a\u{A0}b", true),
  ])
  func `a folded search keeps words apart`(needle: String, text: String, found: Bool) throws {
    #expect(try #require(TextSearch(needle, .folded)).matches(text) == found)
  }

  @Test(arguments: [
    ("Đặng", "Đặng Gia", true), ("Đặng".decomposedStringWithCanonicalMapping, "Đặng Gia", true),
    ("dang", "Đặng", false),
    ("đặng", "Đặng", false), ("Nguye", "Nguyễn", false), ("ặng G", "Đặng Gia", true),
  ])
  func `an exact search is code point by code point, after NFC`(needle: String, text: String, found: Bool) throws {
    #expect(try #require(TextSearch(needle, .exact)).matches(text) == found)
  }

  @Test func `there is nothing to look for in a text without letters`() {
    #expect(TextSearch("", .exact) == nil && TextSearch(" \u{301} ", .folded) == nil)
    #expect(TextSearch(" ", .exact) != nil, "a blank is a text where it is typed as one")
  }

  private func hits(_ text: String, _ school: TestSchool, size: Int? = nil) throws -> [TextSearch.Hit] {
    var hits: [TextSearch.Hit] = []
    let search = try #require(TextSearch(text, .folded))
    let extent = try school.books.search(for: search, size: size ?? school.books.ledger.size) { hits.append($0) }
    #expect(extent.hits == hits.count && extent.events == size ?? school.books.ledger.size)
    return hits
  }

  @Test func `given a value that was set, changed and set again, each setting is told once`() throws {
    let school = try TestSchool()
    try school.enroll(1)
    let positions = try ["0911111111", "0922222222", "0911111111"].map {
      try school.correct(1, "phone", .text($0))
    }
    let found = try hits("0911", school)
    #expect(found.map(\.cause.mark.position) == [positions[0], positions[2]])
    #expect(found.map(\.place) == Array(repeating: .value(field: "phone", isPresent: true), count: 2))
    #expect(try hits("0922", school).map(\.place) == [.value(field: "phone", isPresent: false)])
    // As of the time between, the other one was present.
    #expect(
      try hits("0922", school, size: positions[2]).map(\.place) == [.value(field: "phone", isPresent: true)])
  }

  @Test func `given an erasure, what it took is not found, its authority is, and what was not searched is counted`()
    throws
  {
    let school = try TestSchool()
    try school.enroll(2)
    try ErasingTests.erase("2", school)
    #expect(try hits("van binh", school).isEmpty)
    #expect(try hits("qd 12/2024", school).map(\.place) == [.authority])
    let extent = try school.books.search(
      for: try #require(TextSearch("x", .folded)), size: school.books.ledger.size
    ) { _ in }
    #expect(extent.unreadable == 1)
  }
}
