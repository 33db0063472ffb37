import Bookkeeping
import CanonicalForms
import EventLedger
import ExamRecords
import Foundation
import TransparencyLog

/// A folder of ledgers with their keys, made for the bench and removed after it.
struct Workshop {
  let path: String

  init(folder: String) throws {
    path = URL(fileURLWithPath: folder).standardizedFileURL.path + "/\(ProcessInfo.processInfo.processIdentifier)"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  func remove() {
    try? FileManager.default.removeItem(atPath: path)
  }

  static var now: Instant { Instant(milliseconds: Int(Date().timeIntervalSince1970 * 1000)) }

  /// A new ledger with the profile of 2023.
  func found(_ name: String) throws -> Desk {
    guard let text = ExamProfile.bundled["tn-thpt-2023"] else { throw BenchError.profileMissing }
    let keys = try KeyFolder(root: "\(path)/keys", origin: "kiemdo/\(name)")
    _ = try keys.createLedgerKey()
    _ = try keys.createOfficerKey(id: "lan")
    let signer = try keys.signer(officer: "lan")
    let unit = UnitSettings(
      name: "TRƯỜNG THPT BẾN SÓNG", code: "013", department: "SỞ GIÁO DỤC VÀ ĐÀO TẠO HẢI PHÒNG", place: "Hải Phòng")
    let books = try Books.create(
      at: "\(path)/\(name).kiemdo", signer: signer, officerName: "Nguyễn Thị Lan", unit: unit,
      profile: try JSON.parse(relaxed: text), clock: Self.now)
    return Desk(books: books, signer: signer)
  }
}

/// An open ledger and who writes in it.
struct Desk {
  let books: Books
  let signer: OfficerSigner

  var path: String { books.ledger.path }

  /// The same after others have made its projections anew.
  func reopened() throws -> Desk {
    Desk(books: try Books.open(at: path, mode: .write), signer: signer)
  }
}

enum BenchError: Error {
  case profileMissing
  /// What was measured did not do its work, so the figure would mean nothing.
  case wrongResult(String)
  case notStarted(String, code: Int32)
}
