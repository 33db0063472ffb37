import ArgumentParser
import Bookkeeping
import CanonicalForms
import EventLedger
import ExamRecords
import Foundation
import TransparencyLog

/// What `verify` takes to judge the codes of pages.
struct SheetOptions: ParsableArguments {
  @Option(
    name: .customLong("sheet"),
    help: "Mã trang cần kiểm: 343 chữ số của mã QR, mã ngắn, hoặc - để đọc từng dòng; dùng được nhiều lần.")
  var codes: [String] = []

  @Option(name: .customLong("reprint"), help: "Cùng --sheet: vẽ lại trang ấy vào tệp PDF này để đặt cạnh tờ giấy.")
  var reprint: String?

  func validate() throws {
    guard reprint == nil || !codes.isEmpty else {
      throw ValidationError("--reprint chỉ dùng cùng --sheet.", "--reprint goes only with --sheet.")
    }
  }

  /// What was given, or stands in the lines of standard input.
  func texts() throws -> [String] {
    try codes.flatMap { code -> [String] in
      guard code == "-" else { return [code] }
      return String(decoding: try FileOutput.read("-"), as: UTF8.self)
        .split(whereSeparator: \.isNewline).map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
    }
  }
}

extension Verify {
  /// Judges the codes instead of the whole ledger: by the ledger, or by the key alone where there is no file.
  func judgeSheets(in session: Session) throws {
    let texts = try sheets.texts()
    guard !texts.isEmpty else { throw Failure.blankOption("--sheet") }
    guard FileManager.default.fileExists(atPath: session.ledgerPath) else {
      guard options.ledger == nil, let key else { throw LedgerError.noSuchFile(path: session.ledgerPath) }
      if let reprint = sheets.reprint {
        throw Failure.notWritten(reprint, .noLedger)
      }
      return try judge(texts, byKey: try OutsideKnowledge.parse(key), session)
    }
    let books = try session.openBooks()
    let outside = try OutsideKnowledge(key: key, session)
    let desk = try PaperDesk(books)
    let verdicts = try texts.map(desk.judge)
    let report = PaperReport(
      verdicts: verdicts, books: books, profile: try books.profile(), outside: outside, session: session)
    if let reprint = sheets.reprint { try draw(verdicts, to: reprint, books, session) }
    report.show()
    guard report.keyIsLedgers, verdicts.allSatisfy(\.isCurrent) else {
      throw ExitCode(verdicts.allSatisfy { $0.isUnreadable || $0.isCurrent } && report.keyIsLedgers ? .badData : .found)
    }
  }

  /// What can be said of codes with nothing but the ledger's public key.
  private func judge(_ texts: [String], byKey key: VerifierKey, _ session: Session) throws {
    let statements = texts.map { AnchorStatement($0, key: key) }
    AnchorReport(statements: statements, key: key, session: session).show()
    throw ExitCode(statements.contains { $0.reading == nil } ? .found : .badData)
  }

  /// The pages of this history, drawn again as `reprint` does.
  private func draw(_ verdicts: [CodeVerdict], to path: String, _ books: Books, _ session: Session) throws {
    try session.demandOutput(path, as: .pdf, of: books.ledger)
    let positions = verdicts.compactMap(\.page).filter { !$0.isErased }.map(\.position)
    guard !positions.isEmpty else {
      return session.console.note(
        session.say("Không có trang nào để vẽ lại vào \(path).", "There is no page to draw into \(path)."))
    }
    let pages = try positions.map { try books.printedPage(at: $0) }
    if pages.count > 1, pages.contains(where: \.isList) {
      throw Failure.conflictingOptions(pages[0].code, pages[1].code)
    }
    try FileOutput.write(try Press().redraw(pages, books), to: path, as: .pdf)
    session.console.note(
      session.say(
        "Đã vẽ lại \(pages.count) trang vào \(path): đặt cạnh tờ giấy mà so từng chữ.",
        "Drew \(pages.count) pages into \(path): hold them beside the paper and compare word by word."))
  }
}
