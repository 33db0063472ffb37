import Bookkeeping
import CheckSheets
import EventLedger
import ExamRecords
import Exchange
import Typesetting

/// Check-sheets of a practice school from records to a PDF, with everything that `print` does but writing the file.
struct PrintBench {
  let workshop: Workshop
  let scale: Scale

  func run(_ report: inout Report) throws {
    let desk = try workshop.found("print")
    try fill(desk)
    let faces = try Typefaces()
    var stages = Stages()
    var floor = Samples()
    var bytes = 0
    var pageCount = 0
    for _ in 0..<scale.rounds {
      let pdf = try print(desk, faces, &stages)
      (bytes, pageCount) = (pdf.bytes, pdf.pages)
      try floor.time { try PlainPages.draw(count: pdf.pages) }
    }
    let figure = Report.Figure.rate(Double(scale.sheets) / stages.total, "sheets")
    report.add(
      "print \(scale.sheets) sheets (\(pageCount) pages)", figure,
      floor: ("Cairo, a line a page", .rate(Double(scale.sheets) / floor.median, "sheets")), aim: 500)
    report.add(stages)
    report.add("  size of a sheet", .bytes(Double(bytes) / Double(scale.sheets)))
  }

  private func fill(_ desk: Desk) throws {
    let school = SyntheticSchool(candidates: scale.sheets, seed: 2023)
    let profile = try desk.books.profile()
    var generator = SystemRandomNumberGenerator()
    for file in school.sectorFiles + school.registrationFiles {
      let plan = try desk.books.planImport(try ImportSheet.read(file.bytes, profile: profile).rows, preference: .file)
      let now = Workshop.now
      let drafts = try desk.books.drafts(of: plan, file: file.name, reason: "Nhập", clock: now, using: &generator)
      try desk.books.record(drafts, signer: desk.signer, clock: now, commandName: "import")
    }
  }

  private func print(_ desk: Desk, _ faces: Typefaces, _ stages: inout Stages) throws -> (bytes: Int, pages: Int) {
    let books = desk.books
    let profile = try books.profile()
    let layout = try books.layout("full")
    let everyone = try books.read { try $0.candidates() }
    let planned = try stages.time("plan: rules, changes") { try books.planSheets(everyone, layout: layout, round: nil) }
    let sheets = try stages.time("lay out") {
      // As each run of the command does, from a composer that has set nothing yet.
      let composer = Composer(faces)
      return try planned.map { try CheckSheet($0.content, profile: profile, composer) }
    }
    let appended = try stages.time("record: sign, append, project") {
      try books.recordPrint(
        planned, drawnBy: .current(faces.versions), duplex: false, signer: desk.signer, clock: Workshop.now,
        commandName: "print")
    }
    let pages = try stages.time("read back") { try appended.range.map { try books.printedPage(at: $0) } }
    let items = try stages.time("stamp, QR") {
      try zip(sheets, pages).map { sheet, page in
        let stamp = PageStamp(
          code: page.code, digits: page.digits, position: page.mark.position, printedAt: page.mark.recordedAt)
        return try sheet.item(stamp)
      }
    }
    let pdf = try stages.time("draw PDF") { try PrintRun(title: "Phiếu kiểm dò", items: items).pdf(PDFWriter(faces)) }
    guard items.count == scale.sheets else { throw BenchError.wrongResult("\(items.count) sheets") }
    return (pdf.count, items.reduce(0) { $0 + $1.pages.count })
  }
}
