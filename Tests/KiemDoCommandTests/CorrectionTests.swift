import Foundation
import Testing

@Suite struct `correct records a correction with a reason` {
  @Test func `it says what was, what is, and which sheet is stale`() throws {
    let scene = try Scene(.printed())
    let output = try scene.done("correct", "3", "a4=031205558246", "--reason", "Theo CCCD", "--evidence", "CCCD bản gốc")
    #expect(output.out.contains("Đặng Gia Bảo (12A1, số 3)"))
    #expect(output.out.contains("031205558245 → 031205558246"))
    #expect(output.err.contains("phải in lại"))
    let last = try scene.done("history", "3", "--format", "json").json()["events"].items.last
    #expect(last?["type"].text == "candidate.corrected")
    #expect(last?["reason"].text == "Theo CCCD")
    #expect(last?["evidence"].text == "CCCD bản gốc")
    #expect(last?["recordedAt"].text == "2023-04-20T01:00:00.000Z")
    try scene.expectSound()
  }

  @Test func `several fields are one event, by name or by item`() throws {
    let scene = try Scene(.imported())
    let result = try scene.done(
      "correct", "3", "a7-dt=0912345678", "birthPlace=Hà Nội", "a2=8/11/2005", "--reason", "Theo giấy khai sinh",
      "--format", "json"
    ).json()
    #expect(result["changes"].items.count == 3)
    #expect(result["version"].number == 2)
    let fields = try scene.done("show", "3", "--format", "json").json()["fields"]
    #expect(fields["phone"].text == "0912345678")
    #expect(fields["birthPlace"].text == "Hà Nội")
    #expect(fields["dateOfBirth"].text == "2005-11-08")
    #expect(try scene.count("candidate.corrected") == 1)
    try scene.expectSound()
  }

  @Test func `a reason is mandatory`() throws {
    let scene = try Scene(.imported())
    let output = try scene.refused(64, "correct", "3", "a4=031205558246")
    #expect(output.err.contains("--reason"))
    try scene.refused(64, "correct", "3", "a4=031205558246", "--reason", "")
    try scene.refused(64, "correct", "3", "a4=031205558246", "--reason", "   ")
  }

  @Test func `an unchanged value is refused`() throws {
    let scene = try Scene(.imported())
    let output = try scene.refused(65, "correct", "3", "a4=031205558245", "--reason", "Theo CCCD")
    #expect(output.err.contains("Số CCCD, CMND, hộ chiếu"), "the field by its label: \(output)")
    try scene.refused(65, "correct", "3", "a7-dt=0912345678", "a4=031205558245", "--reason", "Theo CCCD")
    try scene.refused(65, "correct", "3", "email=", "--reason", "Xóa cái chưa có")
  }

  @Test func `nothing after the sign clears a field`() throws {
    let scene = try Scene(.imported())
    let result = try scene.done("correct", "3", "a7-dt=", "--reason", "Số không còn dùng", "--format", "json").json()
    #expect(result["changes"][0]["old"].text == "0946177423")
    #expect(result["changes"][0]["new"].isNull)
    #expect(try scene.done("show", "3", "--format", "json").json()["fields"]["phone"].isNull)
    try scene.expectSound()
  }

  @Test func `what is no field, no assignment or no value is refused`() throws {
    let scene = try Scene(.imported())
    let unknown = try scene.refused(64, "correct", "3", "cmnd2=1", "--reason", "Nhầm")
    #expect(unknown.err.contains("cmnd2"))
    try scene.refused(64, "correct", "3", "031205558246", "--reason", "Nhầm")
    try scene.refused(64, "correct", "3", "--reason", "Nhầm")
    let unreadable = try scene.refused(65, "correct", "3", "a2=31/02/2005", "--reason", "Nhầm")
    #expect(unreadable.err.contains("31/02/2005"))
    #expect(unreadable.err.contains("ngày không có thật"))
    try scene.refused(65, "correct", "3", "a4=31205558245", "--reason", "Nhầm")
    try scene.refused(65, "correct", "3", "a3b=Kinhh", "--reason", "Nhầm")
    try scene.refused(66, "correct", "999", "a3b=Tày", "--reason", "Nhầm")
    try scene.refused(65, "correct", "3", "a1=", "--reason", "Không ai không có tên")
    // One bad field among good ones stops all of them.
    try scene.refused(65, "correct", "3", "a7-dt=0912345678", "a2=31/02/2005", "--reason", "Nhầm")
    try scene.expectSound()
  }

