import Foundation
import Testing

@Suite struct `audit --output prints a report to sign` {
  /// What another program reads from the file, each line with single spaces.
  private func read(_ name: String, in scene: Scene) throws -> [String] {
    let text = try Tool.run("/usr/bin/pdftotext", "-layout", scene.path(name), "-", in: scene)
    try #require(text.status == 0, "\(text)")
    return text.out.split(whereSeparator: \.isNewline).map { $0.split(separator: " ").joined(separator: " ") }
  }

  private func corrected() throws -> Scene {
    let scene = try Scene(.imported())
    scene.clock = "2023-04-21T15:30:00.000Z"
    try scene.done("correct", "3", "a4=031205558246", "--reason", "Theo CCCD", "--evidence", "Bản sao")
    return scene
  }

  @Test func `range, clauses in words, head, rows, what is not in it, and nothing is appended`() throws {
    let scene = try corrected()
    let before = try scene.bytes("so.kiemdo")
    let shown = try scene.done(
      "audit", "--class", "12A1", "--field", "a4", "--from", "@50", "--output", "bc.pdf", "--auditor", "Lê Minh Quân")
    #expect(shown.out == "Đã viết báo cáo vào bc.pdf.\n")
    #expect(try scene.bytes("so.kiemdo") == before)
    let lines = try read("bc.pdf", in: scene)
    let root = try scene.done("checkpoint").lines[2]
    for line in [
      "BÁO CÁO CÁC SỰ KIỆN TRONG SỔ GHI", "Khoảng xét: số ghi @50 đến @50", "Điều kiện: lớp: 12A1;",
      "Gốc cây băm: \(root)", "Kết quả: 1 sự kiện, 1 dòng", "Gốc \(root)", "Tệp chứng minh: không lập",
      "– Không có trong báo cáo: ai đã xem hồ sơ và ai đã xuất tệp; sổ không ghi việc đọc và xuất.", "Lê Minh Quân",
    ] {
      #expect(lines.contains { $0.hasPrefix(line) }, "\(line) is not in \(lines)")
    }
    let text = lines.joined(separator: " ")
    for word in ["50 21/04/2023 22:30:00", "031205558246", "Theo CCCD", "Minh chứng: Bản", "sao", "Đặng Gia Bảo"] {
      #expect(text.contains(word), "\(word) is not in \(text)")
    }
    let info = try Tool.run("/usr/bin/pdfinfo", scene.path("bc.pdf"), in: scene).out
    #expect(info.contains("Page size:       841.89 x 595.276 pts (A4)"), "\(info)")
    let first = try scene.bytes("bc.pdf")
    try scene.done(
      "audit", "--class", "12A1", "--field", "a4", "--from", "@50", "--output", "bc.pdf", "--auditor", "Lê Minh Quân")
    #expect(try scene.bytes("bc.pdf") == first, "the same report is the same file")
  }

  @Test func `programs still get the rows, and where the file is`() throws {
    let scene = try corrected()
    let json = try scene.done("audit", "--from", "@50", "--output", "bc.pdf", "--format", "json").json()
    #expect(json["output"].text == "bc.pdf")
    #expect(json["rows"].items.count == 1)
    #expect(try scene.done("audit", "--from", "@50", "--format", "json").json()["output"].isNull)
    let csv = try scene.done("audit", "--from", "@50", "--output", "bc.pdf", "--format", "csv")
    #expect(csv.out.contains("031205558246"))
    #expect(scene.exists("bc.pdf"))
  }

  @Test func `each question has its page`() throws {
    let scene = try corrected()
    let titles = [
      "summary": "BẢNG TỔNG HỢP CÁC LẦN SỬA", "exceptions": "BẢNG KÊ CÁC VIỆC NGOẠI LỆ",
      "officers": "DANH SÁCH CÁN BỘ GHI SỔ", "sample": "HỒ SƠ RÚT THĂM ĐỂ ĐỐI CHIẾU",
    ]
    for (command, title) in titles {
      let arguments = ["audit", command] + (command == "sample" ? ["7", "--seed", "@51"] : [])
      let json = try scene.run(arguments + ["--output", "t.pdf", "--format", "json"])
      #expect(json.status == 0, "\(json)")
      #expect(try json.json()["output"].text == "t.pdf")
      let lines = try read("t.pdf", in: scene)
      #expect(lines.contains(title), "\(lines)")
      #expect(lines.contains { $0.hasPrefix("– Không có trong báo cáo") })
      #expect(lines.contains("ĐẠI DIỆN ĐƠN VỊ NGƯỜI KIỂM TRA"))
      // What a person reads is on the page, whatever the screen was asked for.
      let page = try scene.bytes("t.pdf")
      #expect(try scene.run(arguments + ["--output", "t.pdf"]).out == "Đã viết báo cáo vào t.pdf.\n")
      let again = try read("t.pdf", in: scene)
      #expect(again.filter { !$0.hasPrefix("Lệnh:") } == lines.filter { !$0.hasPrefix("Lệnh:") })
      #expect(!page.isEmpty)
      let english = try scene.run(arguments + ["--output", "e.pdf", "--lang", "en"])
      #expect(english.out == "Wrote the report to e.pdf.\n", "\(english)")
      #expect(try read("e.pdf", in: scene).contains("FOR THE UNIT AUDITOR"))
    }
  }

  @Test func `the file never takes the place of the ledger or its keys`() throws {
    let scene = try corrected()
    for command in ["audit", "audit summary", "audit exceptions", "audit officers", "audit sample 3 --seed @51"] {
      let arguments = command.split(separator: " ").map(String.init)
      for place in ["so.kiemdo", "so.kiemdo.projections", try scene.keyFolder() + "/checkpoint"] {
        let output = try scene.run(arguments + ["--output", place])
        #expect(output.status == 64, "\(command) to \(place): \(output)")
      }
      #expect(try scene.run(arguments + ["--auditor", "X"]).status == 64)
    }
    try scene.expectSoundAfterReading()
  }
}
