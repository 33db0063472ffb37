import ArgumentParser
import Bookkeeping
import CanonicalForms
import EventLedger
import ExamRecords
import TransparencyLog

struct Rebuild: KiemDoCommand {
  static let configuration = CommandConfiguration(
    commandName: "rebuild", abstract: "Dựng lại tệp tra cứu từ sổ ghi (makes the projections anew).",
    aliases: ["dung-lai"])

  @OptionGroup var options: GlobalOptions

  func run(in session: Session) throws {
    try session.demandLedger()
    let books = try Books.rebuild(at: session.ledgerPath)
    session.show(
      JSONObject([
        ("events", .integer(books.ledger.size)), ("projections", books.projectionsPath.map(JSON.string) ?? .null),
      ]),
      text: session.say(
        "Đã dựng lại từ \(books.ledger.size) sự kiện\(books.projectionsPath.map { ": \($0)" } ?? " (trong bộ nhớ: nơi này không ghi được)").",
        "Rebuilt from \(books.ledger.size) events\(books.projectionsPath.map { ": \($0)" } ?? " (in memory: this place is not writable)")."
      ))
  }
}

struct Resume: KiemDoCommand {
  static let configuration = CommandConfiguration(
    commandName: "resume",
    abstract: "Ghi tiếp trên bản cũ sau khi khôi phục; điều đã mất được ghi lại (goes on after a restore).",
    aliases: ["tiep-tuc"])

  @OptionGroup var options: GlobalOptions
  @Option(help: "Lý do: vì sao phải dùng bản cũ.") var reason: String

  func run(in session: Session) throws {
    let books = try session.openBooks(.write)
    let lost = try session.keys(origin: books.ledger.origin).lastCheckpoint()?.checkpoint.size
    let appended = try books.ledger.resume(
      reason: try session.reason(reason), signer: try session.signer(for: books.ledger), clock: session.now)
    try books.refresh()
    session.report(appended)
    session.show(
      JSONObject([
        ("lostSize", lost.map(JSON.integer) ?? .null), ("position", .integer(appended.range.lowerBound)),
      ]),
      text: session.say(
        "Đã ghi việc khôi phục (số \(appended.range.lowerBound)). Sổ ghi tiếp được; những gì ghi sau bản cũ phải nhập lại.",
        "Recorded the restore (event \(appended.range.lowerBound)). What was recorded after the old copy must be entered again."
      ))
  }
}

struct Clock: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "clock", abstract: "Giờ của sổ (the ledger's clock).", subcommands: [CorrectClock.self],
    aliases: ["dong-ho"])

  struct CorrectClock: KiemDoCommand {
    static let configuration = CommandConfiguration(
      commandName: "correct", abstract: "Nói rằng giờ ghi trước đây sai (says that the earlier time was wrong).",
      aliases: ["sua"])

    @OptionGroup var options: GlobalOptions
    @Option(help: "Lý do.") var reason: String

    func run(in session: Session) throws {
      let books = try session.openBooks(.write)
      let appended = try books.ledger.correctClock(
        reason: try session.reason(reason), signer: try session.signer(for: books.ledger), clock: session.now)
      try books.refresh()
      session.report(appended)
      session.show(
        JSONObject([
          ("position", .integer(appended.range.lowerBound)), ("recordedAt", .string(appended.recordedAt.text)),
        ]),
        text: session.say(
          "Đã ghi: từ nay theo giờ \(appended.recordedAt.vietnamText).",
          "Recorded: from now on it is \(appended.recordedAt.vietnamText)."))
    }
  }
}

struct Backup: KiemDoCommand {
  static let configuration = CommandConfiguration(
    commandName: "backup", abstract: "Sao lưu sổ ghi thành một tệp, đã kiểm chứng (a verified copy as one file).",
    aliases: ["sao-luu"])

  @OptionGroup var options: GlobalOptions
  @Argument(help: "Tệp mới.") var file: String

  func run(in session: Session) throws {
    let ledger = try session.openBooks().ledger
    try session.demandOutput(file, as: .backup, of: ledger)
    let account = try ledger.backup(to: file)
    session.show(
      JSONObject([
        ("output", .string(file)), ("root", .string(account.head?.root.base64 ?? "")), ("size", .integer(account.size)),
      ]),
      text: session.say(
        "Đã sao lưu \(account.size) sự kiện vào \(file), đã kiểm chứng. Khóa bí mật không nằm trong bản sao.",
        "Backed up \(account.size) events to \(file), verified. The private keys are not in it."))
  }
}
