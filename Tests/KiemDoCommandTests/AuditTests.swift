import Foundation
import Testing

/// A class whose history an auditor asks about. Friday 21 April 2023 and the days after, Vietnam time:
/// ```
/// 0–4 the school, 5–49 its candidates
/// @50, 51  sheets of 3 and 4                                21/04 09:00
/// @52      3 signed
/// @53      3 telephone 0946177423 → 0912345678, evidence    22/04 19:00
/// @54      3 telephone → 0946177423, Gõ nhầm                24/04 09:00
/// @55      3 its signature taken back
/// @56, 57  officer hoa
/// @58      4 telephone, by hoa                              24/04 10:00
/// @59      hoa revoked
/// @60      4 telephone, Sunday after registration closed    14/05 09:00
/// @61      the clock set back to                            13/05 08:00
/// ```
struct AuditPlanted {
  let scene: Scene
  let key: String

  static func made() throws -> AuditPlanted {
    let scene = try Scene(try planted.get())
    scene.clock = "2023-05-13T02:00:00.000Z"
    let key = try #require(try scene.done("verify", "--format", "json").json()["ledgerKey"].text)
    return AuditPlanted(scene: scene, key: key)
  }

  /// The positions in an answer, each once.
  func positions(_ arguments: String...) throws -> [Int] {
    let output = try scene.run(["audit"] + arguments + ["--format", "json"])
    try #require(output.status == 0, "\(arguments): \(output)")
    var positions: [Int] = []
    for row in try output.json()["rows"].items {
      if let position = row["position"].number, positions.last != position { positions.append(position) }
    }
    return positions
  }

  private static let planted = Result {
    let scene = try Scene(.imported())
    scene.clock = "2023-04-21T02:00:00.000Z"
    try scene.done("print", "3", "4", "--output", "phieu.pdf")
    let code = try #require(try scene.done("show", "3", "--format", "json").json()["sheets"][0]["code"].text)
    try scene.done("sign", code)
    scene.clock = "2023-04-22T12:00:00.000Z"
    try scene.done("correct", "3", "phone=0912345678", "--reason", "Phụ huynh báo", "--evidence", "Đơn của bố")
    scene.clock = "2023-04-24T02:00:00.000Z"
    try scene.done("correct", "3", "phone=0946177423", "--reason", "Gõ nhầm")
    try scene.done("unsign", code, "--reason", "Quét nhầm")
    try scene.done("officer", "add", "hoa", "--name", "Trần Thị Hoa")
    scene.clock = "2023-04-24T03:00:00.000Z"
    try scene.done("correct", "4", "phone=0911111111", "--reason", "Phụ huynh báo", "--officer", "hoa")
    try scene.done("officer", "revoke", "hoa", "--reason", "Chuyển công tác", "--officer", "lan")
    scene.clock = "2023-05-14T02:00:00.000Z"
    try scene.done("correct", "4", "phone=0922222222", "--reason", "Báo muộn", "--officer", "lan")
    scene.clock = "2023-05-13T01:00:00.000Z"
    try scene.done("clock", "correct", "--reason", "Đồng hồ nhanh", "--officer", "lan")
    try #require(try scene.size() == 62)
    return try Template(keeping: scene)
  }
}

@Suite struct `an auditor asks for a report` {
  @Test func `text, CSV and JSON say the same, the head of the ledger, and what no report can say`() throws {
    let audit = try AuditPlanted.made()
    let root = try #require(try audit.scene.done("checkpoint", "--format", "json").json()["root"].text)
    let json = try audit.scene.done("audit", "--after-signing", "--format", "json").json(of: "audit", in: audit.scene)
    #expect(json["head"]["root"].text == root)
    #expect(json["head"]["size"].number == 62)
    #expect(json["head"]["clockSteps"].items.map(\.number) == [61])
    #expect(json["tail"]["notLogged"].items.map(\.text) == ["reads", "exports"])
    let row = json["rows"][0]
    #expect(row["candidate"]["number"].number == 3)
    #expect(row["officerName"].text == "Nguyễn Thị Lan")
    #expect((row["old"].text, row["new"].text) == ("0946177423", "0912345678"))
    #expect(row["evidence"].text == "Đơn của bố")
    #expect(row["marks"].items.map(\.text) == ["afterSigning", "outsideHours", "unsignedSince"])

    let csv = try audit.scene.done("audit", "--after-signing", "--format", "csv").csv()
    #expect(csv.count == 2, "the notes are on standard error")
    #expect(csv[0]["position"] == "53")
    #expect(csv[0]["recordedAt"] == "2023-04-22T12:00:00.000Z")
    #expect((csv[0]["old"], csv[0]["new"]) == ("0946177423", "0912345678"))
    #expect((csv[0]["afterSigning"], csv[0]["undone"], csv[1]["undone"]) == ("1", "0", "1"))
    #expect(
      try audit.scene.done("audit", "--after-signing", "--format", "csv").err.contains(
        "2 sự kiện, 2 dòng.\nLệnh này không kiểm chứng cả sổ"))

