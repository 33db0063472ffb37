import Foundation
import Testing

@Suite struct `a ledger is received from a medium` {
  private static func medium(_ scene: Scene) throws -> String {
    let medium = scene.path("usb")
    try FileManager.default.createDirectory(atPath: medium, withIntermediateDirectories: true)
    for name in ["so.kiemdo", "so.kiemdo-wal", "so.kiemdo-shm"] where scene.exists(name) {
      try FileManager.default.copyItem(atPath: scene.path(name), toPath: medium + "/" + name)
    }
    return medium
  }

  private static func sha256(_ path: String, _ scene: Scene) throws -> String {
    String(try Tool.run("/usr/bin/sha256sum", path, in: scene).out.prefix(64))
  }

  @Test func `without a log the copy has the same bytes, and the receipt says what was received`() throws {
    let scene = try Scene(.imported())
    let medium = try Self.medium(scene)
    let before = try Inventory(of: medium)
    scene.clock = "2023-04-26T03:00:00.000Z"
    let json = try scene.done("receive", medium + "/so.kiemdo", "--to", "nhan", "--format", "json").json()
    let item = json["items"][0]
    let hash = try Self.sha256(scene.ledger, scene)
    #expect(json["complete"].flag == true && json["receivedAt"].text == scene.clock && json["folder"].text == "nhan")
    #expect(item["files"].items.map { $0["sha256"].text } == [hash] && item["copy"]["sha256"].text == hash)
    #expect(item["files"][0]["bytes"].number == (try scene.bytes("so.kiemdo").count))
    #expect(try scene.bytes("nhan/so.kiemdo") == scene.bytes("so.kiemdo"))
    #expect(try scene.mode(scene.path("nhan/so.kiemdo")) == 0o600)
    let checkpoint = try scene.done("checkpoint", "--format", "json").json()
    for key in ["origin", "root"] { #expect(item[key].text == checkpoint[key].text) }
    #expect(item["size"].number == 50 && item["findings"].number == 0)
    #expect(item["lastRecordedAt"].text == "2023-04-20T01:00:00.000Z")
    #expect(item["unit"].text == "TRƯỜNG THPT BẾN SÓNG")
    // By another program: SHA-256 of the 32 bytes of the key.
    let key = try #require(item["ledgerKey"].text)
    let bytes = try #require(Data(base64Encoded: String(key.split(separator: "+", maxSplits: 2)[2])))
    try scene.write(bytes.dropFirst(), to: "khoa.bin")
    #expect(try item["fingerprint"].text?.replacing(" ", with: "") == Self.sha256(scene.path("khoa.bin"), scene))
    #expect(try Inventory(of: medium).differences(from: before) == [])
  }

  @Test func `a log that was left goes into the copy, and the medium stays as it is`() throws {
    let scene = try Scene(.imported())
    let reader = try LongReader(of: scene)
    try scene.done("correct", "3", "phone=0912345678", "--reason", "Phụ huynh báo")
    reader.end()
    let medium = try Self.medium(scene)
    try #require(scene.exists("usb/so.kiemdo-wal"))
    let before = try Inventory(of: medium)
    let text = try scene.done("receive", medium + "/so.kiemdo", "--to", "nhan").out
    #expect(try Inventory(of: medium).differences(from: before) == [])
    for name in ["usb/so.kiemdo", "usb/so.kiemdo-wal", "nhan/so.kiemdo"] {
      #expect(try text.contains(Self.sha256(scene.path(name), scene)), "\(name): \(text)")
    }
    #expect(
      text.contains("Nhật ký ghi trước đã gộp") && text.contains("tự nó nhất quán") && text.contains("Số sự kiện: 51"))
    #expect(try FileManager.default.contentsOfDirectory(atPath: scene.path("nhan")) == ["so.kiemdo"])
    #expect(try scene.done("show", "3", "--ledger", scene.path("nhan/so.kiemdo")).out.contains("0912345678"))
    #expect(try scene.done("verify", "--ledger", scene.path("nhan/so.kiemdo")).status == 0)
    let csv = try scene.run("receive", medium + "/so.kiemdo", "--to", "nhan2", "--format", "csv").out
    #expect(try csv.contains(Self.sha256(scene.path("usb/so.kiemdo-wal"), scene)), "\(csv)")
  }

