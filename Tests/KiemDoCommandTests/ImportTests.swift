import Foundation
import Testing

@Suite struct `import brings new candidates and turns differences into corrections` {
  @Test func `the sector database's export imports as it is`() throws {
    let scene = try Scene(.school())
    try scene.write(try Sample.text(), to: "12A1.csv")
    let output = try scene.done("import", "12A1.csv", "--reason", "Nhập từ CSDL ngành")
    #expect(output.out == "12A1.csv: 45 thí sinh mới, 0 đính chính, 0 không đổi, 0 dòng không nhận. Đã ghi số 5–49.\n")
    #expect(output.err.contains("Cột không dùng tới: Trạng thái, "))
    #expect(output.err.contains("Dòng 51 bỏ qua (chân trang): Tổng: 45 học sinh"))
    #expect(try scene.count("candidate.registered") == 45)
    let list = try scene.done("list", "--class", "12a1", "--format", "json").json()["candidates"]
    #expect(list.items.count == 45)
    #expect(list[0]["fullName"].text == "Vũ Đức Anh")
    #expect(list.items.last?["fullName"].text == "Vũ Diệu Ý")
    let shown = try scene.done("show", "3", "--format", "json").json()
    #expect(shown["fields"]["identityNumber"].text == "031205558245")
    #expect(shown["fields"]["dateOfBirth"].text == "2005-11-07")
    #expect(shown["fields"]["studentID"].text == "0338406785")
    #expect(shown["fields"]["sex"].text == "0")
    #expect(shown["fields"]["formerIdentityNumber"].isNull)
    #expect(shown["findings"].items.contains { $0["level"].text == "error" && $0["rule"].text == "required" })
    try scene.expectSound()
  }

  @Test func `the same file twice writes nothing`() throws {
    let scene = try Scene(.imported())
    let size = try scene.size()
    let output = try scene.done("import", "12A1.csv", "--reason", "Nhập lại", "--format", "json")
    let result = try output.json()
    #expect(result["unchanged"].number == 45)
    #expect(result["new"].number == 0)
    #expect(result["corrections"].number == 0)
    #expect(result["recorded"].isNull)
    #expect(try scene.size() == size)
    try scene.expectSound()
  }

  @Test func `what only the file changed becomes a correction with file and line`() throws {
    let scene = try Scene(.imported())
    try scene.write(try Sample.text(("0956568569", "0912000000")), to: "moi.csv")
    let output = try scene.done("import", "moi.csv", "--reason", "CSDL ngành 22/04")
    #expect(output.out.contains("0 thí sinh mới, 1 đính chính, 44 không đổi"))
    let last = try scene.done("history", "4", "--format", "json").json()["events"].items.last
    #expect(last?["type"].text == "candidate.corrected")
    #expect(last?["field"].text == "phone")
    #expect(last?["old"].text == "0956568569")
    #expect(last?["new"].text == "0912000000")
    #expect(last?["reason"].text == "CSDL ngành 22/04")
    #expect(last?["source"]["file"].text == "moi.csv")
    #expect(last?["source"]["row"].number == 8)
    try scene.expectSound()
  }

