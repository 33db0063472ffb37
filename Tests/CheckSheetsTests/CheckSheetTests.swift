import CanonicalForms
import CheckSheets
import ExamRecords
import Testing
import Typesetting

@Suite struct CheckSheetTests {
  let fixture: Fixture

  init() throws { fixture = try Fixture() }

  private func lines(_ content: SheetContent) throws -> [String] { try fixture.pages(content).flatMap(\.lines) }

  @Test(arguments: ["personal", "full"])
  func `a normal record takes one page`(layout: String) throws {
    let pages = try fixture.pages(fixture.content(layout: layout))
    #expect(pages.count == 1)
    for page in pages { page.expectSound() }
  }

  @Test func `the head names agency, exam, round, class and code in this order`() throws {
    let head = try lines(fixture.content()).prefix(9)
    #expect(
      Array(head) == [
        "SỞ GIÁO DỤC VÀ ĐÀO TẠO HẢI PHÒNG", "TRƯỜNG THPT BẾN SÓNG", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc", "PHIẾU KIỂM DÒ THÔNG TIN ĐĂNG KÝ DỰ THI",
        "\(fixture.profile.examName) · Lần 2", "Lớp 12A1 · STT 31 · Mã đơn vị ĐKDT 03-999 · Mã phiếu 1042-583921",
        try #require(fixture.profile.layout("full")).instruction,
        "Mục",
      ])
  }

  @Test func `the foot names the page, the local time and the position`() throws {
    let foot = try lines(fixture.content()).suffix(3)
    #expect(
      Array(foot) == [
        "1042-583921 · NGUYỄN THỊ ÁNH TUYẾT · 12A1", "Trang 1/1",
        "In lúc 16:42:07 ngày 24/04/2023 · Số ghi sổ 1042 · Phiếu này không thay Phiếu đăng ký dự thi",
      ])
  }

  @Test func `every row of the layout is printed once, in its order`() throws {
    let printed = try lines(fixture.content())
    let layout = try #require(fixture.profile.layouts.first { $0.id == "full" })
    var rest = printed[...]
    for label in layout.groups.flatMap({ [$0.title] + $0.rows.map(\.label) }) {
      let index = try #require(rest.firstIndex { label.hasPrefix($0) && !$0.isEmpty }, "\(label) is missing")
      rest = rest[(index + 1)...]
    }
  }

  @Test func `code and meaning stand together`() throws {
    let printed = try lines(fixture.content())
    #expect(printed.contains("Nữ (1)"))
    #expect(printed.contains("09/03/2005"))
    #expect(printed.contains("NGUYỄN THỊ ÁNH TUYẾT"))
    #expect(printed.contains("8,3") || printed.contains { $0.contains("8,3") })
  }

  @Test func `what is required and missing says so, and what nobody claimed says no`() throws {
    var values = Fixture.values
    values["birthPlace"] = nil
    values["foreignNationality"] = nil
    values["priorityGroup"] = nil
    let layout = try #require(fixture.profile.layouts.first { $0.id == "full" })
    #expect(layout.fields.contains("birthPlace"))
    let printed = try lines(fixture.content(values))
    #expect(printed.filter { $0 == "(chưa có)" }.count == 1)
    #expect(printed.contains("Không"))
  }

  @Test func `an empty record prints every claim`() throws {
    for layout in ["personal", "full"] {
      let pages = try fixture.pages(fixture.content([:], layout: layout))
      #expect(pages.count == 1)
      for page in pages { page.expectSound() }
      #expect(pages[0].lines.contains("(chưa có)"))
      #expect(pages[0].lines.contains("1042-583921 · (CHƯA CÓ HỌ TÊN)"))
    }
  }

  @Test(arguments: ["personal", "full"])
  func `a changed row has a mark, a grey ground, thick rules and the old value struck through`(layout: String) throws {
    let changes = [SheetContent.Change(field: "ethnicGroup", old: .text("02"))]
    let pages = try fixture.pages(fixture.content(layout: layout, changes: changes))
    let page = pages[0]
    #expect(pages.count == 1)
    page.expectSound()
    let struck = page.elements.compactMap { element -> String? in
      guard case .text(let line, _) = element else { return nil }
      let text = line.spans.filter(\.style.isStruck).map(\.text).joined()
      return text.isEmpty ? nil : text
    }
    #expect(struck == ["Tày (02)"])
    #expect(page.lines.contains("Kinh (01) trước: Tày (02)"))
    let isThick = page.elements.filter { if case .rule(let rule) = $0 { rule.stroke.thickness == 0.5 } else { false } }
    #expect(isThick.count == 2)
    let plain = try fixture.pages(fixture.content(layout: layout))[0]
    #expect(plain.triangles == 0)
    // A closely set sheet has no room to list the marked rows again.
    #expect(page.triangles == (layout == "full" ? 1 : 2))
    #expect(page.lines.contains(" Đã thay đổi so với phiếu 512-084417: mục 3b.") == (layout == "personal"))
    #expect(page.fills == plain.fills + 1)
    #expect(page.lines.contains { $0.contains("Lần 2 (thay phiếu 512-084417, ký ngày 21/04/2023)") })
  }

  @Test func `a change of class is shown where no row holds the class`() throws {
    let changes = [SheetContent.Change(field: "className", old: .text("12A9"))]
    let layout = try #require(fixture.profile.layouts.first { $0.id == "full" })
    var profile = fixture.profile
    profile.layouts = [layout.without(field: "className")]
    let page = try CheckSheet(fixture.content(changes: changes), profile: profile, Composer(fixture.typefaces))
      .pages(Fixture.stamp)[0]
    page.expectSound()
    #expect(page.lines.contains { $0.contains("Lớp 12A1 trước: 12A9 · STT 31") })
  }

  @Test func `an old empty value and a value taken away are shown too`() throws {
    var values = Fixture.values
    values["email"] = nil
    let changes = [
      SheetContent.Change(field: "birthPlace", old: nil),
      SheetContent.Change(field: "email", old: .text("cu@example.com")),
    ]
    let text = try lines(fixture.content(values, layout: "personal", changes: changes)).joined(separator: "\n")
    #expect(text.contains("Hải Phòng trước: (chưa có)"))
    #expect(text.contains("cu@example.com"))
  }

  @Test func `the identity number stands in twelve boxes, an old card's in the last nine`() throws {
    for (number, first) in [("031305001234", 0), ("031234567", 3), ("C1234567", 0), ("", 0)] {
      var values = Fixture.values
      values["identityNumber"] = number.isEmpty ? nil : .text(number)
      let page = try fixture.pages(fixture.content(values))[0]
      let boxes = page.elements.compactMap { element -> Rect? in
        guard case .box(let box) = element, box.rect.width < 4, box.stroke != nil else { return nil }
        return box.rect
      }.sorted { $0.x < $1.x }
      #expect(boxes.count == 12)
      let text = page.elements.compactMap { element -> Double? in
        guard case .text(let line, let point) = element, line.text == number else { return nil }
        return point.x
      }
      guard let start = text.first else {
        #expect(number.isEmpty)
        continue
      }
      #expect((boxes[first].x...boxes[first].right).contains(start), "\(number)")
    }
  }

  @Test func `errors come first and bold, then warnings`() throws {
    let findings = [
      Fixture.finding("Khu vực KV2 khác khu vực của trường (KV3): hỏi giáo viên chủ nhiệm."),
      Fixture.finding("Thiếu minh chứng cho diện ưu tiên.", .error),
    ]
    let page = try fixture.pages(fixture.content(layout: "personal", findings: findings))[0]
    page.expectSound()
    #expect(page.lines.contains("Cần xem lại: (1) Thiếu minh chứng cho diện ưu tiên."))
    #expect(page.lines.contains("(2) Khu vực KV2 khác khu vực của trường (KV3): hỏi giáo viên chủ nhiệm."))
  }

  @Test func `names of sixty letters keep to their place`() throws {
    #expect(Fixture.longName.count >= 60)
    var values = Fixture.values
    for name in [Fixture.longName, Fixture.longName.replacing(" ", with: "")] {
      values["fullName"] = .text(name)
      for layout in ["personal", "full"] {
        for page in try fixture.pages(fixture.content(values, layout: layout)) { page.expectSound() }
      }
    }
  }

  @Test func `all ethnic groups print with their codes`() throws {
    let list = try #require(fixture.profile.codeLists.first { $0.id == "ethnicGroups" })
    #expect(list.entries.count == 54)
    for entry in list.entries {
      var values = Fixture.values
      values["ethnicGroup"] = .text(entry.code)
      let page = try fixture.pages(fixture.content(values, layout: "personal"))[0]
      page.expectSound()
      #expect(page.lines.contains("\(entry.label) (\(entry.code))"))
    }
  }

  @Test func `a unit without department, code and place still has a head`() throws {
    let unit = UnitSettings(
      name: "Trung tâm Giáo dục nghề nghiệp - Giáo dục thường xuyên quận Hải An và các quận lân cận thành phố Hải Phòng"
    )
    let pages = try fixture.pages(fixture.content(unit: unit))
    for page in pages { page.expectSound() }
    let lines = pages.flatMap(\.lines)
    #expect(lines.contains("……………, ngày …… tháng …… năm 2023"))
    #expect(!lines.contains { $0.contains("ĐKDT 0") })
  }

  @Test func `the widest stamp keeps to its place`() throws {
    let stamp = PageStamp(
      code: "4294967295-999999", digits: Fixture.stamp.digits, position: 4_294_967_295,
      printedAt: Fixture.stamp.printedAt)
    for page in try CheckSheet(fixture.content(), profile: fixture.profile, fixture.composer).pages(stamp) {
      page.expectSound()
      #expect(page.lines.contains { $0.hasSuffix("4294967295-999999") })
    }
  }
}

extension Page {
  var triangles: Int {
    elements.filter { if case .path(let path) = $0 { path.fill != nil && path.points.count == 3 } else { false } }.count
  }

  var fills: Int {
    elements.filter { if case .box(let box) = $0 { box.fill != nil } else { false } }.count
  }
}

extension SheetLayout {
  fileprivate func without(field: String) -> SheetLayout {
    var layout = self
    for group in layout.groups.indices {
      for row in layout.groups[group].rows.indices {
        layout.groups[group].rows[row].parts.removeAll { $0.field == field }
      }
    }
    return layout
  }
}