  @Test func `the mark of an unfinished erasure goes along, and the receipt names it`() throws {
    let scene = try Scene(.imported())
    let medium = try Self.medium(scene)
    func receive(_ folder: String, _ more: String...) throws -> Output {
      try scene.run(["receive", medium + "/so.kiemdo", "--to", folder] + more)
    }
    try scene.done("receive", medium + "/so.kiemdo", "--to", "truoc")
    #expect(!scene.exists("truoc/so.kiemdo.erasing"))
    let before = try receive("truoc2", "--format", "json").json()["items"][0]
    #expect(before["erasureUnfinished"].flag == false)
    #expect(try !receive("truoc3").out.contains("CHƯA XONG"))
    // What is no mark is not carried.
    try FileManager.default.createDirectory(
      atPath: medium + "/so.kiemdo.erasing", withIntermediateDirectories: false)
    #expect(try receive("truoc4", "--format", "json").json()["items"][0]["erasureUnfinished"].flag == false)
    #expect(!scene.exists("truoc4/so.kiemdo.erasing"))
    try FileManager.default.removeItem(atPath: medium + "/so.kiemdo.erasing")

    try scene.write("", to: "usb/so.kiemdo.erasing")
    let inventory = try Inventory(of: medium)
    #expect(try receive("nhan").out.contains("Một lần xóa dữ liệu trong sổ này CHƯA XONG"))
    let json = try receive("nhan2", "--format", "json", "--output", "bb.pdf").json(of: "receive", in: scene)
    #expect(json["items"][0]["erasureUnfinished"].flag == true && json["complete"].flag == true)
    #expect(try receive("nhan3", "--format", "csv").out.contains("erasureUnfinished"))
    let page = try Tool.run("/usr/bin/pdftotext", scene.path("bb.pdf"), "-", in: scene).out
    #expect(page.split(whereSeparator: \.isWhitespace).joined(separator: " ").contains("sổ này CHƯA XONG"), "\(page)")
    #expect(try Inventory(of: medium).differences(from: inventory) == [])
    scene.environment["KIEMDO_LEDGER"] = scene.path("nhan/so.kiemdo")
    #expect(try scene.done("status", "--format", "json").json()["erasureUnfinished"].flag == true)
    #expect(try scene.run("verify", "--format", "json").json()["erasureUnfinished"].flag == true)
    // A mark that was left where the copy goes would be taken for the copy's own.
    try scene.write("", to: "sot.erasing")
    try scene.write(try scene.bytes("so.kiemdo"), to: "usb/sot")
    let refused = try scene.run("receive", "usb/sot", "--to", ".")
    #expect(refused.status == 74 && refused.err.contains("sot.erasing đã có"), "\(refused)")
    #expect(!scene.exists("sot"))
  }

  @Test func `one bad file does not stop the others, and nothing is overwritten or half written`() throws {
    let scene = try Scene(.imported())
    try scene.write("đây không phải là sổ", to: "a.kiemdo")
    try scene.write(try scene.bytes("so.kiemdo").prefix(50_000), to: "cut.kiemdo")
    try FileManager.default.createDirectory(atPath: scene.path("nhan"), withIntermediateDirectories: true)
    try scene.write("cũ", to: "nhan/so.kiemdo")
    _ = try scene.sqlite("CREATE TABLE t(x);", file: scene.path("khac.db"))
    let names = ["a.kiemdo", "khong-co", "nhan", "khac.db", "so.kiemdo", "cut.kiemdo", "chep.kiemdo"]
    try scene.write(try scene.bytes("so.kiemdo"), to: "chep.kiemdo")
    let output = try scene.run(["receive"] + names + ["--to", "nhan", "--format", "json"])
    #expect(output.status == 1, "\(output)")
    let items = try output.json()["items"].items
    #expect(items.map { $0["source"].text } == names)
    #expect(items.map { $0["error"].isNull } == [false, false, false, false, false, true, true], "\(output)")
    #expect((items[5]["findings"].number ?? 0) > 0 && items[6]["findings"].number == 0)
    #expect(items[4]["error"].text?.contains("không ghi đè. Nhận vào thư mục khác") == true)
    #expect(try scene.text("nhan/so.kiemdo") == "cũ")
    let left = try FileManager.default.contentsOfDirectory(atPath: scene.path("nhan")).sorted()
    #expect(left == ["chep.kiemdo", "cut.kiemdo", "so.kiemdo"])
  }

