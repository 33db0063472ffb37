import Foundation
import Testing

@Suite struct `correct records a correction with a reason` {
  @Test func `it says what was, what is, and which sheet is stale`() throws {
    let scene = try Scene(.printed())
    let output = try scene.done(
      "correct", "3", "a4=031205558246", "--reason", "Theo CCCD", "--evidence", "CCCD bản gốc")
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
    #expect(
      output.err.contains("50") && output.err.contains("đính chính"), "the events that came in between: \(output)")
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
    try scene.done(
      "ky", "--class", "12A1", "--except", (1...45).filter { $0 != 4 }.map(String.init).joined(separator: ","))
    #expect(try scene.done("tinh-hinh").out.contains("12A1"))
    try scene.done("nhap", "12A1.csv", "--reason", "Nhập lại")
    try scene.done("kiem-tra")
    try scene.expectSound()
  }
}
