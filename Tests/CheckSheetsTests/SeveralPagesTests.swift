import CheckSheets
import ExamRecords
import Testing
import Typesetting

@Suite struct SeveralPagesTests {
  let fixture: Fixture

  init() throws { fixture = try Fixture() }

  @Test(arguments: ["personal", "full"])
  func `a very full record takes more pages, and each finds back to the first`(layout: String) throws {
    let changes = fixture.fullestValues.keys.sorted().map { SheetContent.Change(field: $0, old: Fixture.values[$0]) }
    let findings = (1...12).map {
      Fixture.finding("Điều \($0): khu vực tuyển sinh khác khu vực của trường, hỏi giáo viên chủ nhiệm.", .error)
    }
    let content = fixture.content(
      fixture.fullestValues, layout: layout, changes: changes.filter { $0.field != "className" }, findings: findings)
    let pages = try fixture.pages(content)
    #expect(pages.count > 1)
    for (index, page) in pages.enumerated() {
      page.expectSound()
      #expect(page.codes.count == 1)
      #expect(page.lines.contains("Trang \(index + 1)/\(pages.count)"))
      #expect(page.lines.contains { $0.hasPrefix("Lớp 12A1") && $0.hasSuffix("Mã phiếu 1042-583921") })
      #expect(page.lines.joined(separator: " ").contains(Fixture.longName.uppercased()))
      #expect(page.lines.contains("Sửa lại (ghi bằng bút đỏ)") || index == pages.count - 1)
    }
    let all = pages.flatMap(\.lines)
    #expect(all.filter { $0 == "THÍ SINH" }.count == 1)
    #expect(pages.last?.lines.contains("THÍ SINH") == true)
    for group in try #require(fixture.profile.layouts.first { $0.id == layout }).groups {
      #expect(all.contains(group.title))
    }
  }

  @Test func `more text never makes the type smaller than nine points nor a row lower than five and a half`() throws {
    for length in stride(from: 0, through: 290, by: 29) {
      var values = Fixture.values
      values["contactAddress"] = .text("Thôn " + String(repeating: "Ngàn ", count: length / 5) + "Sơn")
      for page in try fixture.pages(fixture.content(values)) {
        page.expectSound()
        for case .text(let line, _) in page.elements {
          #expect(line.spans.allSatisfy { $0.style.size >= 9 })
        }
        let levels = page.elements.compactMap { element -> Double? in
          guard case .rule(let rule) = element, rule.start.y == rule.end.y, rule.end.x - rule.start.x > 177 else {
            return nil
          }
          return rule.start.y
        }
        let heights = zip(levels.sorted(), levels.sorted().dropFirst()).map { $1 - $0 }.filter { $0 > 0.01 }
        // The heading and group titles are lower: nobody writes in them.
        let low = heights.filter { $0 < 5.5 - 1e-6 }
        #expect(low.count <= 5 && low.allSatisfy { $0 > 3.7 }, "\(low)")
      }
    }
  }

  @Test func `a group's title never stands alone at the foot of a page`() throws {
    for count in 0..<14 {
      let findings = (0..<count).map { Fixture.finding("Điều \($0): cần đối chiếu lại với giấy khai sinh bản gốc.") }
      let pages = try fixture.pages(fixture.content(findings: findings))
      let titles = Set(fixture.profile.layouts.flatMap(\.groups).map(\.title))
      for page in pages {
        page.expectSound()
        let body = page.lines.dropLast(3)
        #expect(body.last.map { !titles.contains($0) } ?? true)
      }
    }
  }

  @Test func `a row that no page holds is refused before anything is recorded`() throws {
    var values = Fixture.values
    values["birthPlace"] = .text(String(repeating: "Hải Phòng ", count: 900))
    #expect {
      _ = try fixture.pages(fixture.content(values))
    } throws: { error in
      guard case LayoutFault.rowTooHigh(let label, let height, let available) = error else { return false }
      return label == "Nơi sinh" && height > available
    }
  }
}