    let text = try audit.scene.done("audit", "--after-signing").out
    for part in [
      root, "62 sự kiện", "chỉnh lùi ở @61", "@53  22/04/2023 19:00:00  đính chính  Nguyễn Thị Lan (lan)", "sau ký",
      "Điện thoại: 0946177423 → 0912345678", "Lý do: Phụ huynh báo", "Minh chứng: Đơn của bố", "2 sự kiện, 2 dòng",
      "sổ không ghi việc đọc và xuất",
    ] { #expect(text.contains(part), "\(part)\n\(text)") }
    #expect(try audit.scene.done("audit", "--lang", "en").out.contains("reads and exports are not logged"))
  }

  @Test func `what it can't mean is refused`() throws {
    let audit = try AuditPlanted.made()
    try audit.scene.refused(66, "audit", "--officer", "nobody")
    let refused = try audit.scene.refused(64, "audit", "--type", "candidate.eaten")
    #expect(refused.err.contains("candidate.corrected (đính chính)"))
    #expect(try audit.positions("--type", "Dinh chinh") == [53, 54, 58, 60])
    #expect(try audit.positions("--type", "corrected", "--officer", "hoa") == [58])
    try audit.scene.refused(64, "audit", "--field", "nothing")
    try audit.scene.refused(64, "audit", "--from", "yesterday")
    try audit.scene.refused(66, "audit", "--from", "@62")
    try audit.scene.refused(64, "audit", "--headers-only")
    try audit.scene.refused(64, "audit", "sample", "0")
    for (language, sentence) in [
      ("vi", "-1 là số âm; cần một số từ 1."), ("en", "-1 is negative; expected a number from 1."),
    ] {
      #expect(try audit.scene.refused(64, "audit", "sample", "-1", "--lang", language).err.hasPrefix(sentence))
    }
  }

  @Test func `a profile without hours can't answer what was done outside them`() throws {
    let audit = try AuditPlanted.made()
    let shown = try audit.scene.query(
      "SELECT body FROM payload JOIN event USING (position) WHERE type = 'profile.adopted'")
    let event = try JSONSerialization.jsonObject(with: Data(shown.utf8)) as? [String: Any]
    var document = try #require(event?["document"] as? [String: Any])
    document["hours"] = nil
    document["id"] = "tn-thpt-2023-b"
    try audit.scene.write(try JSONSerialization.data(withJSONObject: document), to: "moi.json")
    try audit.scene.done("profile", "adopt", "moi.json", "--reason", "Bỏ giờ", "--officer", "lan")
    try audit.scene.done("correct", "5", "phone=0933333333", "--reason", "Báo", "--officer", "lan")
    let refused = try audit.scene.refused(65, "audit", "--outside-hours", "--lang", "en")
    #expect(refused.err.contains("The profile names no hours"))
    #expect(try audit.positions("--outside-hours", "--to", "@60", "--type", "candidate.corrected") == [53, 60])
  }
}