  @Test func `what only the ledger changed is kept and reported`() throws {
    let scene = try Scene(.imported())
    try scene.done("correct", "4", "a7-dt=0912345678", "--reason", "Phụ huynh báo")
    let size = try scene.size()
    let output = try scene.done("import", "12A1.csv", "--reason", "Nhập lại")
    #expect(
      output.err.contains(
        "Dòng 8, \"Điện thoại\": giữ theo sổ 0912345678 (đã sửa trong sổ; tệp vẫn là 0956568569)."))
    #expect(try scene.size() == size)
    #expect(try scene.done("show", "4", "--format", "json").json()["fields"]["phone"].text == "0912345678")
    try scene.expectSound()
  }

  @Test func `a file that caught up with the ledger is no conflict`() throws {
    let scene = try Scene(.imported())
    try scene.done("correct", "4", "a7-dt=0912345678", "--reason", "Phụ huynh báo")
    let size = try scene.size()
    try scene.write(try Sample.text(("0956568569", "0912345678")), to: "moi.csv")
    let output = try scene.done("import", "moi.csv", "--reason", "CSDL đã sửa")
    #expect(!output.err.contains("giữ theo sổ"))
    #expect(try scene.size() == size)
    #expect(try scene.done("show", "4", "--format", "json").json()["fields"]["phone"].text == "0912345678")
    try scene.expectSound()
  }

  @Test func `an empty cell or a missing column says nothing`() throws {
    let scene = try Scene(.imported())
    let size = try scene.size()
    try scene.write(try Sample.text((",0956568569,", ",,")), to: "trong.csv")
    try scene.done("import", "trong.csv", "--reason", "Nhập lại")
    try scene.write("Mã định danh Bộ GD&ĐT,Họ tên,Lớp học\r\n0340479791,Trần Hữu Phước,12A1\r\n", to: "ngan.csv")
    let short = try scene.done("import", "ngan.csv", "--reason", "Nhập lại", "--format", "json").json()
    #expect(short["unchanged"].number == 1)
    #expect(short["absent"].items.count == 44)
    #expect(try scene.size() == size)
    try scene.expectSound()
  }

  @Test func `a candidate absent from the file is reported and never withdrawn`() throws {
    let scene = try Scene(.imported())
    let lines = try Sample.text().split(separator: "\r\n", omittingEmptySubsequences: false)
    try scene.write(lines.filter { !$0.contains("Trần Hữu Phước") }.joined(separator: "\r\n"), to: "thieu.csv")
    let output = try scene.done("import", "thieu.csv", "--reason", "Nhập lại")
    #expect(output.err.contains("1 thí sinh trong sổ không có trong tệp (không rút ai): Trần Hữu Phước (12A1, số 4)"))
    #expect(try scene.done("show", "4", "--format", "json").json()["withdrawn"].flag == false)
    try scene.expectSound()
  }

  @Test func `a different old number becomes the former one, with a warning`() throws {
    let scene = try Scene(.school())
    try scene.write(
      try Sample.text(("\",031205558245,,,", "\",031234567,,,")), to: "12A1.csv")
    let output = try scene.done("import", "12A1.csv", "--reason", "Nhập")
    #expect(output.err.contains("Dòng 7: có thêm số 031234567; ghi là số cũ."))
    let fields = try scene.done("show", "3", "--format", "json").json()["fields"]
    #expect(fields["identityNumber"].text == "031205558245")
    #expect(fields["formerIdentityNumber"].text == "031234567")
    try scene.expectSound()
  }

  @Test func `a dry run says what would happen and writes nothing`() throws {
    let scene = try Scene(.school())
    try scene.write(try Sample.text(), to: "12A1.csv")
    let before = try scene.bytes("so.kiemdo")
    let output = try scene.done("import", "12A1.csv", "--dry-run")
    #expect(output.out.contains("sẽ ghi 45 thí sinh mới"))
    #expect(output.out.contains("Chưa ghi gì vào sổ"))
    #expect(try scene.bytes("so.kiemdo") == before)
    // It needs no key, and tells problems as a real import would.
    try scene.write(try Sample.text(("14/02/2005", "31/02/2005")), to: "xau.csv")
    let bad = try scene.refused(65, "import", "xau.csv", "--dry-run", env: ["KIEMDO_KEYS": scene.path("trong")])
    #expect(bad.err.contains("31/02/2005"))
    try scene.expectSound()
  }

  @Test func `a reason is mandatory`() throws {
    let scene = try Scene(.school())
    try scene.write(try Sample.text(), to: "12A1.csv")
    let output = try scene.refused(64, "import", "12A1.csv")
    #expect(output.err.contains("--reason"))
    try scene.refused(64, "import", "12A1.csv", "--reason", "  ")
  }

  @Test func `the withdrawn are skipped`() throws {
    let scene = try Scene(.imported())
    try scene.done("withdraw", "4", "--reason", "Bảo lưu")
    let size = try scene.size()
    try scene.write(try Sample.text(("0956568569", "0912000000")), to: "moi.csv")
    let output = try scene.done("import", "moi.csv", "--reason", "CSDL ngành 22/04")
    #expect(output.err.contains("Dòng 8: thí sinh số 4 đã rút, bỏ qua."))
    #expect(try scene.size() == size)
    try scene.expectSound()
  }

  @Test(arguments: ["UTF-8", "UTF-16 LE", "UTF-16 BE"])
  func `encodings and separators of spreadsheets import alike`(_ encoding: String) throws {
    let scene = try Scene(.school())
    let text = Sample.list("1000000001,Nguyễn Văn Thử,01/02/2005,Nam,Kinh,12A1,031205000001")
    let tabbed = text.replacing(",", with: "\t")
    switch encoding {
    case "UTF-8": try scene.write(text.replacing(",", with: ";").decomposedStringWithCanonicalMapping, to: "a.csv")
    case "UTF-16 LE":
      try scene.write(
        Data([0xFF, 0xFE]) + Data(tabbed.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }), to: "a.csv")
    default:
      try scene.write(
        Data([0xFE, 0xFF]) + Data(tabbed.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }), to: "a.csv")
    }
    try scene.done("import", "a.csv", "--reason", "Nhập")
    let name = try #require(try scene.done("show", "1", "--format", "json").json()["fields"]["fullName"].text)
    // Byte for byte: NFD became NFC.
    #expect(Array(name.utf8) == Array("Nguyễn Văn Thử".precomposedStringWithCanonicalMapping.utf8))
    try scene.expectSound()
  }
}
