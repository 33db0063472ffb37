import CheckSheets
import Testing
import Typesetting

@Suite struct PrintRunTests {
  private func item(_ className: String?, _ name: String, _ pages: Int) -> PrintRun.Item {
    let page = Page(elements: [.rule(Rule(from: Point(x: 20, y: 20), to: Point(x: 30, y: 20)))])
    return PrintRun.Item(
      className: className, name: name, pages: Array(repeating: page, count: pages), stamp: Fixture.stamp)
  }

  @Test func `the outline leads to classes and names`() {
    let run = PrintRun(title: "Phiếu", items: [item("12A1", "An", 1), item("12A1", "Bình", 2), item(nil, "Chi", 1)])
    #expect(
      run.document.outline == [
        OutlineEntry("12A1", page: 0, children: [OutlineEntry("An", page: 0), OutlineEntry("Bình", page: 1)]),
        OutlineEntry("(chưa có lớp)", page: 3, children: [OutlineEntry("Chi", page: 3)]),
      ])
    #expect(run.document.pages.count == 4)
  }

  @Test func `on both sides each candidate begins on a new sheet of paper`() {
    for (pages, starts) in [([1, 1, 1], [0, 2, 4]), ([2, 1, 3, 1], [0, 2, 4, 8])] {
      let items = pages.map { item("12A1", "An", $0) }
      let document = PrintRun(title: "Phiếu", items: items, isDuplex: true).document
      #expect(document.outline.flatMap(\.children).map(\.page) == starts)
      for (start, count) in zip(starts, pages) {
        #expect(document.pages[start..<start + count].allSatisfy { !$0.elements.isEmpty })
        if document.pages.indices.contains(start + count), !count.isMultiple(of: 2) {
          #expect(document.pages[start + count].elements.isEmpty)
        }
      }
    }
  }

  @Test func `the file has the run's title`() throws {
    let typefaces = try Typefaces()
    let pdf = try PrintRun(title: "Phiếu kiểm dò lớp 12A1", items: [item("12A1", "An", 1)]).pdf(PDFWriter(typefaces))
    let information = try Tool.run("pdfinfo", ["%"], on: pdf, suffix: "pdf")
    #expect(information.contains("Title:           Phiếu kiểm dò lớp 12A1"))
    #expect(information.contains("Pages:           1"))
  }
}
