import Foundation
import Testing

@Suite struct EraseTests {
  static let words = ["--reason", "Chủ dữ liệu yêu cầu", "--authority", "Quyết định 12/QĐ-SGDĐT"]
  static let confirmed = words + ["--confirm"]

  /// What the ledger knows of candidate 5 and nobody else, beside the reason and evidence of a correction.
  static func lived() throws -> (scene: Scene, secrets: [String]) {
    let scene = try Scene(.printed())
    scene.clock = "2023-04-21T01:00:00.000Z"
    let shown = try scene.done("show", "5", "--format", "json").json()
    var secrets = ["Lời bà nội em", "Ảnh thẻ nhòe góc", "0987001122", "Hoa Phượng Đỏ"]
    for field in ["fullName", "identityNumber", "studentID"] {
      secrets.append(try #require(shown["fields"][field].text))
    }
    try scene.done(
      "correct", "5", "a7-dt=0987001122", "--reason", "Lời bà nội em", "--evidence", "Ảnh thẻ nhòe góc")
    try scene.done("class-list", "--class", "12A1", "--output", "danh-sach.pdf")
    let code = try #require(shown["sheets"][0]["code"].text)
    _ = try scene.run("sign", code, "--place", "Hoa Phượng Đỏ")
    try scene.done("print", "5", "--output", "hai.pdf")
    let again = try scene.done("show", "5", "--format", "json").json()["sheets"].items.last
    try scene.done("sign", try #require(again?["code"].text), "--place", "Hoa Phượng Đỏ")
    return (scene, secrets)
  }

  /// Which of the secrets stand in the raw bytes of the ledger, its logs, its projections or their journal, composed or not.
  static func left(_ secrets: [String], _ scene: Scene) throws -> [String] {
    let names = try FileManager.default.contentsOfDirectory(atPath: scene.folder).filter { $0.hasPrefix("so.kiemdo") }
    return try secrets.filter { secret in
      let forms = [secret.precomposedStringWithCanonicalMapping, secret.decomposedStringWithCanonicalMapping]
      return try names.contains { name in
        let bytes = try scene.bytes(name)
        return forms.contains { bytes.range(of: Data($0.utf8)) != nil }
      }
    }
  }

  static func expectErased(_ scene: Scene, _ secrets: [String]) throws {
    #expect(try left(secrets, scene) == [])
    #expect(try scene.count("personalData.erased") == 1)
    let account = try scene.done("verify", "--format", "json").json()
    #expect(account["verdict"].text == "genuine" && account["findings"].items.isEmpty)
    #expect(account["projectionsCompared"].flag == true)
    #expect(account["erasures"][0]["officer"].text == "lan" && account["erasures"][0]["writtenBy"].text == "eraser")
    let named = account["erasures"][0]["erased"].items
    #expect(account["notChecked"].items.map(\.["position"].number) == named.map(\.["position"].number))
    #expect(named.allSatisfy { $0["stillThere"].flag == false })
  }

  @Test func `without --confirm it says what would be lost and does nothing`() throws {
    let (scene, secrets) = try Self.lived()
    let before = try scene.bytes("so.kiemdo")
    let size = try scene.size()
    let output = try scene.done(["erase", "5"] + Self.words)
    #expect(output.out.contains("1 danh sách lớp") && output.out.contains("lớp 12A1"))
    #expect(output.out.contains("Chưa xóa gì") && output.out.contains("--confirm"))
    let plan = try scene.done(["xoa-du-lieu", "5", "--format", "json"] + Self.words).json()
    #expect(plan["done"].flag == false && plan["erasure"].isNull && plan["lists"].items.count == 1)
    #expect(plan["lists"][0]["rows"].number == 45 && plan["lists"][0]["signed"].flag == false)
    #expect(plan["events"].items.count == 6)
    #expect(try scene.size() == size)
    #expect(try Self.left(secrets, scene) == secrets)
    _ = before
  }

  @Test func `no byte of what is erased stands in any file, and all goes on`() throws {
    let (scene, secrets) = try Self.lived()
    let code = try #require(
      try scene.done("show", "5", "--format", "json").json()["sheets"][0]["code"].text)
    let list = try #require(try scene.done("status", "--format", "json").json()["classes"][0]["list"]["code"].text)
    let output = try scene.done(["erase", "5"] + Self.confirmed)
    #expect(output.out.contains("bởi lan") && output.out.contains("Quyết định 12/QĐ-SGDĐT"))
    try Self.expectErased(scene, secrets)

    let shown = try scene.done("show", "5", "--format", "json").json()
    #expect(shown["known"].flag == false && shown["fields"].keys.isEmpty && shown["version"].number == 5)
    #expect(shown["erasure"]["authority"].text == "Quyết định 12/QĐ-SGDĐT")
    #expect(try scene.done("show", "5").out.contains("do chính lan ghi"))
    let history = try scene.done("history", "5", "--format", "json").json()["events"].items
    #expect(history.count == 5 && history.allSatisfy { $0["erasedBy"].number == shown["erasure"]["position"].number })
    #expect(try scene.done("history", "5").out.contains("(đã xóa"))
    for refused in [["correct", "5", "a7-dt=0987001122", "--reason", "x"], ["print", "5", "--output", "x.pdf"]] {
      #expect(try scene.run(refused).status == 66)
    }
    for lost in [code, list] {
      let refused = try scene.refused(66, "reprint", lost, "--output", "x.pdf")
      #expect(refused.err.contains("theo \"Quyết định 12/QĐ-SGDĐT\""))
      #expect(try scene.run("sign", lost, "--format", "json").json()["results"][0]["outcome"].text == "erased")
    }
    let listed = try scene.done("list", "--format", "json").json()["candidates"].items
    #expect(listed.count == 44 && !listed.contains { $0["number"].number == 5 })
    #expect(try scene.done("status", "--format", "json").json()["unknown"].number == 1)
    #expect(try scene.done("status").out.contains("1 thí sinh không còn hồ sơ"))
    // The others' pages are drawn again, from the run that the erased page was part of.
    let rerun = try scene.done("reprint", "--run", code, "--output", "lai.pdf", "--format", "json")
    #expect(try rerun.json()["codes"].items.count == 44 && rerun.err.contains(code.prefix { $0 != "-" }))
    try scene.done("class-list", "--class", "12A1", "--output", "moi.pdf")
    let added = try scene.done(
      "add", "fullName=NGUYỄN VĂN MUỘN", "className=12A1", "--reason", "Chuyển đến", "--format", "json")
    #expect(try added.json()["number"].number == 46)
    try Self.expectErased(scene, secrets)
  }

  @Test func `with a reader open it is incomplete; the same command finishes it and orders nothing anew`() throws {
    let (scene, secrets) = try Self.lived()
    let reader = try LongReader(of: scene)
    let output = try scene.run(["erase", "5"] + Self.confirmed)
    #expect(output.status == 75 && output.err.contains("CHƯA XÓA XONG"), "\(output)")
    #expect(output.err.contains("sqlite3, tiến trình"), "who has it open is named: \(output)")
    #expect(try scene.count("personalData.erased") == 1)
    // Known no more, though its bytes may be in the log still.
    #expect(try scene.done("show", "5", "--format", "json").json()["known"].flag == false)
    reader.end()
    let done = try scene.done(["erase", "5", "--format", "json"] + Self.confirmed).json()
    #expect(done["done"].flag == true && done["events"].items.isEmpty)
    try Self.expectErased(scene, secrets)
  }

  static func expectUnfinished(_ isUnfinished: Bool, _ scene: Scene) throws {
    let names = try scene.allFiles().filter { $0.hasPrefix("so.kiemdo") && !$0.hasSuffix("-shm") }
    let before = try names.map { try scene.bytes($0) }
    let status = try scene.done("status", "--format", "json").json()
    #expect(status["erasureUnfinished"].flag == isUnfinished)
    #expect(try scene.run("verify", "--format", "json").json()["erasureUnfinished"].flag == isUnfinished)
    let opinion = try Tool.run("/usr/bin/python3", Scene.script, "--json", scene.ledger, in: scene)
    #expect(try opinion.json()["erasureUnfinished"].flag == isUnfinished)
    let told = try Tool.run("/usr/bin/python3", Scene.script, scene.ledger, in: scene)
    #expect(told.status == opinion.status && told.out.contains("erasure is unfinished") == isUnfinished, "\(told)")
    for command in ["status", "verify"] {
      #expect(try scene.run(command).out.contains("Một lần xóa dữ liệu CHƯA XONG") == isUnfinished, "\(command)")
    }
    #expect(try names.map { try scene.bytes($0) } == before, "who reads changes nothing")
  }

  /// With a reader in the way the rows are gone and the rest waits; there it is killed.
  @Test(arguments: [false, true])
  func `killed after the rows went, readers tell it and the next command that writes finishes it`(
    _ readerStays: Bool
  ) throws {
    let (scene, secrets) = try Self.lived()
    try Self.expectUnfinished(false, scene)
    let reader = try LongReader(of: scene)
    let child = try scene.start(["erase", "5"] + Self.confirmed)
    for _ in 0..<1000 where child.isRunning && !scene.exists("so.kiemdo.erasing") { usleep(5_000) }
    // The reader keeps it from going on after that.
    let rowsAreGone = "SELECT (SELECT count(*) FROM payload) = (SELECT count(*) FROM event) - 6"
    for _ in 0..<1000 {
      if try !child.isRunning || scene.query(rowsAreGone) == "1" { break }
      usleep(5_000)
    }
    child.kill()
    #expect(try child.wait().status == 128 + SIGKILL)
    try #require(try scene.count("personalData.erased") == 1)
    #expect(try scene.query(rowsAreGone) == "1")
    #expect(try Self.left(secrets, scene) == secrets)
    let size = try scene.size()
    if readerStays {
      try Self.expectUnfinished(true, scene)
      let refused = try scene.run("correct", "4", "a7-dt=0912345678", "--reason", "Phụ huynh báo")
      #expect(refused.status == 75 && refused.err.contains("CHƯA XÓA XONG"), "\(refused)")
      #expect(refused.err.contains("sqlite3, tiến trình") && refused.err.contains("Chưa ghi gì"), "\(refused)")
      #expect(try scene.size() == size)
    }
    reader.end()
    try Self.expectUnfinished(true, scene)
    let done = try scene.done("correct", "4", "a7-dt=0912345678", "--reason", "Phụ huynh báo")
    #expect(done.err.contains("còn dở từ trước"), "\(done)")
    try Self.expectUnfinished(false, scene)
    try Self.expectErased(scene, secrets)
    #expect(try !scene.done("correct", "4", "a7-dt=0912345679", "--reason", "Lại báo").err.contains("còn dở"))
  }

  @Test(.enabled(if: ReadOnlyMount.isPossible, "needs the right to mount"))
  func `a full disk is told, and with room it goes on`() throws {
    let (template, secrets) = try Self.lived()
    let scene = try Scene()
    let disk = try SmallDisk(megabytes: 8, in: scene)
    for name in try template.allFiles() where name.hasPrefix("so.kiemdo") && !name.contains("/") {
      try FileManager.default.copyItem(atPath: template.path(name), toPath: disk.path + "/" + name)
    }
    try FileManager.default.copyItem(atPath: template.keyRoot, toPath: scene.keyRoot)
    scene.environment["KIEMDO_LEDGER"] = disk.path + "/so.kiemdo"
    scene.clock = template.clock
    // Room for the order and the deletion, not for the whole file once more.
    try disk.fill(leaving: 256 * 1024)
    let output = try scene.run(["erase", "5"] + Self.confirmed)
    #expect(output.status == 75 && output.err.contains("đĩa đầy") && output.err.contains("MB"), "\(output)")
    #expect(try scene.run("status").out.contains("Một lần xóa dữ liệu CHƯA XONG"))
    // The old projections are gone, which has made room.
    try disk.fill(leaving: 256 * 1024)
    let again = try scene.run("correct", "4", "a7-dt=0912345678", "--reason", "Phụ huynh báo")
    #expect(again.status == 75 && again.err.contains("đĩa đầy") && again.err.contains("Chưa ghi gì"), "\(again)")
    try disk.empty()
    try scene.done("correct", "4", "a7-dt=0912345678", "--reason", "Phụ huynh báo")
    for name in try FileManager.default.contentsOfDirectory(atPath: disk.path) {
      try FileManager.default.copyItem(atPath: disk.path + "/" + name, toPath: scene.path(name))
    }
    scene.environment["KIEMDO_LEDGER"] = scene.ledger
    try Self.expectErased(scene, secrets)
  }

  /// The state that a kill between append and deletion leaves, made from what there was before.
  @Test func `rows that are still there are told by verify, and go when the command is repeated`() throws {
    let (scene, secrets) = try Self.lived()
    let rows = try scene.query(
      "SELECT 'INSERT INTO payload VALUES (' || position || ', x''' || hex(salt) || ''', ' || quote(body) || ');' FROM payload"
    )
    try scene.done(["erase", "5"] + Self.confirmed)
    let missing = try scene.query("SELECT position FROM event WHERE position NOT IN (SELECT position FROM payload)")
      .split(separator: "\n")
    let inserts = rows.split(separator: "\n").filter { row in missing.contains { row.contains("(\($0), x") } }
    #expect(inserts.count == missing.count && missing.count == 6)
    let trigger = try scene.query("SELECT sql FROM sqlite_schema WHERE name = 'payload_insert'")
    let tampered = try scene.sqlite(
      "DROP TRIGGER payload_insert;\n\(inserts.joined(separator: "\n"))\n\(trigger);\n")
    try #require(tampered.status == 0, "\(tampered)")
    let account = try scene.run("verify", "--format", "json")
    #expect(account.status == 1)
    #expect(try account.json()["findings"].items.contains { $0["code"].text == "erasure.undone" })
    #expect(try scene.run("verify").out.contains("CHƯA XONG"))
    // Known again for as long as the rows are there; the projections follow either way.
    #expect(try scene.done("show", "5", "--format", "json").json()["known"].flag == true)
    try scene.done(["erase", "5"] + Self.confirmed)
    try Self.expectErased(scene, secrets)
    #expect(try scene.done("show", "5", "--format", "json").json()["known"].flag == false)
  }

  @Test func `killed at any moment, the same command finishes it`() throws {
    let (template, secrets) = try Self.lived()
    let seed = UInt64.random(in: 0 ... .max)
    var random = SplitMix(state: seed)
    var stopped: Set<Int> = []
    for round in 0..<24 {
      let scene = try Scene()
      for name in try FileManager.default.contentsOfDirectory(atPath: template.folder) {
        try FileManager.default.copyItem(atPath: template.path(name), toPath: scene.path(name))
      }
      scene.clock = template.clock
      let child = try scene.start(["erase", "5"] + Self.confirmed)
      usleep(UInt32.random(in: 0..<250_000, using: &random))
      child.kill()
      _ = try child.wait()
      let ordered = try scene.count("personalData.erased")
      stopped.insert(ordered == 0 ? 0 : try Self.left(secrets, scene).isEmpty ? 2 : 1)
      // Reading in between leaves nothing that the second try would miss; any command that writes is as good a try.
      _ = try scene.done("show", "5")
      if ordered == 1, round % 2 == 0 {
        try scene.done("correct", "4", "a7-dt=0912345678", "--reason", "Phụ huynh báo")
        #expect(try Self.left(secrets, scene) == [], "seed \(seed), round \(round)")
      }
      try scene.done(["erase", "5"] + Self.confirmed)
      #expect(try Self.left(secrets, scene) == [], "seed \(seed), round \(round)")
      #expect(try scene.count("personalData.erased") == 1, "seed \(seed), round \(round)")
      #expect(try scene.run("verify").status == 0, "seed \(seed), round \(round)")
    }
    print("killed before the append, on the way, at the end: \(stopped.sorted()), seed \(seed)")
  }

  @Test func `reason and authority are demanded, and must not say whom it is about`() throws {
    let (scene, secrets) = try Self.lived()
    try scene.refused(64, "erase", "5", "--reason", " ", "--authority", "QĐ 12", "--confirm")
    try scene.refused(64, "erase", "5", "--reason", "Yêu cầu", "--authority", "\t", "--confirm")
    try scene.refused(64, "erase", "5", "--reason", "Yêu cầu", "--confirm")
    try scene.refused(66, "erase", "99", "--reason", "Yêu cầu", "--authority", "QĐ 12", "--confirm")
    let name = try #require(secrets.dropFirst(4).first)
    let told = try scene.done("erase", "5", "--reason", "Đơn của \(name.lowercased())", "--authority", "QĐ 12")
    #expect(told.out.contains("CẢNH BÁO") && told.out.contains(name))
    let refused = try scene.refused(
      65, "erase", "5", "--reason", "Đơn của \(name.lowercased())", "--authority", "QĐ 12", "--confirm")
    #expect(refused.err.contains(name) && refused.err.contains("Chưa xóa gì"))
    let warned = try scene.done(
      "erase", "5", "--reason", "Điện thoại 0987001122", "--authority", "QĐ 12", "--confirm")
    #expect(warned.err.contains("CẢNH BÁO") && warned.err.contains("0987001122"))
  }

  @Test func `by another officer, the account says that others wrote it`() throws {
    let (scene, _) = try Self.lived()
    try scene.done("officer", "add", "hoa", "--name", "Lê Thị Hoa")
    try scene.done(["erase", "5", "--officer", "hoa"] + Self.confirmed)
    let output = try scene.done("verify")
    #expect(output.out.contains("bởi hoa") && output.out.contains("do người khác ghi, không phải hoa"))
    #expect(try scene.done("verify", "--lang", "en").out.contains("written by others than hoa"))
  }
}
