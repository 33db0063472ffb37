import Bookkeeping
import EventLedger
import ExamRecords
import Foundation
import Testing

struct ProjectionTests {
  @Test func `the file is closed to others, and the next writer makes a missing one anew`() throws {
    let school = try TestSchool()
    try school.enroll(3)
    let path = school.projectionsPath
    #expect(school.books.projectionsPath == path)
    func mode() throws -> Int? {
      (try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? NSNumber)?.intValue
    }
    #expect(try mode() == 0o600)
    try FileManager.default.removeItem(atPath: path)
    #expect(try school.open(.read).records() == school.replay())
    #expect(!FileManager.default.fileExists(atPath: path))
    #expect(try school.open(.write).records() == school.replay())
    #expect(try mode() == 0o600)
  }

  @Test func `an older file is brought up to date, one of another ledger is dropped`() throws {
    let school = try TestSchool()
    let other = try TestSchool(origin: "kiemdo/khac")
    try school.enroll(2)
    try other.enroll(4)
    let old = school.folder + "/cu"
    try FileManager.default.copyItem(atPath: school.projectionsPath, toPath: old)
    try school.correct(1, "phone", .text("0912345678"))
    try school.print([1, 2])
    for source in [old, other.projectionsPath] {
      try FileManager.default.removeItem(atPath: school.projectionsPath)
      try FileManager.default.copyItem(atPath: source, toPath: school.projectionsPath)
      let books = try school.open(.read)
      #expect(try books.records() == school.replay())
      #expect(try school.verify().findings.isEmpty)
    }
  }

  @Test func `a file that is ahead of an older copy of the ledger is dropped`() throws {
    let school = try TestSchool()
    try school.enroll(2)
    let copy = school.folder + "/ban-sao.kiemdo"
    _ = try school.books.ledger.backup(to: copy)
    try school.correct(1, "phone", .text("0912345678"))
    try FileManager.default.copyItem(atPath: school.projectionsPath, toPath: copy + ".projections")
    let books = try Books.open(at: copy, mode: .read)
    #expect(try books.read { try $0.candidate(number: 1) }?.fields["phone"] == nil)
    #expect(try books.records() == school.replay(in: books))
  }

  /// What a handle shows belongs together: records, unit and numbers of one size of the ledger.
  @Test func `a handle shows one state while another writes`() throws {
    let school = try TestSchool()
    try school.enroll(2)
    let other = try school.open()
    try school.importRows([TestSchool.student(3)], in: other)
    try school.correct(1, "phone", .text("0912345678"), in: other)
    let records = try school.books.records()
    #expect(records.school == school.books.school)
    #expect(try records == school.replay())
    try school.books.reload()
    #expect(try school.books.records() == other.records())
    #expect(school.books.school == other.school)
    #expect(school.books.ledger.size == other.ledger.size)
  }
}
