import Foundation
import Testing

@Suite struct `what an import can't read stops it, with where, what and what to do` {
  /// A cell to spoil in the sample, and the line that the clerk reads.
  struct Spoilt: Sendable, CustomTestStringConvertible {
    var old: String
    var new: String
    var message: String
    var testDescription: String { new }
  }

  @Test(arguments: [
    Spoilt(
      old: ",12A1,12,031205558245", new: ",12A1,12,31205558245",
      message:
        "dòng 7, cột \"Số định danh cá nhân\": \"31205558245\" có 11 chữ số, cần 12; có thể mất số 0 đầu."),
    Spoilt(
      old: "20/06/2005", new: "38523",
      message:
        "dòng 5, cột \"Ngày sinh\": \"38523\" là số ngày của Excel (có thể là 20/06/2005). Định dạng cột dd/mm/yyyy rồi lưu lại."
    ),
    Spoilt(
      old: "20/06/2005", new: "06/20/2005",
      message:
        "dòng 5, cột \"Ngày sinh\": \"06/20/2005\" có tháng đứng trước ngày (có thể là 20/06/2005). Định dạng cột dd/mm/yyyy rồi lưu lại."
    ),
    Spoilt(
      old: ",12A1,12,031205586366", new: ",12A1,12,3.12056E+10",
      message: "dòng 8, cột \"Số định danh cá nhân\": \"3.12056E+10\" là số đã bị bảng tính viết tắt, mất chữ số."),
    Spoilt(
      old: "14/02/2005", new: "31/02/2005",
      message: "dòng 9, cột \"Ngày sinh\": \"31/02/2005\" là ngày không có thật."),
    Spoilt(
      old: "14/02/2005", new: "14/02/05",
      message: "dòng 9, cột \"Ngày sinh\": \"14/02/05\" thiếu hai số của năm (có thể là 14/02/2005)."),
    Spoilt(
      old: "Đào Bá Đạt,14/02/2005,Nam,Kinh", new: "Đào Bá Đạt,14/02/2005,Nam,Kinhh",
      message: "dòng 9, cột \"Dân tộc\": \"Kinhh\" không có trong danh mục"),
    Spoilt(
      old: "Nguyễn Thùy Dương", new: "NGUY?N TH? TUY?T",
      message:
        "dòng 10, cột \"Họ tên\": \"NGUY?N TH? TUY?T\" đã mất dấu. Mở tệp gốc, lưu dạng \"CSV UTF-8\", nhập lại."),
  ])
  func `a cell without a value of its type`(_ spoilt: Spoilt) throws {
    let scene = try Scene(.school())
    try scene.write(try Sample.text((spoilt.old, spoilt.new)), to: "12A1.csv")
    let output = try scene.refused(65, "import", "12A1.csv", "--reason", "Nhập")
    #expect((output.err + output.out).contains("12A1.csv, " + spoilt.message), "\(output)")
    #expect((output.err + output.out).contains("Chưa ghi gì vào sổ"), "\(output)")
    #expect(try scene.count("candidate.registered") == 0)
  }