  @Test func `a version that was read is a version that must still be`() throws {
    let scene = try Scene(.imported())
    try scene.done("correct", "3", "a7-dt=0912345678", "--reason", "Lần một", "--expect-version", "1")
    let output = try scene.refused(
      75, "correct", "3", "a7-dt=0912345679", "--reason", "Lần hai", "--expect-version", "1")
    #expect(output.err.contains("Chưa ghi gì"))
    #expect(output.err.contains("50") && output.err.contains("đính chính"), "the events that came in between: \(output)")
    try scene.done("correct", "3", "a7-dt=0912345679", "--reason", "Lần hai", "--expect-version", "2")
    try scene.expectSound()
  }

  @Test func `rules never stop a clerk from recording what the paper says`() throws {
    let scene = try Scene(.imported())
    // The number of candidate 4, of another year and another sex.
    try scene.done("correct", "6", "a4=031205586366", "--reason", "Đúng như giấy")
    let findings = try scene.done("show", "6", "--format", "json").json()["findings"]
    #expect(findings.items.contains { $0["fields"].items.contains { $0.text == "identityNumber" } }, "duplicate number")
    #expect(findings.items.contains { $0["level"].text == "warning" }, "sex digit against the record")
    try scene.expectSound()
  }

  @Test func `named by a sheet's code it takes reason and evidence from the sheet`() throws {
    let scene = try Scene(.printed())
    let code = try #require(
      try scene.done("show", "4", "--format", "json").json()["sheets"][0]["code"].text)
    try scene.done("correct", code, "a4=031205586367")
    let last = try #require(try scene.done("history", "4", "--format", "json").json()["events"].items.last)
    #expect(last["reason"].text == "Thí sinh ghi sửa trên phiếu \(code), lần 1")
    #expect(last["evidence"].text?.contains(code) == true)
    #expect(last["new"].text == "031205586367")
    try scene.expectSound()
  }

  @Test func `commands answer to Vietnamese names`() throws {
    let scene = try Scene(.imported())
    try scene.done("sua", "3", "a7-dt=0912345678", "--reason", "Phụ huynh báo")
    #expect(try scene.done("lich-su", "3").out.contains("Phụ huynh báo"))
    try scene.done("in", "3", "--output", "a.pdf")
    try scene.done("ky", "--class", "12A1", "--except", (1...45).filter { $0 != 4 }.map(String.init).joined(separator: ","))
    #expect(try scene.done("tinh-hinh").out.contains("12A1"))
    try scene.done("nhap", "12A1.csv", "--reason", "Nhập lại")
    try scene.done("kiem-tra")
    try scene.expectSound()
  }
}

@Suite struct `a candidate is found by what people have at hand` {
  @Test func `number, identity number, ministry's id, sheet's code and id all lead to one`() throws {
    let scene = try Scene(.printed())
    let shown = try scene.done("show", "3", "--format", "json").json()
    let id = try #require(shown["id"].text)
    let code = try #require(shown["sheets"][0]["code"].text)
    for name in ["000003", "031205558245", "0338406785", id, code] {
      let output = try scene.done("show", name, "--format", "json")
      #expect(try output.json()["number"].number == 3, "\(name)")
      #expect(output.err.isEmpty, "\(name): \(output)")
    }
    try scene.refused(66, "show", "46")
    try scene.refused(66, "show", "031299999999")
  }

  @Test func `an earlier identity number still finds, and says so`() throws {
    let scene = try Scene(.imported())
    try scene.done("correct", "3", "a4=031205558246", "--reason", "Theo CCCD")
    let output = try scene.done("show", "031205558245")
    #expect(output.out.contains("Đặng Gia Bảo"))
    #expect(output.err.contains("số cũ"))
    #expect(output.err.contains("031205558246"))
    // A former number that the record itself holds counts too.
    try scene.done("correct", "4", "a4-cu=031234567", "--reason", "Theo CMND")
    let former = try scene.done("show", "031234567")
    #expect(former.out.contains("Trần Hữu Phước"))
    #expect(former.err.contains("số cũ"))
    try scene.expectSound()
  }

  @Test func `two matches are an error that lists both`() throws {
    let scene = try Scene(.imported())
    try scene.done("correct", "6", "a4=031205586366", "--reason", "Nhập trùng")
    let output = try scene.refused(66, "correct", "031205586366", "a7-dt=0912345678", "--reason", "Theo giấy")
    #expect(output.err.contains("Trần Hữu Phước"))
    #expect(output.err.contains("Nguyễn Thùy Dương"))
    try scene.expectSound()
  }