@Suite struct `an auditor asks for figures, officers, exceptions and a sample` {
  @Test func `the figures are per officer, class, day and field`() throws {
    let audit = try AuditPlanted.made()
    let json = try audit.scene.done("audit", "summary", "--format", "json")
      .json(of: "audit-summary", in: audit.scene)
    #expect(json["total"]["events"].number == 62)
    #expect(json["total"]["edits"].number == 4)
    #expect(json["total"]["afterSigning"].number == 2)
    #expect(json["officers"].items.map { $0["officer"].text } == ["hoa", "lan"])
    #expect(json["officers"].items.map { $0["edits"].number } == [1, 3])
    #expect(json["fields"][0]["field"].text == "phone")
    #expect(json["fields"][0]["changes"].number == 4)
    #expect(json["backAndForth"][0]["positions"].items.map(\.number) == [54])
    let day = try #require(json["days"].items.first { $0["day"].text == "2023-05-14" })
    #expect((day["late"].number, day["outsideHours"].number) == (1, 1))
    let text = try audit.scene.done("audit", "summary").out
    #expect(text.contains("Trần Thị Hoa (hoa)"))
    #expect(text.contains("Sửa qua sửa lại: ") && text.contains("số 3 Điện thoại (1)"), "\(text)")
    for (group, key, name) in [
      ("officers", "officer", "lan"), ("classes", "class", "12A1"), ("days", "day", "2023-04-24"),
    ] {
      let found = try #require(json[group].items.first { $0[key].text == name })
      #expect(found["changedFields"][0]["field"].text == "phone", "\(group)")
      #expect(found["backAndForth"][0]["positions"].items.map(\.number) == [54], "\(group)")
    }
    #expect(json["officers"][0]["backAndForth"].items.isEmpty, "it was not hoa")
    let csv = try audit.scene.done("audit", "summary", "--format", "csv").csv()
    #expect(csv.contains { $0["of"] == "officer" && $0["key"] == "hoa" && $0["edits"] == "1" })
    #expect(csv.contains { $0["of"] == "officer" && $0["key"] == "lan" && $0["positions"] == "54" })
    #expect(csv.contains { $0["of"] == "field" && $0["key"] == "phone" && $0["changes"] == "4" })
    let one = try audit.scene.done("audit", "summary", "--officer", "hoa", "--format", "json").json()
    #expect(one["total"]["events"].number == 1)
  }

  @Test func `who could write, by whom, and who held the key, then and now`() throws {
    let audit = try AuditPlanted.made()
    let now = try audit.scene.done("audit", "officers", "--format", "json")
      .json(of: "audit-officers", in: audit.scene)
    #expect(now["officers"].items.map { $0["id"].text } == ["lan", "hoa"])
    #expect(now["officers"].items.map { $0["canWrite"].flag } == [true, false])
    #expect(now["officers"][1]["enrolledBy"].text == "lan")
    #expect(now["officers"][1]["heldLedgerKey"].flag == true)
    #expect(now["rotationNeeded"].items.map(\.text) == ["hoa"])
    let then = try audit.scene.done("audit", "officers", "--as-of", "@58", "--format", "json").json()
    #expect(then["officers"].items.map { $0["canWrite"].flag } == [true, true])
    #expect(then["size"].number == 59)
    #expect(try audit.scene.done("audit", "officers", "--as-of", "@50", "--format", "csv").csv().count == 1)
    #expect(try audit.scene.done("audit", "officers").out.contains("cần kiemdo keys rotate"))
  }