  @Test func `where nothing is received no folder is left, and what a damaged copy hides is told to be unreadable`()
    throws
  {
    let scene = try Scene(.imported())
    try scene.write("đây không phải là sổ", to: "a.kiemdo")
    try scene.write(try scene.bytes("so.kiemdo").prefix(3000), to: "cut.kiemdo")
    let before = try scene.allFiles()
    let bad = try scene.refused(65, "receive", "a.kiemdo", "--to", "nhan/2023/ngay", "--output", "bien-ban.pdf")
    #expect(bad.out.isEmpty && bad.err.contains("a.kiemdo"), "\(bad)")
    let none = try scene.refused(66, "receive", "khong-co", ".", "--to", "nhan")
    #expect(none.out.isEmpty && none.err.contains("khong-co"), "\(none)")
    try scene.refused(64, "receive", "so.kiemdo", "--to", "nhan", "--output", "so.kiemdo")
    #expect(try scene.allFiles() == before)
    // A folder that was there stays.
    try FileManager.default.createDirectory(atPath: scene.path("co"), withIntermediateDirectories: false)
    try scene.refused(65, "receive", "a.kiemdo", "--to", "co")
    #expect(scene.exists("co"))
    for (name, status) in [("a.kiemdo", 66), ("a.kiemdo/trong", 66)] as [(String, Int32)] {
      let refused = try scene.refused(status, "receive", "so.kiemdo", "--to", name)
      #expect(refused.err.contains("a.kiemdo là một tệp; cần một thư mục"), "\(refused)")
    }
    let cut = try scene.run("receive", "cut.kiemdo", "--to", "nhan", "--output", "bien-ban.pdf")
    #expect(cut.status == 1 && cut.out.contains("Số sự kiện: không đọc được"), "\(cut)")
    let json = try scene.run("receive", "cut.kiemdo", "--to", "nhan2", "--format", "json").json(
      of: "receive", in: scene)
    #expect(json["items"][0]["size"].isNull && json["items"][0]["copy"]["bytes"].number == 3000)
    let text = try scene.run("verify", "--ledger", "nhan/cut.kiemdo").out
    #expect(text.contains("Số sự kiện và gốc: không đọc được") && !text.contains("0 sự kiện"), "\(text)")
  }

  @Test func `a file that says at once that it is no ledger is not copied first`() throws {
    let scene = try Scene(.imported())
    // 64 GiB that take no room: to copy and hash them would take minutes.
    for (name, beginning) in [("to", Data("khác".utf8)), ("to.db", Data("SQLite format 3\0".utf8) + Data(count: 100))] {
      try scene.write(beginning, to: name)
      try #require(truncate(scene.path(name), 64 << 30) == 0)
      let start = ContinuousClock.now
      let refused = try scene.refused(65, "receive", name, "--to", "nhan", "--format", "json")
      #expect(try refused.json()["items"][0]["error"].text?.contains("không phải sổ ghi") == true, "\(refused)")
      #expect(start.duration(to: .now) < .seconds(30))
    }
  }

  @Test func `a log that adds nothing is said to add nothing`() throws {
    let scene = try Scene(.imported())
    try FileManager.default.createDirectory(atPath: scene.path("usb"), withIntermediateDirectories: false)
    try scene.write(scene.bytes("so.kiemdo"), to: "usb/so.kiemdo")
    // Cut within its first frame.
    try scene.write(Data([0x37, 0x7F, 0x06, 0x82]) + Data(count: 200), to: "usb/so.kiemdo-wal")
    let text = try scene.done("receive", "usb/so.kiemdo", "--to", "nhan").out
    #expect(text.contains("không thêm được gì") && !text.contains("đã gộp"), "\(text)")
  }

  @Test func `a killed receive leaves no file under the ledger's name`() throws {
    let scene = try Scene(.large())
    for delay in stride(from: 2_000, through: 80_000, by: 13_000) {
      let folder = "nhan\(delay)"
      let child = try scene.start("receive", "so.kiemdo", "--to", folder)
      usleep(UInt32(delay))
      child.kill()
      _ = try child.wait()
      guard scene.exists(folder + "/so.kiemdo") else { continue }
      #expect(try scene.bytes(folder + "/so.kiemdo") == scene.bytes("so.kiemdo"), "after \(delay) µs")
    }
  }
}