  @Test func `one late candidate comes without a file`() throws {
    let scene = try Scene(.imported())
    try scene.refused(64, "add", "fullName=Nguyễn Văn Muộn")
    try scene.refused(65, "add", "className=12A1", "--reason", "Chuyển đến")
    try scene.done(
      "add", "fullName=Nguyễn Văn Muộn", "a6-lop=12A1", "a4=031205558245", "a2=01/02/2005", "--reason", "Chuyển đến")
    let shown = try scene.done("show", "46", "--format", "json").json()
    #expect(shown["fields"]["fullName"].text == "Nguyễn Văn Muộn")
    try scene.expectSound()
  }
}

@Suite struct `history and the past are read from the log` {
  /// Candidate 3 corrected on the 21st at 17:00 and on the 25th at 17:00, Vietnam time.
  private func lived() throws -> Scene {
    let scene = try Scene(.imported())
    scene.clock = "2023-04-21T10:00:00.000Z"
    try scene.done("correct", "3", "a7-dt=0912345678", "--reason", "Phụ huynh báo")
    scene.clock = "2023-04-25T10:00:00.000Z"
    try scene.done("correct", "3", "a4=031205558246", "--reason", "Theo CCCD", "--evidence", "CCCD")
    return scene
  }

  @Test func `every event with position, local time, officer, reason, evidence, old and new`() throws {
    let scene = try lived()
    let text = try scene.done("history", "3").out
    for part in [
      "25/04/2023 17:00:00", "Nguyễn Thị Lan (lan)", "đính chính", "Số CCCD, CMND, hộ chiếu", "031205558245",
      "031205558246", "Theo CCCD",
    ] { #expect(text.contains(part), "\(part): \(text)") }
    let events = try scene.done("history", "3", "--format", "json").json()["events"].items
    #expect(events.suffix(2).map { $0["position"].number } == [50, 51])
    #expect(events.suffix(2).map { $0["field"].text } == ["phone", "identityNumber"])
    #expect(events.last?["evidence"].text == "CCCD")
    let csv = try scene.done("history", "3", "--format", "csv").out
    #expect(csv.hasPrefix("\u{FEFF}position,recordedAt,officer,type,field,old,new,reason,evidence,sheet,signedOn,source,version\r\n"))
    #expect(
      csv.contains("51,2023-04-25T10:00:00.000Z,lan,candidate.corrected,identityNumber,031205558245,031205558246,Theo CCCD,CCCD,"))
    try scene.expectSound()
  }

  @Test func `one field's history is only that field's`() throws {
    let scene = try lived()
    let events = try scene.done("history", "3", "--field", "a4", "--format", "json").json()["events"].items
    #expect(events.map { $0["new"].text } == ["031205558245", "031205558246"], "first value and correction")
    try scene.refused(64, "history", "3", "--field", "khongco")
  }

  @Test(arguments: [
    ("21/04/2023 16:59", "0946177423", "031205558245"),
    ("21/04/2023 17:00", "0912345678", "031205558245"),
    ("21/04/2023", "0912345678", "031205558245"),
    ("2023-04-25T09:59:59Z", "0912345678", "031205558245"),
    ("25/04/2023 17:00", "0912345678", "031205558246"),
    ("@49", "0946177423", "031205558245"),
    ("@50", "0912345678", "031205558245"),
    ("@51", "0912345678", "031205558246"),
  ])
  func `the record as of a moment or position`(_ moment: String, _ phone: String, _ identity: String) throws {
    let scene = try lived()
    let fields = try scene.done("show", "3", "--as-of", moment, "--format", "json").json()["fields"]
    #expect(fields["phone"].text == phone)
    #expect(fields["identityNumber"].text == identity)
    let list = try scene.done("list", "--as-of", moment, "--format", "json").json()["candidates"].items
    #expect(list.first { $0["number"].number == 3 }?["identityNumber"].text == identity)
  }

  @Test func `a moment that is none is a usage error`() throws {
    let scene = try Scene(.imported())
    try scene.refused(64, "show", "3", "--as-of", "hôm qua")
    try scene.refused(64, "show", "3", "--as-of", "32/04/2023 17:00")
    try scene.refused(66, "show", "3", "--as-of", "01/01/2020")
    try scene.refused(66, "show", "3", "--as-of", "@999")
  }

  @Test func `a sealed past list has who was there then`() throws {
    let scene = try lived()
    scene.clock = "2023-04-26T01:00:00.000Z"
    try scene.done("withdraw", "3", "--reason", "Đi nước ngoài")
    let then = try scene.done("list", "--state", "withdrawn", "--as-of", "25/04/2023", "--format", "json").json()
    #expect(then["candidates"].items.isEmpty)
    let now = try scene.done("list", "--state", "withdrawn", "--format", "json").json()
    #expect(now["candidates"].items.map { $0["number"].number } == [3])
    try scene.expectSound()
  }
}