  @Test func `exceptions say who, when, why, and whether it was his own`() throws {
    let audit = try AuditPlanted.made()
    let json = try audit.scene.done("audit", "exceptions", "--format", "json")
      .json(of: "audit-exceptions", in: audit.scene)["exceptions"]
    #expect(json.items.map { $0["kind"].text } == ["sheetUnsigned", "officerRevoked", "clockCorrected"])
    #expect(json.items.map { $0["position"].number } == [55, 59, 61])
    #expect(json[0]["byWriter"].text == "all")
    #expect(json[0]["reason"].text == "Quét nhầm")
    #expect(json[1]["subject"].text == "hoa")
    #expect(try audit.scene.done("audit", "exceptions").out.contains("thu hồi cán bộ"))
    #expect(try audit.scene.done("audit", "exceptions", "--format", "csv").csv().count == 3)
    #expect(
      try audit.scene.done("audit", "exceptions").out.contains("14/05/2023 09:00:00"), "the clock's time, for people")
    let id = try audit.scene.done("show", "45", "--format", "json").json()["id"].text
    try audit.scene.done(
      "erase", "45", "--reason", "Yêu cầu của chủ dữ liệu", "--authority", "QĐ 12", "--confirm", "--officer", "lan")
    let erased = try audit.scene.done("audit", "exceptions", "--format", "json")
      .json(of: "audit-exceptions", in: audit.scene)["exceptions"].items.last
    #expect(erased?["kind"].text == "erased")
    #expect(erased?["candidate"].text == id)
    #expect(erased?["authority"].text == "QĐ 12")
    #expect(erased?["byWriter"].text == "all")
  }

  @Test func `figures that can't be told are never given as none, in any format`() throws {
    let audit = try AuditPlanted.made()
    try audit.scene.done("erase", "4", "--reason", "Yêu cầu", "--authority", "QĐ 12", "--confirm", "--officer", "lan")
    let rows = try audit.scene.done("audit", "--format", "json").json(of: "audit", in: audit.scene)["rows"].items
    let undone = Set(
      rows.filter { $0["unknownMarks"].items.contains { $0.text == "undone" } }.map { $0["position"].number })
    #expect(undone == [58, 60])
    let erased = Dictionary(
      uniqueKeysWithValues: rows.filter { !$0["erased"].isNull }.map {
        ($0["position"].number, $0["erased"]["byWriter"].flag)
      })
    #expect(erased[58] == false && erased[60] == true, "lan erased what hoa wrote, and her own")
    let shown = try audit.scene.done("audit", "--candidate", "4").out
    #expect(shown.contains("bởi lan, chính người đã ghi nội dung ấy, theo QĐ 12"), "\(shown)")
    #expect(shown.contains("bởi lan, không phải người đã ghi nội dung ấy (hoa), theo QĐ 12"), "\(shown)")
    let marks = try audit.scene.done("audit", "--candidate", "4", "--format", "csv").csv()
    #expect(marks.filter { $0["position"] == "58" }.map { $0["erasedByWriter"] } == ["0"])

    let json = try audit.scene.done("audit", "summary", "--format", "json").json(of: "audit-summary", in: audit.scene)
    #expect((json["total"]["undone"].number, json["total"]["unknown"]["undone"].number) == (1, 2))
    let hoa = json["officers"][0]
    #expect((hoa["undone"].number, hoa["unknown"]["undone"].number) == (0, 1))
    let summary = try audit.scene.done("audit", "summary", "--output", "th.pdf", "--format", "csv")
    let total = try #require(try summary.csv().first { $0["of"] == "total" })
    #expect((total["undone"], total["undoneUnknown"]) == ("1", "2"))
    let page = try Tool.run("/usr/bin/pdftotext", "-layout", audit.scene.path("th.pdf"), "-", in: audit.scene).out
    for text in [try audit.scene.done("audit", "summary").out, page] {
      #expect(text.contains("1 (?2)") && text.contains("trả lại giá trị cũ 1, không xét được 2"), "\(text)")
    }
  }

  @Test func `without a witness nothing is drawn unless a seed is chosen`() throws {
    let audit = try AuditPlanted.made()
    let refused = try audit.scene.refused(65, "audit", "sample", "5")
    #expect(refused.out.isEmpty)
    for part in ["Chưa nhân chứng nào ký", "kiemdo checkpoint --for-witness", "--seed"] {
      #expect(refused.err.contains(part), "\(refused)")
    }
    #expect(try audit.scene.refused(65, "audit", "sample", "5", "--lang", "en").err.contains("No witness has cosigned"))
  }

  @Test func `a sample is drawn by the root, the same for everybody`() throws {
    let audit = try AuditPlanted.made()
    let output = try audit.scene.done("audit", "sample", "5", "--seed", "@62", "--format", "json")
    let json = try output.json(of: "audit-sample", in: audit.scene)
    #expect(json["candidates"].items.count == 5)
    #expect(json["population"].number == 45)
    #expect(json["algorithm"].text == "kiemdo/sample/v1")
    #expect(json["seed"].text == "given")
    #expect(output.err.contains("điểm chốt do người hỏi chọn"))
    let root = try #require(json["root"].text)
    let again = try audit.scene.done("audit", "sample", "5", "--seed", root, "--format", "json").json()
    #expect(again["candidates"].items.map { $0["id"].text } == json["candidates"].items.map { $0["id"].text })
    #expect(again["seed"].text == "given")
    // Python draws the same from the headers.
    try audit.scene.write(
      """
      import base64, hashlib, json, sqlite3, sys
      root = base64.b64decode(sys.argv[1])
      rows = sqlite3.connect("so.kiemdo").execute("SELECT stream FROM event WHERE type = 'candidate.registered'")
      ids = [row[0].split("/")[1] for row in rows]
      lot = lambda id: hashlib.sha256(root + b"kiemdo/sample/v1\\n" + id.encode()).digest()
      print("\\n".join(sorted(ids, key=lot)[:5]))
      """, to: "rut.py")
    let drawn = try Tool.run("/usr/bin/python3", "rut.py", root, in: audit.scene)
    #expect(drawn.lines == json["candidates"].items.compactMap { $0["id"].text })
    try audit.scene.refused(66, "audit", "sample", "5", "--seed", "@3")
    #expect(try audit.scene.done("audit", "sample", "50", "--seed", "@62").out.contains("Rút 45 trong 45"))
  }
}

