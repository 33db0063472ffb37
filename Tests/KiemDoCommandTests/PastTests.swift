import Foundation
import Testing

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
    #expect(
      csv.hasPrefix(
        "\u{FEFF}position,recordedAt,officer,type,field,old,new,reason,evidence,sheet,signedOn,source,version,erasedBy\r\n"
      ))
    #expect(
      csv.contains(
        "51,2023-04-25T10:00:00.000Z,lan,candidate.corrected,identityNumber,031205558245,031205558246,Theo CCCD,CCCD,"))
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
