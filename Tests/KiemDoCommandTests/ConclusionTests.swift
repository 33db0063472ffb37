import Foundation
import Testing

@Suite struct `verify --output writes the auditor's conclusion` {
  /// What another program reads from the file, each line with single spaces.
  private func read(_ name: String, in scene: Scene) throws -> [String] {
    let text = try Tool.run("/usr/bin/pdftotext", "-layout", scene.path(name), "-", in: scene)
    try #require(text.status == 0, "\(text)")
    return text.out.split(whereSeparator: \.isNewline).map { $0.split(separator: " ").joined(separator: " ") }
  }

  private func hash(_ path: String, in scene: Scene) throws -> String {
    String(try Tool.run("/usr/bin/sha256sum", path, in: scene).out.prefix(64))
  }

  @Test func `files, head, key, command and limits, and nothing is appended or left beside the ledger`() throws {
    let scene = try Scene(.imported())
    let out = try Scene.makeFolder()
    defer { try? FileManager.default.removeItem(atPath: out) }
    let files = try scene.allFiles()
    let before = try hash(scene.ledger, in: scene)
    let output = try scene.done(
      "verify", "--output", out + "/bb.pdf", "--agency", "Sở Giáo dục và Đào tạo Hải Phòng", "--agency", "Thanh tra Sở",
      "--place", "Hải Phòng", "--recipient", "Giám đốc Sở", "--auditor", "Lê Minh Quân")
    #expect(output.out.contains("Biên bản kiểm tra: \(out)/bb.pdf"))
    #expect(try hash(scene.ledger, in: scene) == before)
    #expect(try scene.allFiles() == files)
    try FileManager.default.copyItem(atPath: out + "/bb.pdf", toPath: scene.path("bb.pdf"))
    let lines = try read("bb.pdf", in: scene)
    let text = lines.joined(separator: "\n")
    let size = try scene.bytes("so.kiemdo").count
    let note = try scene.done("checkpoint").lines
    let grouped = "\(size / 1000) \(String(size % 1000 + 1000).dropFirst())"
    #expect(lines.contains("so.kiemdo \(grouped) \(before)"), "\(text)")
    for line in [
      "SỞ GIÁO DỤC VÀ ĐÀO TẠO HẢI PHÒNG CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Kính gửi: Giám đốc Sở",
      "BIÊN BẢN KIỂM TRA SỔ GHI", "Đơn vị: TRƯỜNG THPT BẾN SÓNG", "Số sự kiện: 50", "Gốc cây băm: \(note[2])",
      "Nguồn của khóa: trong thư mục khóa của máy kiểm tra", "Không có phát hiện nào.", "Lê Minh Quân",
      "Ghi lần cuối: 20/04/2023 08:00:00 theo đồng hồ máy ghi", "Chương trình: kiemdo 0.1.0", "Gốc \(note[2])",
    ] {
      #expect(lines.contains { $0.contains(line) }, "\(line) is not in\n\(text)")
    }
    #expect(text.contains("Lệnh: kiemdo verify --output"))
    #expect(text.contains("Việc xem, tra cứu và xuất hồ sơ không được ghi lại."))
    #expect(lines.contains("Trang 1/2") || text.contains("Trang 1/2"), "\(text)")
    // The same examination is the same file.
    try scene.done(
      "verify", "--output", out + "/bb.pdf", "--agency", "Sở Giáo dục và Đào tạo Hải Phòng", "--agency", "Thanh tra Sở",
      "--place", "Hải Phòng", "--recipient", "Giám đốc Sở", "--auditor", "Lê Minh Quân")
    #expect(FileManager.default.contentsEqual(atPath: out + "/bb.pdf", andPath: scene.path("bb.pdf")))
  }