@Suite struct `a report is proved without the ledger` {
  @Test func `its proof is checked with the key alone, and its SHA-256 is in the report`() throws {
    let audit = try AuditPlanted.made()
    let output = try audit.scene.done("audit", "--after-signing", "--proof", "cm.gz", "--format", "json")
    #expect(output.err.contains("tiết lộ nội dung của 62 sự kiện"))
    let proof = try output.json()["tail"]["proof"]
    let digest = try Tool.run("/usr/bin/sha256sum", "cm.gz", in: audit.scene).out.prefix(64)
    #expect(proof["sha256"].text == String(digest))
    #expect(proof["unselectedPayloads"].number == 60)
    #expect(try Tool.run("/usr/bin/gzip", "-t", "cm.gz", in: audit.scene).status == 0)
    let alone = try Scene()
    try alone.write(try audit.scene.bytes("cm.gz"), to: "cm.gz")
    let checked = try alone.done("verify", "--report", "cm.gz", "--key", audit.key, "--format", "json")
      .json(of: "verify-report", in: alone)
    #expect(checked["answer"].text == "proved")
    #expect(checked["key"].text == "matches")
    #expect(checked["selected"].number == 2)
    #expect(checked["sha256"].text == String(digest))
    #expect(try alone.done("verify", "--report", "cm.gz", "--key", audit.key).out.contains("đúng và đủ"))
    #expect(try alone.done("verify", "--report", "cm.gz", "--key", audit.key, "--format", "csv").csv().count == 1)
    // Without a key it is as with a ledger, a folder and a proof: consistent, exit 0, and told to be no more.
    let keyless = try alone.done("verify", "--report", "cm.gz")
    #expect(keyless.out.contains("nhất quán trong chính nó") && !keyless.out.contains("đúng và đủ"), "\(keyless)")
    #expect(try alone.done("verify", "--report", "cm.gz", "--lang", "en").out.contains("consistent in itself"))
    let source = try alone.done("verify", "--report", "cm.gz", "--format", "json").json()
    #expect(source["key"].text == "none" && source["keySource"].text == "none")
    // The key folder is as good as a key that was given.
    let known = try audit.scene.done("verify", "--report", "cm.gz", "--format", "json").json()
    #expect(known["key"].text == "matches" && known["keySource"].text == "keyFolder")
    #expect(try audit.scene.done("verify", "--report", "cm.gz").out.contains("đúng và đủ"))
    #expect(try alone.allFiles() == ["cm.gz"])
    let other = try Scene(.school())
    let stranger = try #require(try other.done("verify", "--format", "json").json()["ledgerKey"].text)
    // Templates share a key only if they share a ledger.
    if stranger != audit.key {
      let foreign = try alone.run("verify", "--report", "cm.gz", "--key", stranger, "--format", "json")
      #expect(foreign.status == 1)
      #expect(try foreign.json()["answer"].text == "unsound")
      let words = try alone.run("verify", "--report", "cm.gz", "--key", stranger).out
      #expect(words.contains("không phải của khóa này") && !words.contains("hỏng"), "\(words)")
    }
  }

  @Test func `an altered one is refused, one of headers proves headers`() throws {
    let audit = try AuditPlanted.made()
    try audit.scene.done("audit", "--type", "candidate.corrected", "--proof", "cm.gz", "--headers-only")
    let text = try Tool.run("/bin/zcat", "cm.gz", in: audit.scene).out
    #expect(!text.contains("0912345678"))
    #expect(try audit.scene.done("verify", "--report", "cm.gz", "--key", audit.key).status == 0)
    let changed = text.replacingOccurrences(of: "\"selected\":[53,54,58,60]", with: "\"selected\":[53,54,58]")
    try #require(changed != text)
    try audit.scene.write(changed, to: "khac")
    #expect(try Tool.run("/usr/bin/gzip", "-n", "khac", in: audit.scene).status == 0)
    let output = try audit.scene.run("verify", "--report", "khac.gz", "--key", audit.key, "--format", "json")
    #expect(output.status == 1)
    #expect(try output.json()["answer"].text == "differs")
    #expect(try output.json()["findings"][0]["position"].number == 60)
    try audit.scene.refused(66, "verify", "--report", "khong-co.gz")
    try audit.scene.refused(64, "verify", "--report", "cm.gz", "--key", "x")
    // A proof never takes the ledger's place.
    try audit.scene.refused(64, "audit", "--proof", "so.kiemdo")
    #expect(try audit.scene.run("audit", "--proof", "khong/co.gz").status != 0)
  }
}