  @Test func `all of them are listed at once`() throws {
    let scene = try Scene(.school())
    try scene.write(
      try Sample.text(("20/06/2005", "38523"), ("14/02/2005", "31/02/2005"), ("0956568569", "máy bàn")), to: "12A1.csv")
    let output = try scene.refused(65, "import", "12A1.csv", "--reason", "Nhập", "--format", "json")
    let problems = try output.json()["problems"]
    #expect(problems.items.map { $0["line"].number } == [5, 8, 9])
    #expect(problems.items.allSatisfy { $0["kind"].text == "unreadable" })
    for line in [5, 8, 9] { #expect(output.err.contains("12A1.csv, dòng \(line), cột"), "\(output)") }
    try scene.expectSound()
  }

  @Test func `a name that lost its accents stops all, whatever its form`() throws {
    for name in ["NGUY?N TH? TUY?T", "Nguy?n Th? Tuy?t", "Nguy\u{FFFD}n Th\u{FFFD} Tuy\u{FFFD}t"] {
      let scene = try Scene(.school())
      try scene.write(Sample.list("1000000001,\(name),01/02/2005,Nam,Kinh,12A1,031205000001"), to: "a.csv")
      let output = try scene.refused(65, "import", "a.csv", "--reason", "Nhập")
      #expect(output.err.contains("đã mất dấu"), "\(output)")
      #expect(output.err.contains("CSV UTF-8"), "\(output)")
    }
  }

  @Test func `legacy encodings are recognised by name`() throws {
    let scene = try Scene(.school())
    // "Họ tên", "Nguyễn Văn An" in TCVN3; "Trần" in VNI.
    var tcvn3 = Data("STT,".utf8) + Data([0x48, 0xE4, 0x20, 0x74, 0xAA, 0x6E]) + Data(",".utf8)
    tcvn3 += Data([0x4E, 0x67, 0xB5, 0x79]) + Data(" sinh,".utf8) + Data([0x4C, 0xED, 0x70]) + Data("\r\n1,".utf8)
    tcvn3 +=
      Data([0x4E, 0x67, 0x75, 0x79, 0xD4, 0x6E]) + Data(" V".utf8) + Data([0xA8])
      + Data("n An,01/02/2005,12A1\r\n".utf8)
    try scene.write(tcvn3, to: "tcvn3.csv")
    let refused = try scene.refused(65, "import", "tcvn3.csv", "--reason", "Nhập")
    #expect(refused.err.contains("TCVN3"), "\(refused)")
    #expect(refused.err.contains("Họ tên"), "\(refused)")
    try scene.write("STT,Hoï teân,Ngaøy sinh,Lôùp\r\n1,Nguyeãn Vaên An,01/02/2005,12A1\r\n", to: "vni.csv")
    let vni = try scene.refused(65, "import", "vni.csv", "--reason", "Nhập")
    #expect(vni.err.contains("VNI"), "\(vni)")
  }

  @Test func `a workbook is no list`() throws {
    let scene = try Scene(.school())
    try scene.write(Data([0x50, 0x4B, 0x03, 0x04]) + Data(repeating: 7, count: 400), to: "12A1.xlsx")
    let output = try scene.refused(65, "import", "12A1.xlsx", "--reason", "Nhập")
    #expect(output.err.contains("CSV UTF-8"))
    try scene.write("Bài hát\r\nTiến quân ca\r\n", to: "khac.csv")
    let other = try scene.refused(65, "import", "khac.csv", "--reason", "Nhập")
    #expect(other.err.contains("không thấy dòng tên cột"))
    try scene.refused(66, "import", "khong-co.csv", "--reason", "Nhập")
  }

  @Test func `eleven digits are restored on the clerk's word, and that is told`() throws {
    let scene = try Scene(.school())
    try scene.write(try Sample.text((",12A1,12,031205558245", ",12A1,12,31205558245")), to: "12A1.csv")
    let output = try scene.done("import", "12A1.csv", "--reason", "Nhập", "--restore-zeros")
    #expect(output.err.contains("31205558245 ghi thành 031205558245"), "\(output)")
    let fields = try scene.done("show", "3", "--format", "json").json()["fields"]
    #expect(fields["identityNumber"].text == "031205558245")
    #expect(fields["formerIdentityNumber"].isNull)
    try scene.expectSound()
  }

  @Test func `keys that point to different people are an error that shows them`() throws {
    let scene = try Scene(.imported())
    try scene.write(Sample.list("0338406785,Đặng Gia Bảo,07/11/2005,Nam,Kinh,12A1,031205586366"), to: "a.csv")
    let output = try scene.refused(65, "import", "a.csv", "--reason", "Nhập")
    #expect(output.err.contains("dòng 2"))
    #expect(output.err.contains("thí sinh 3 (12A1)"))
    #expect(output.err.contains("thí sinh 4 (12A1)"))
    #expect(output.err.contains("Đối chiếu giấy tờ, sửa một trong hai."))
    #expect(!output.err.contains("2005-11-07"), "dates are written dd/mm/yyyy: \(output)")
    try scene.expectSound()
  }

  @Test func `two lines for one candidate are refused`() throws {
    let scene = try Scene(.school())
    try scene.write(
      Sample.list(
        "1000000001,Nguyễn Văn Thử,01/02/2005,Nam,Kinh,12A1,031205000001",
        "1000000001,Nguyễn Văn Thử,01/02/2005,Nam,Kinh,12A2,031205000001"), to: "a.csv")
    let output = try scene.refused(65, "import", "a.csv", "--reason", "Nhập")
    #expect(output.err.contains("dòng 3"), "\(output)")
    #expect(try scene.count("candidate.registered") == 0)
  }
}
