import ArgumentParser
import Bookkeeping
import CanonicalForms
import CheckSheets
import EventLedger
import ExamRecords

struct Print: KiemDoCommand {
  static let configuration = CommandConfiguration(
    commandName: "print", abstract: "In phiếu kiểm dò ra PDF và ghi vào sổ (prints check-sheets).", aliases: ["in"])

  enum State: String, ExpressibleByArgument, CaseIterable {
    case unprinted, stale, unsigned
  }

  @OptionGroup var options: GlobalOptions
  @Argument(help: "Thí sinh.") var candidates: [String] = []
  @Option(name: [.customLong("class")], help: "Cả lớp.") var className: String?
  @Flag(help: "Mọi thí sinh.") var all = false
  @Option(help: "Những thí sinh: unprinted (chưa in), stale (phiếu cũ), unsigned (chưa ký).") var state: State?
  @Option(help: "Mẫu phiếu (mặc định: mẫu in gần nhất, lúc đầu là mẫu đầu của bộ quy định).") var layout: String?
  @Option(help: "Lần (mặc định: lần cao nhất đã dùng).") var round: Int?
  @Flag(help: "In hai mặt: mỗi thí sinh bắt đầu ở tờ mới.") var duplex = false
  @Option(help: "Tệp PDF.") var output: String

  func validate() throws {
    if let round, !(1...99).contains(round) {
      throw ValidationError("--round: cần một số từ 1 đến 99.", "--round: expected 1 to 99.")
    }
    guard !candidates.isEmpty || className != nil || all || state != nil else {
      throw ValidationError(
        "Chọn thí sinh, --class, --all hoặc --state.", "Choose candidates, --class, --all or --state.")
    }
    if all, className != nil {
      throw ValidationError("Chọn --all hoặc --class, không cả hai.", "Choose --all or --class, not both.")
    }
    if !candidates.isEmpty, className != nil || all || state != nil {
      throw ValidationError(
        "Gõ thí sinh, hoặc --class, --all, --state; không cả hai.",
        "Give candidates, or --class, --all, --state; not both.")
    }
  }

  func run(in session: Session) throws {
    let books = try session.openBooks(.write)
    try session.demandOutput(output, as: .pdf, of: books.ledger)
    let profile = try books.profile()
    let layout = try books.layout(layout)
    let selected = try select(books, layout, session)
    guard !selected.isEmpty else { throw Failure.nothingSelected }
    let signer = try session.signer(for: books.ledger)
    let press = try Press()
    let planned = try books.planSheets(selected, layout: layout, round: round)
    // Everything is laid out before anything is recorded, so that no page is promised that can't be drawn.
    var sheets: [CheckSheet] = []
    for (index, sheet) in planned.enumerated() {
      session.console.progress(index, of: planned.count, session.say("đang dàn trang", "laying out"))
      sheets.append(try session.naming(sheet.candidate, profile) { try press.layOut(sheet.content, profile) })
    }
    let appended = try books.recordPrint(
      planned, drawnBy: press.drawnBy, duplex: duplex, signer: signer, clock: session.now, commandName: "print")
    session.report(appended)
    var codes: [String] = []
    do {
      let pages = try appended.range.map { try books.printedPage(at: $0) }
      codes = pages.map(\.code)
      session.console.progress(planned.count, of: planned.count, session.say("đang vẽ", "drawing"))
      let pdf = try press.pdf(of: zip(sheets, pages).map { ($0, $1) })
      try FileOutput.write(pdf, to: output, as: .pdf)
    } catch {
      throw Failure.printedButNotWritten(
        path: output, detail: session.explain(error).message, code: codes.first ?? appended.command.text)
    }
    session.show(
      JSONObject([
        ("codes", .array(codes.map(JSON.string))), ("duplex", .bool(duplex)), ("layout", .string(layout.id)),
        ("output", .string(output)), ("recorded", appended.range.json),
        ("round", .integer(planned[0].content.round)), ("run", .string(appended.command.text)),
      ]),
      text: session.say(
        "Đã in \(codes.count) phiếu (mẫu \(layout.id), lần \(planned[0].content.round)) vào \(output), mã \(codes[0])\(codes.count > 1 ? " … \(codes[codes.count - 1])" : "").",
        "Printed \(codes.count) sheets (layout \(layout.id), round \(planned[0].content.round)) to \(output), codes \(codes[0])\(codes.count > 1 ? " … \(codes[codes.count - 1])" : "")."
      ))
  }

  private func select(_ books: Books, _ layout: SheetLayout, _ session: Session) throws -> [Candidate] {
    if !candidates.isEmpty {
      return try candidates.map { reference in
        let (candidate, by) = try books.find(reference)
        session.sayHowFound(candidate, by, books)
        guard !candidate.isWithdrawn else { throw Refusal.alreadyWithdrawn(number: candidate.number) }
        return candidate
      }.uniqued()
    }
    let chosen: [Candidate]
    if let className {
      chosen = try books.read { try $0.candidates(ofClass: className) }
      if chosen.isEmpty { throw BookError.noSuchClass(className) }
    } else {
      chosen = try books.read { try $0.candidates() }
    }
    return chosen.filter { candidate in
      guard !candidate.isWithdrawn else { return false }
      switch state {
      case nil: return true
      case .unprinted: return candidate.state(of: layout.id) == .unprinted
      case .stale: return candidate.state(of: layout.id) == .stale
      case .unsigned: return candidate.state(of: layout.id) != .signed
      }
    }
  }
}

extension [Candidate] {
  /// Each once, in the order of their first mention.
  fileprivate func uniqued() -> [Candidate] {
    var seen: Set<String> = []
    return filter { seen.insert($0.id).inserted }
  }
}
