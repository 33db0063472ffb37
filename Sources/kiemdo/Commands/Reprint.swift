import ArgumentParser
import Bookkeeping
import CanonicalForms
import ExamRecords

struct Reprint: KiemDoCommand {
  static let configuration = CommandConfiguration(
    commandName: "reprint", abstract: "In lại đúng trang đã in, từ sổ ghi (draws earlier pages again by replay).",
    aliases: ["in-lai"])

  @OptionGroup var options: GlobalOptions
  @Argument(help: "Mã phiếu hoặc mã danh sách.") var codes: [String] = []
  @Option(help: "Cả tệp của lần in có mã này.") var run: String?
  @Option(help: "Tệp PDF.") var output: String

  func validate() throws {
    guard codes.isEmpty != (run == nil) else {
      throw ValidationError("Gõ mã phiếu, hoặc --run MÃ, một trong hai.", "Give codes, or --run CODE, one of the two.")
    }
  }

  func run(in session: Session) throws {
    let books = try session.openBooks()
    try session.demandOutput(output, as: .pdf, of: books.ledger)
    let positions: [Int]
    if let run {
      positions = try books.run(run)
    } else {
      positions = try codes.map { code in
        switch try books.resolve(code: code).target {
        case .sheet(_, let sheet): sheet.position
        case .list(let list): list.position
        }
      }
    }
    let press = try Press()
    let pages = try draw(positions, books, session)
    if pages.count > 1, pages.contains(where: \.isList) {
      throw Failure.conflictingOptions(pages[0].code, pages[1].code)
    }
    let pdf = try press.redraw(pages, books)
    try FileOutput.write(pdf, to: output, as: .pdf)
    let others = pages.filter { $0.drawnBy != press.drawnBy }
    if let other = others.first {
      session.console.note(
        session.say(
          "Lưu ý: bản gốc vẽ bằng \(describe(other.drawnBy)), máy này có \(describe(press.drawnBy)); trang có thể khác đôi chút về hình, không khác về chữ.",
          "Note: the original was drawn with \(describe(other.drawnBy)), this machine has \(describe(press.drawnBy)); the picture may differ slightly, the words do not."
        ))
    }
    session.show(
      JSONObject([
        ("codes", .array(pages.map { .string($0.code) })), ("output", .string(output)),
        ("sameVersions", .bool(others.isEmpty)),
      ]),
      text: session.say(
        "Đã vẽ lại \(pages.count) trang phiếu vào \(output).", "Drew \(pages.count) pages again to \(output)."))
  }

  /// Of a whole run the pages that were erased are left out, and named.
  private func draw(_ positions: [Int], _ books: Books, _ session: Session) throws -> [Books.PrintedPage] {
    guard run != nil, positions.count > 1 else { return try positions.map { try books.printedPage(at: $0) } }
    var lost: BookError?
    let pages = try positions.compactMap { position -> Books.PrintedPage? in
      do {
        return try books.printedPage(at: position)
      } catch let error as BookError {
        guard case .pageErased = error else { throw error }
        session.console.note(session.explain(error).message)
        lost = error
        return nil
      }
    }
    if pages.isEmpty, let lost { throw lost }
    return pages
  }

  private func describe(_ versions: DrawnBy) -> String {
    "Pango \(versions.pango), Cairo \(versions.cairo), \(versions.font), dàn trang \(versions.layout)"
  }
}

extension Books.PrintedPage {
  var isList: Bool {
    if case .list = content { true } else { false }
  }
}
