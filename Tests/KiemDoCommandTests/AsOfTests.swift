import Foundation
import Testing

@Suite struct `as of a moment` {
  /// Candidate 3 corrected on the 21st; then the clock, two days fast, is set back and candidate 4 is corrected on the 20th.
  private func stepped() throws -> Scene {
    let scene = try Scene(.imported())
    scene.clock = "2023-04-22T10:00:00.000Z"
    try scene.done("correct", "3", "phone=0912345678", "--reason", "Phụ huynh báo")
    scene.clock = "2023-04-20T10:00:00.000Z"
    try scene.done("clock", "correct", "--reason", "Đồng hồ chạy nhanh hai ngày")
    try scene.done("correct", "4", "phone=0912345679", "--reason", "Phụ huynh báo")
    return scene
  }

  @Test func `where the clock was set back, every reading command says so and what it took`() throws {
    let scene = try stepped()
    let commands = [
      "show 3", "list", "status", "history 3", "blame 3", "find dang", "export --output ra.csv", "unit show",
      "officer list", "keys",
    ]
    for command in commands {
      let words = command.split(separator: " ").map(String.init)
      let past = try scene.run(words + ["--as-of", "20/04/2023 23:00", "--format", "json"])
      #expect(past.status == 0, "\(past)")
      #expect(try past.json()["clockSteps"].items.map(\.number) == [51], "\(command): \(past)")
      #expect(try past.json()["size"].number == 53, "\(command): \(past)")
      #expect(past.err.contains("chỉnh lùi ở @51") && past.err.contains("đến hết số ghi @52"), "\(command): \(past)")
      for sure in [["--as-of", "@50"], []] {
        let output = try scene.run(words + sure + ["--format", "json"])
        #expect(try output.json()["clockSteps"].items.isEmpty, "\(command): \(output)")
        #expect(try output.json()["size"].number == (sure.isEmpty ? 53 : 51), "\(command): \(output)")
        #expect(!output.err.contains("lùi"), "\(command): \(output)")
      }
    }
    for command in ["diff 3 @20", "profile show --as-of", "audit officers --as-of"] {
      let output = try scene.run(command.split(separator: " ").map(String.init) + ["20/04/2023 23:00"])
      #expect(output.status == 0 && output.err.contains("chỉnh lùi ở @51"), "\(command): \(output)")
    }
    for command in ["officers", "exceptions"] {
      let words = ["audit", command, "--as-of", "20/04/2023 23:00", "--output", "bc.pdf", "--format", "json"]
      #expect(try scene.done(words).json()["clockSteps"].items.map(\.number) == [51], "\(command)")
      let page = try Tool.run("/usr/bin/pdftotext", "-layout", scene.path("bc.pdf"), "-", in: scene).out
      #expect(page.contains("chỉnh lùi ở @51"), "\(command): \(page)")
      let sure = try scene.done("audit", command, "--as-of", "@50", "--output", "bc.pdf", "--format", "json")
      #expect(try sure.json()["clockSteps"].items.isEmpty, "\(command)")
      let other = try Tool.run("/usr/bin/pdftotext", "-layout", scene.path("bc.pdf"), "-", in: scene).out
      #expect(!other.contains("chỉnh lùi"), "a position is no time: \(other)")
    }
    // A report says it where it goes, on the page.
    for command in ["audit --as-of", "audit summary --as-of"] {
      let output = try scene.done(command.split(separator: " ").map(String.init) + ["20/04/2023 23:00"])
      #expect(output.out.contains("chỉnh lùi ở @51"), "\(command): \(output)")
    }
    try scene.expectSound()
  }

  @Test func `settings, officers, keys and exports are those of then`() throws {
    let scene = try Scene(.imported())
    scene.clock = "2023-04-22T10:00:00.000Z"
    try scene.done("unit", "set", "--name", "TRƯỜNG THPT KHÁC", "--reason", "Đổi tên")
    try scene.done("officer", "add", "hoa", "--name", "Trần Thị Hoa")
    scene.environment["KIEMDO_OFFICER"] = "lan"
    try scene.done("keys", "rotate")
    try scene.done("correct", "3", "phone=0912345678", "--reason", "Phụ huynh báo")
    try scene.done("withdraw", "4", "--reason", "Đi nước ngoài")
    let then = ["--as-of", "21/04/2023", "--format", "json"]
    func json(_ words: String..., past: Bool) throws -> Document {
      let output = try scene.run(words + (past ? then : ["--format", "json"]))
      #expect(output.status == 0, "\(output)")
      return try output.json()
    }
    #expect(try json("unit", "show", past: true)["name"].text == "TRƯỜNG THPT BẾN SÓNG")
    #expect(try json("unit", "show", past: false)["name"].text == "TRƯỜNG THPT KHÁC")
    #expect(try json("officer", "list", past: true)["officers"].items.map { $0["id"].text } == ["lan"])
    #expect(try json("officer", "list", past: false)["officers"].items.map { $0["id"].text } == ["lan", "hoa"])
    #expect(try json("keys", past: true)["keys"].items.map { $0["inForce"].flag } == [true, true])
    #expect(try json("keys", past: false)["keys"].items.map { $0["inForce"].flag } == [false, true, true, true])
    #expect(try json("export", "--output", "cu.csv", past: true)["rows"].number == 45)
    #expect(try json("export", "--output", "nay.csv", past: false)["rows"].number == 44)
    #expect(try scene.text("cu.csv").contains("0946177423") && !scene.text("cu.csv").contains("0912345678"))
    #expect(try scene.text("nay.csv").contains("0912345678"))
    #expect(try scene.run("export", "--class", "12A9", "--output", "x.csv", "--as-of", "@30").status == 66)
    #expect(try scene.run("unit", "show", "--as-of", "@1").status != 0)
  }

  @Test func `who had the same number then is found, though it was corrected since`() throws {
    let scene = try Scene(.imported())
    let other = try #require(
      try scene.done("show", "4", "--format", "json").json()["fields"]["identityNumber"].text)
    try scene.done("correct", "3", "identityNumber=\(other)", "--reason", "Nhầm")
    let doubled = try scene.size()
    try scene.done("correct", "4", "identityNumber=031205999999", "--reason", "Theo CCCD")
    func rules(_ place: String) throws -> [String?] {
      try scene.done("show", "3", "--as-of", place, "--format", "json").json()["findings"].items.map {
        $0["message"].text
      }
    }
    #expect(try rules("@\(doubled - 1)").contains { $0?.contains(other) == true || $0?.contains("4") == true })
    #expect(try rules("@\(doubled - 1)").count == rules("@\(doubled)").count + 1)
    #expect(try rules("@\(doubled - 2)").count == rules("@\(doubled)").count)
  }
}