  @Test func `findings are written down too, and the exit code stays`() throws {
    let scene = try Scene(.large())
    try scene.tamper(
      "UPDATE event SET header = replace(header, '\"officer\":\"lan\"', '\"officer\":\"lam\"') WHERE position = 107",
      without: "event_update")
    let output = try scene.run("verify", "--output", "bb.pdf")
    #expect(output.status == 1, "\(output)")
    let lines = try read("bb.pdf", in: scene)
    #expect(lines.contains { $0.hasPrefix("Sổ đã bị sửa hoặc hỏng") }, "\(lines)")
    #expect(lines.contains { $0.hasPrefix("Phát hiện (") })
    let codes = try scene.run("verify", "--format", "json").json()["findings"].items.compactMap { $0["code"].text }
    #expect(!codes.isEmpty)
    for code in codes { #expect(lines.contains { $0.contains(code) }, "\(code) is not in \(lines)") }
    #expect(lines.contains { $0.hasPrefix("107 ") })
  }

  @Test func `how the key was obtained is said as it is`() throws {
    let scene = try Scene(.imported())
    let nowhere = ["KIEMDO_KEYS": scene.path("trong")]
    try scene.done("verify", "--output", "bb.pdf", env: nowhere)
    let without = try read("bb.pdf", in: scene).joined(separator: " ")
    #expect(without.contains("Nguồn của khóa: không có khóa nào biết từ bên ngoài"), "\(without)")
    #expect(without.contains("Không có điểm chốt biết từ bên ngoài"))
    let key = try #require(try scene.done("keys", "--format", "json").json()["keys"][0]["key"].text)
    try scene.done("verify", "--key", key, "--output", "bb.pdf", env: nowhere)
    #expect(try read("bb.pdf", in: scene).joined(separator: " ").contains("do người kiểm tra đưa vào (--key)"))
    let json = try scene.done("verify", "--output", "bb.pdf", "--format", "json").json()
    #expect(json["output"].text == "bb.pdf")
    #expect(try scene.done("verify", "--format", "json").json()["output"].isNull)
  }

  @Test func `in English all of it is English`() throws {
    let scene = try Scene(.imported())
    try scene.done("verify", "--output", "report.pdf", "--lang", "en")
    let lines = try read("report.pdf", in: scene)
    for line in ["REPORT ON THE EXAMINATION OF A LEDGER", "Nothing was found.", "FOR THE UNIT AUDITOR", "Events: 50"] {
      #expect(lines.contains(line), "\(line) is not in \(lines)")
    }
    let vietnamese = lines.filter { line in
      line.unicodeScalars.contains { (0x1EA0...0x1EF9).contains($0.value) || "ăđơư".unicodeScalars.contains($0) }
    }
    #expect(vietnamese.allSatisfy { $0.contains("TRƯỜNG THPT BẾN SÓNG") }, "\(vietnamese)")
  }

  @Test(arguments: ["", "-wal", "-shm", "-journal", ".lock", ".projections", ".projections-wal"])
  func `the file never takes the place of what belongs to the ledger`(_ suffix: String) throws {
    let scene = try Scene(.imported())
    let before = try scene.bytes("so.kiemdo")
    let output = try scene.run("verify", "--output", "so.kiemdo" + suffix)
    #expect(output.status == 64, "\(output)")
    #expect(output.err.contains("so.kiemdo" + suffix))
    #expect(try scene.bytes("so.kiemdo") == before)
    // Nor where the ledger is too damaged to be opened.
    _ = try scene.query("PRAGMA user_version = 0")
    let damaged = try scene.bytes("so.kiemdo")
    #expect(try scene.run("verify", "--output", "so.kiemdo" + suffix).status == 64)
    #expect(try scene.run("verify", "--output", scene.keyFolder() + "/checkpoint").status == 64)
    #expect(try scene.bytes("so.kiemdo") == damaged)
  }

  @Test func `what only a report needs is refused without one`() throws {
    let scene = try Scene(.imported())
    for option in ["--agency", "--place", "--recipient", "--auditor"] {
      try scene.refused(64, "verify", option, "X")
    }
    try scene.refused(64, "verify", "--output", "bb.pdf", "--agency", "A", "--agency", "B", "--agency", "C")
    try scene.refused(74, "verify", "--output", "khong-co/bb.pdf")
  }
}
