import Foundation
import Testing

@Suite struct `blame names the event that set each value` {
  let planted: PlantedHistory
  var scene: Scene { planted.scene }

  init() throws { planted = try PlantedHistory.made() }

  private func fields(_ arguments: String...) throws -> [String: Document] {
    let answer = try scene.run(["blame"] + arguments + ["--format", "json"]).json(of: "blame", in: scene)
    return Dictionary(uniqueKeysWithValues: answer["fields"].items.map { ($0["field"].text ?? "", $0) })
  }

  @Test func `the last event that set the field, with who, why, evidence and source`() throws {
    let fields = try fields("3")
    let identity = try #require(fields["identityNumber"])
    #expect(identity["value"].text == "031205558246")
    #expect(identity["position"].number == 54)
    #expect(identity["officerName"].text == "Nguyễn Thị Lan")
    #expect(identity["type"].text == "candidate.corrected")
    #expect(identity["evidence"].text == "Bản sao CCCD số 12/BS")
    #expect(identity["source"].isNull)
    #expect(fields["phone"]?["position"].number == 56)
    #expect(fields["phone"]?["settings"].number == 4)
    let name = try #require(fields["fullName"])
    #expect(name["type"].text == "candidate.registered")
    #expect(name["source"]["file"].text == "12A1.csv")
    #expect(name["source"]["row"].number == 7)
    #expect(name["uncertain"].flag == false)
  }

  @Test func `as text and as CSV`() throws {
    let text = try scene.done("blame", "3").out
    for part in ["031205558246", "22/04/2023 17:00:00", "Theo CCCD", "12A1.csv:7", "ai đã xem hồ sơ"] {
      #expect(text.contains(part), "\(part): \(text)")
    }
    let rows = try scene.done("ai-ghi", "3", "--field", "a4", "--format", "csv").csv()
    #expect(rows.map { $0["value"] } == ["031205558246"])
    #expect(rows.first?["position"] == "54")
    #expect(rows.first?["reason"] == "Theo CCCD")
  }

  @Test func `as of an earlier moment`() throws {
    #expect(try fields("3", "--as-of", "@55")["phone"]?["value"].text == "0999999999")
    #expect(try fields("3", "--as-of", "21/04/2023")["identityNumber"]?["position"].number == 7)
    try scene.refused(66, "blame", "3", "--as-of", "@6")
  }

  @Test func `a time is a doubtful place where the clock was stepped back`() throws {
    #expect(try !scene.done("blame", "3", "--as-of", "22/04/2023").err.contains("chỉnh lùi"))
    scene.clock = "2023-04-22T12:00:00.000Z"
    try scene.done("clock", "correct", "--reason", "Đồng hồ chạy nhanh")
    for words in [["blame", "3"], ["find", "dang"], ["history", "3"]] {
      let output = try scene.run(words + ["--as-of", "22/04/2023"])
      #expect(output.status == 0 && output.err.contains("chỉnh lùi ở @63"), "\(words): \(output)")
      #expect(try !scene.run(words + ["--as-of", "@60"]).err.contains("chỉnh lùi"), "a position is no time")
    }
    #expect(try scene.run("diff", "3", "21/04/2023").err.contains("chỉnh lùi ở @63"))
  }

  @Test func `a field that was cleared has no value but an event`() throws {
    try scene.done("correct", "3", "phone=", "--reason", "Không dùng nữa")
    let phone = try #require(try fields("3")["phone"])
    #expect(phone["value"].isNull)
    #expect(phone["position"].number == 63)
  }
}
