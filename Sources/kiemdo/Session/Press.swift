import Bookkeeping
import CheckSheets
import ExamRecords
import Typesetting

/// The drawing of pages: faces, composer, and the way from recorded prints to a file.
struct Press {
  private let faces: Typefaces
  private let composer: Composer

  init() throws {
    faces = try Typefaces()
    composer = Composer(faces)
  }

  /// What draws here and now.
  var drawnBy: DrawnBy { DrawnBy.current(faces.versions) }

  func layOut(_ content: SheetContent, _ profile: ExamProfile) throws -> CheckSheet {
    try CheckSheet(content, profile: profile, composer)
  }

  func layOut(_ content: ClassListContent, _ profile: ExamProfile) throws -> ClassListSheet {
    try ClassListSheet(content, profile: profile, composer)
  }

  /// One file of the sheets of one run, dated by the print.
  func pdf(of sheets: [(CheckSheet, Books.PrintedPage)]) throws -> [UInt8] {
    let isDuplex = sheets.contains { $0.1.duplex }
    let items = try sheets.map { sheet, page in try sheet.item(page.stamp) }
    return try PrintRun(title: "Phiếu kiểm dò", items: items, isDuplex: isDuplex).pdf(PDFWriter(faces))
  }

  func pdf(of list: ClassListSheet, _ page: Books.PrintedPage) throws -> [UInt8] {
    try PrintRun(title: "Danh sách lớp", items: [list.item(page.stamp)], isDuplex: false).pdf(PDFWriter(faces))
  }

  func pdf(of report: OfficialReport) throws -> [UInt8] {
    try ReportSheet(report, composer).pdf(PDFWriter(faces))
  }

  /// Earlier prints, drawn from what their events hold.
  func redraw(_ pages: [Books.PrintedPage], _ books: Books) throws -> [UInt8] {
    var sheets: [(CheckSheet, Books.PrintedPage)] = []
    var profiles: [String: ExamProfile] = [:]
    for page in pages {
      switch page.content {
      case .list(let content):
        return try pdf(of: layOut(content, books.profile(digest: content.profile)), page)
      case .sheet(let content):
        let profile = try profiles[content.profile] ?? books.profile(digest: content.profile)
        profiles[content.profile] = profile
        sheets.append((try layOut(content, profile), page))
      }
    }
    return try pdf(of: sheets)
  }
}

extension Books.PrintedPage {
  var stamp: PageStamp {
    PageStamp(code: code, digits: digits, position: mark.position, printedAt: mark.recordedAt)
  }
}
