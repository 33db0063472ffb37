import ArgumentParser
import Bookkeeping
import CanonicalForms
import EventLedger
import ExamRecords
import Foundation
import TransparencyLog

struct Init: KiemDoCommand {
  static let configuration = CommandConfiguration(
    commandName: "init", abstract: "Lập sổ ghi mới (makes a new ledger).", aliases: ["khoi-tao"])

  @OptionGroup var options: GlobalOptions
  @Option(help: "Tên đơn vị: TRƯỜNG THPT BẾN SÓNG.") var unitName: String
  @Option(help: "Mã đơn vị ĐKDT, nếu đã có.") var unitCode: String?
  @Option(help: "Sở: SỞ GIÁO DỤC VÀ ĐÀO TẠO HẢI PHÒNG.") var department: String?
  @Option(help: "Địa danh ghi trước ngày tháng: Hải Phòng.") var place: String?
  @Option(help: "Bộ quy định kỳ thi: tên có sẵn hoặc tệp JSON.") var profile: String = "tn-thpt-2023"
  @Option(help: "Tên gốc của sổ (mặc định kiemdo/<ULID>).") var origin: String?
  @Option(help: "Họ và tên cán bộ đầu tiên.") var officerName: String

  func run(in session: Session) throws {
    guard let officer = options.officer ?? session.environment["KIEMDO_OFFICER"] else {
      throw Failure.firstOfficerMissing
    }
    let unit = UnitSettings(
      name: try session.demand(unitName, "--unit-name"), code: session.text(unitCode),
      department: session.text(department), place: session.text(place))
    let result = try LedgerFounding(
      path: session.ledgerPath, keyRoot: session.keyRootForNewLedger, origin: origin, officer: officer,
      officerName: try session.demand(officerName, "--officer-name"), unit: unit,
      profile: try session.profileDocument(profile)
    ).found(at: session.now)
    session.show(
      JSONObject([
        ("keys", .string(result.keys.path)), ("ledger", .string(session.ledgerPath)),
        ("ledgerKey", .string(result.books.ledger.ledgerKey.format())),
        ("origin", .string(result.books.ledger.origin)), ("size", .integer(result.books.ledger.size)),
      ]),
      text: session.say(
        """
        Đã lập sổ ghi \(session.ledgerPath) cho \(unit.name).
        Tên sổ: \(result.books.ledger.origin)
        Khóa của sổ (ghi ra giấy, gửi Sở, để sau này đối chiếu): \(result.books.ledger.ledgerKey.format())
        Khóa bí mật ở \(result.keys.path): chép một bản ra USB cất kỹ. Mất khóa thì không ghi tiếp được.
        Tiếp theo: kiemdo import DANH-SACH.csv --reason "Nhập từ CSDL ngành"
        """,
        """
        Made the ledger \(session.ledgerPath) for \(unit.name).
        Origin: \(result.books.ledger.origin)
        Ledger key (write it down, give it to the Department, to verify against later): \(result.books.ledger.ledgerKey.format())
        Private keys are in \(result.keys.path): keep a copy in a safe place. Without them nothing can be recorded.
        Next: kiemdo import LIST.csv --reason "From the sector database"
        """))
  }
}

/// Makes ledger, keys, first officer and unit; leaves nothing behind if any of it fails.
struct LedgerFounding {
  var path: String
  var keyRoot: String
  var origin: String?
  var officer: String
  var officerName: String
  var unit: UnitSettings
  var profile: JSON

  func found(at instant: Instant) throws -> (books: Books, keys: KeyFolder) {
    guard !FileManager.default.fileExists(atPath: path) else { throw Failure.fileExists(path) }
    var generator = SystemRandomNumberGenerator()
    let origin = origin ?? "kiemdo/" + ULID(at: instant, using: &generator).text
    guard Origin.isValid(origin) else { throw LedgerError.invalidOrigin(origin) }
    guard Origin.isValidOfficerID(officer) else { throw LedgerError.invalidOfficerID(officer) }
    let keys = try KeyFolder(root: keyRoot, origin: origin)
    let isNew = !FileManager.default.fileExists(atPath: keys.path)
    do {
      try keys.create()
      _ = try keys.createLedgerKey()
      _ = try keys.createOfficerKey(id: officer)
      let books = try Books.create(
        at: path, signer: try keys.signer(officer: officer), officerName: officerName, unit: unit, profile: profile,
        clock: instant)
      return (books, keys)
    } catch {
      // Keys of a ledger that never came to be are of no use to anyone.
      if isNew, !FileManager.default.fileExists(atPath: path) { try? FileManager.default.removeItem(atPath: keys.path) }
      throw error
    }
  }
}