@Suite struct `withdrawing takes a candidate out and deletes nothing` {
  @Test func `print, status and the duplicate rule skip the withdrawn, restore brings them back`() throws {
    let scene = try Scene(.imported())
    try scene.done("correct", "6", "a4=031205586366", "--reason", "Nhập trùng")
    func duplicates() throws -> Int {
      try scene.done("show", "6", "--format", "json").json()["findings"].items
        .filter { $0["rule"].text?.lowercased().contains("required") == false && $0["level"].text == "error" }.count
    }
    let before = try duplicates()
    #expect(before > 0)
    try scene.refused(64, "withdraw", "4")
    try scene.done("withdraw", "4", "--reason", "Đi nước ngoài")
    #expect(try duplicates() < before)
    try scene.refused(65, "withdraw", "4", "--reason", "Lần nữa")
    try scene.refused(65, "print", "4", "--output", "a.pdf")
    let printed = try scene.done("print", "--all", "--output", "a.pdf", "--format", "json").json()
    #expect(printed["codes"].items.count == 44)
    let status = try scene.done("status", "--format", "json").json()["classes"][0]
    #expect(status["withdrawn"].number == 1)
    #expect(status["total"].number == 44, "the withdrawn are counted apart")
    #expect(try scene.done("show", "4").out.contains("ĐÃ RÚT"))
    try scene.done("restore", "4", "--reason", "Về nước")
    try scene.refused(65, "restore", "4", "--reason", "Lần nữa")
    #expect(try duplicates() == before)
    #expect(try scene.done("status", "--format", "json").json()["classes"][0]["withdrawn"].number == 0)
    try scene.done("print", "4", "--output", "a.pdf")
    try scene.expectSound()
  }
}

@Suite struct `list and status sort and count` {
  @Test func `each state lists its own`() throws {
    let scene = try Scene(.printed())
    let codes = try scene.done("list", "--format", "json").json()["candidates"].items.compactMap { $0["sheet"].text }
    #expect(codes.count == 45)
    try scene.done("sign", codes[0], codes[1], codes[2])
    try scene.done("sign", "--corrected", codes[3])
    let ids = try scene.done("list", "--format", "json").json()["candidates"].items.map { $0["number"].number ?? 0 }
    try scene.done("correct", String(ids[0]), "a7-dt=0912345678", "--reason", "Đổi số")
    try scene.done("withdraw", String(ids[10]), "--reason", "Đi nước ngoài")
    func listed(_ state: String) throws -> [Int] {
      try scene.done("list", "--state", state, "--format", "json").json()["candidates"].items.map { $0["number"].number ?? 0 }
    }
    #expect(try listed("signed") == [ids[1], ids[2]])
    #expect(try listed("stale") == [ids[0]])
    #expect(try listed("returned") == [ids[3]])
    #expect(try listed("withdrawn") == [ids[10]])
    #expect(try listed("printed").count == 41)
    #expect(try listed("unsigned").count == 42)
    #expect(try listed("unprinted").isEmpty)
    #expect(try listed("errors").count == 44)
    #expect(try scene.done("list", "--layout", "full", "--state", "unprinted", "--format", "json").json()["candidates"].items.count == 44)
    let csv = try scene.done("list", "--state", "signed", "--format", "csv").out
    #expect(csv.split(separator: "\r\n").count == 3)
    try scene.refused(64, "list", "--state", "lost")
    let stale = try scene.done("list", "--state", "stale")
    #expect(stale.out.contains("phiếu cũ, phải in lại"))
    try scene.expectSound()
  }

  @Test func `status puts the returned first and says what to do next`() throws {
    let scene = try Scene(.printed())
    let codes = try scene.done("list", "--format", "json").json()["candidates"].items.compactMap { $0["sheet"].text }
    try scene.done("sign", codes[0])
    try scene.done("sign", "--corrected", codes[3])
    let text = try scene.done("status").out
    #expect(text.hasPrefix("Đã thu, có sửa, chờ nhập (1):\n  \(codes[3])"))
    #expect(text.contains("kiemdo correct \(codes[3])"))
    #expect(text.contains("Việc tiếp theo"))
    let json = try scene.done("status", "--format", "json").json()
    let row = json["classes"][0]
    #expect(row["class"].text == "12A1")
    #expect(row["total"].number == 45)
    #expect(row["signed"].number == 1)
    #expect(row["printed"].number == 44)
    #expect(row["stale"].number == 0)
    #expect(json["returned"][0]["code"].text == codes[3])
    #expect(try scene.done("status", "--format", "csv").out.hasPrefix("\u{FEFF}class,total,"))
    try scene.refused(66, "status", "--class", "12Z9")
  }
}
