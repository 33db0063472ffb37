import Bookkeeping
import CanonicalForms
import EventLedger
import ExamRecords
import Foundation
import TransparencyLog

/// What one run of the command has at hand: options and environment, the only clock, the only randomness, the user's ear.
struct Session {
  let options: GlobalOptions
  let environment: [String: String]
  let language: Language
  let console: Console

  init(_ options: GlobalOptions, environment: [String: String] = ProcessInfo.processInfo.environment) {
    self.options = options
    self.environment = environment
    language = options.lang ?? environment["KIEMDO_LANG"].flatMap(Language.init) ?? .vi
    console = Console()
  }

  /// The sentence in the user's language.
  func say(_ vietnamese: String, _ english: String) -> String {
    language == .vi ? vietnamese : english
  }

  /// Warns where the environment asks for a language that there is not.
  func tellLanguage() {
    guard options.lang == nil, let text = environment["KIEMDO_LANG"], !text.isEmpty, Language(rawValue: text) == nil
    else { return }
    console.note(
      "KIEMDO_LANG=\(text.printable): chỉ có vi hoặc en, dùng tiếng Việt (only vi or en; Vietnamese is used).")
  }

  /// The same run in this language.
  func speaking(_ language: Language) -> Session {
    var options = options
    options.lang = language
    return Session(options, environment: environment)
  }

  // MARK: Clock

  /// Now; `KIEMDO_CLOCK` sets another moment (RFC 3339), for demonstrations and tests.
  var now: Instant {
    if let text = environment["KIEMDO_CLOCK"], let instant = Instant(rfc3339: text) { return instant }
    return Instant(milliseconds: Int((Date().timeIntervalSince1970 * 1000).rounded(.down)))
  }

  // MARK: Ledger and keys

  var ledgerPath: String {
    options.ledger ?? environment["KIEMDO_LEDGER"] ?? "so.kiemdo"
  }

  /// The folder of the private keys of a ledger: `KIEMDO_KEYS`; else `~/.kiemdo/keys` if it has this ledger's; else `keys` beside
  /// the ledger, as the practice school has it; else `~/.kiemdo/keys`. What travels with the file never outranks what is
  /// known from outside.
  func keyRoot(origin: String) throws -> String {
    if let path = environment["KIEMDO_KEYS"], !path.isEmpty { return path }
    for root in [homeKeyRoot, keysBesideLedger] where try hasKeys(of: origin, in: root) { return root }
    return homeKeyRoot
  }

  /// Where a new ledger's keys go.
  var keyRootForNewLedger: String {
    if let path = environment["KIEMDO_KEYS"], !path.isEmpty { return path }
    return homeKeyRoot
  }

  /// Everywhere that keys are looked for.
  var keyRoots: [String] {
    if let path = environment["KIEMDO_KEYS"], !path.isEmpty { return [path] }
    return [homeKeyRoot, keysBesideLedger]
  }

  private var homeKeyRoot: String { (environment["HOME"] ?? NSHomeDirectory()) + "/.kiemdo/keys" }
  private var keysBesideLedger: String { Ledger.realPath(of: ledgerPath).folder + "/keys" }

  private func hasKeys(of origin: String, in root: String) throws -> Bool {
    FileManager.default.fileExists(atPath: try KeyFolder(root: root, origin: origin).path)
  }

  /// Whether the keys came along with the ledger: such a key proves nothing about where the ledger comes from.
  func keysTravelWithLedger(origin: String) throws -> Bool {
    try keyRoot(origin: origin) == keysBesideLedger
  }

  func keys(origin: String) throws -> KeyFolder { try KeyFolder(root: keyRoot(origin: origin), origin: origin) }

  /// - Throws: `Failure.badTime` for a clock that was set to something else than a time.
  func demandClock() throws {
    if let text = environment["KIEMDO_CLOCK"], Instant(rfc3339: text) == nil { throw Failure.badTime(text) }
  }

  /// - Throws: `LedgerError.noSuchFile` with the path as it was given.
  func demandLedger() throws {
    guard try FileOutput.isThere(ledgerPath) else { throw LedgerError.noSuchFile(path: ledgerPath) }
  }

  func openBooks(_ mode: Ledger.Mode = .read) throws -> Books {
    try demandLedger()
    tellErasureObstacle()
    let books = try Books.open(at: ledgerPath, mode: mode)
    tell(finishedErasure: books.hasFinishedErasure)
    try tellGaps(in: books)
    return books
  }

  /// For what needs no books; finishes a stopped erasure all the same.
  func openLedgerToWrite() throws -> Ledger {
    try demandLedger()
    tellErasureObstacle()
    let ledger = try Ledger.open(at: ledgerPath, mode: .write)
    tell(finishedErasure: try Books.finishErasures(of: ledger))
    return ledger
  }

  /// Something under the name of the mark of an erasure that is none: it stops nothing but erasures.
  func tellErasureObstacle() {
    guard let obstacle = ErasureObstacle.beside(ledger: ledgerPath) else { return }
    let (what, todo) = words(for: obstacle)
    console.note(
      say(
        "Cảnh báo: \(what.0). Không xóa dữ liệu được khi nó còn đó. \(todo.0).",
        "Warning: \(what.1). Nothing can be erased while it is there. \(todo.1)."))
  }

  private func tell(finishedErasure isFinished: Bool) {
    guard isFinished else { return }
    console.note(
      say(
        "Đã làm xong một lần xóa dữ liệu còn dở từ trước.", "An erasure that had been stopped before is now finished."))
  }

  /// Who writes: the officer named, or the only one whose key is usable here.
  func signer(for ledger: Ledger) throws -> OfficerSigner {
    let keys = try keys(origin: ledger.origin)
    for case .modesNotSupported(let path) in keys.warnings() {
      console.note(
        say(
          "Cảnh báo: \(path) không giữ được quyền tệp (0600); ai dùng máy này cũng đọc được khóa.",
          "Warning: \(path) can't keep file modes (0600); anyone on this computer can read the keys."))
    }
    if let id = options.officer ?? environment["KIEMDO_OFFICER"] {
      return try keys.signer(officer: id, ledgerKey: ledger.ledgerKey)
    }
    let active = Set(ledger.officers.filter { $0.revokedAt == nil }.map(\.id))
    let usable = try keys.usableOfficers().filter(active.contains)
    guard usable.count == 1 else { throw Failure.officerNotChosen(usable: usable, folder: keys.path) }
    return try keys.signer(officer: usable[0], ledgerKey: ledger.ledgerKey)
  }

  /// Says what an append did besides recording: an adjusted clock, a checkpoint that could not be kept.
  func report(_ appended: Appended) {
    if appended.clockAdjusted {
      console.note(
        say(
          "Cảnh báo: đồng hồ máy chậm hơn sự kiện cuối; đã ghi theo giờ \(appended.recordedAt.vietnamText). Xem lại giờ máy.",
          "Warning: this computer's clock is behind the last event; recorded as \(appended.recordedAt.vietnamText). Check the clock."
        ))
    }
    if let error = appended.checkpointNotKept {
      console.note(
        say(
          "Cảnh báo: đã ghi vào sổ, nhưng không lưu được điểm chốt vào thư mục khóa: \(explain(error).message)",
          "Warning: recorded, but the checkpoint could not be kept in the key folder: \(explain(error).message)"))
    }
  }
}
