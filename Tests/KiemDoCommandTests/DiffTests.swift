import Foundation
import Testing

@Suite struct `diff tells what differs between two places, and who made it so` {
  let planted: PlantedHistory
  var scene: Scene { planted.scene }

  init() throws { planted = try PlantedHistory.made() }

  private func diff(_ arguments: String...) throws -> Document {
    try scene.run(["diff"] + arguments + ["--format", "json"]).json(of: "diff", in: scene)
  }

  @Test func `all events in between are responsible, and what changed back is counted, not listed`() throws {
    let answer = try diff("3", "@50", "@56")
    let fields = answer["differences"][0]["fields"].items
    #expect(fields.map { $0["field"].text } == ["identityNumber"])
    #expect(fields.first?["before"].text == "031205558245")
    #expect(fields.first?["after"].text == "031205558246")
    let event = fields.first?["events"][0]
    #expect(event?["position"].number == 54)
    #expect(event?["officer"].text == "lan")
    #expect(event?["officerName"].text == "Nguyễn Thị Lan")
    #expect(event?["reason"].text == "Theo CCCD")
    #expect(event?["evidence"].text == "Bản sao CCCD số 12/BS")
    #expect(event?["recordedAt"].text == "2023-04-22T10:00:00.000Z")
    #expect(answer["differences"][0]["changedAndBack"].items.map(\.text) == ["phone"])
    #expect(answer["counts"]["changedAndBack"].number == 1)
    #expect(answer["notLogged"].items.map(\.text) == ["reads", "exports"])
  }

  @Test func `a class list is a place for its class, and its code is nobody's`() throws {
    let list = try planted.code(57)
    let answer = try diff("--class", "12a1", list)
    #expect(answer["from"]["position"].number == 57 && answer["to"]["position"].number == 62)
    #expect(answer["differences"].items.map { $0["number"].number } == [5], "withdrawn since")
    #expect(try diff("3", "@50", list)["to"]["position"].number == 57)
    try scene.done("correct", "45", "className=12A2", "--reason", "Chuyển lớp")
    let other = try scene.refused(65, "diff", "--class", "12A2", list)
    #expect(other.err.contains("là của lớp 12A1"), "\(other)")
    for command in ["blame", "diff", "history", "show"] {
      let refused = try scene.refused(66, command, list)
      #expect(refused.err.contains("\(list) là mã danh sách lớp 12A1, không phải của một thí sinh"), "\(refused)")
    }
    #expect(try scene.refused(66, "blame", list, "--lang", "en").err.contains("is the code of the list of class 12A1"))
  }

  @Test func `a field that changed three times names all three events`() throws {
    let fields = try diff("3", "@49")["differences"][0]["fields"].items
    let phone = try #require(fields.first { $0["field"].text == "phone" })
    #expect(phone["events"].items.map { $0["position"].number } == [50, 55, 56])
    #expect(phone["events"].items.map { $0["new"].text } == ["0912345678", "0999999999", "0912345678"])
    let text = try scene.done("diff", "3", "@49").out
    for part in [
      "Đặng Gia Bảo (12A1, số 3)", "Điện thoại: 0946177423 → 0912345678",
      "0999999999 → 0912345678; @56 22/04/2023 17:00:00, Nguyễn Thị Lan (lan), đính chính; lý do: Gõ nhầm",
      "minh chứng: Bản sao CCCD số 12/BS", "ai đã xem hồ sơ",
    ] { #expect(text.contains(part), "\(part): \(text)") }
    let rows = try scene.done("diff", "3", "@49", "--format", "csv").csv()
    #expect(rows.map { $0["position"] } == ["54", "50", "55", "56"])
    #expect(rows.allSatisfy { $0["number"] == "3" && $0["fullName"] == "Đặng Gia Bảo" })
  }

  @Test(arguments: [
    ["3", "21/04/2023 16:59", "21/04/2023 17:00"], ["3", "@49", "@50"], ["3", "@50", "@49"],
    ["3", "2023-04-21T09:59:59Z", "21/04/2023"],
  ])
  func `positions and times are places alike, whichever way round`(_ words: [String]) throws {
    let answer = try scene.run(["diff"] + words + ["--format", "json"]).json(of: "diff", in: scene)
    #expect(answer["from"]["position"].number == 49)
    // The sheets were printed in the same second.
    #expect([50, 53].contains(answer["to"]["position"].number))
    #expect(answer["differences"][0]["fields"].items.map { $0["field"].text } == ["phone"])
    #expect(answer["differences"][0]["fields"][0]["before"].text == "0946177423")
  }

  @Test func `of a sheet only what it printed is compared`() throws {
    let code = try planted.code(51)
    for words in [["3", code], [code], [try planted.digits(51)]] {
      let answer = try scene.run(["diff"] + words + ["--format", "json"]).json(of: "diff", in: scene)
      #expect(answer["from"]["sheet"].text == code)
      #expect(answer["differences"][0]["fields"].items.map { $0["field"].text } == ["identityNumber"])
    }
    let between = try diff("3", code, try planted.code(62))
    #expect(between["to"]["sheet"].text == (try planted.code(62)))
    #expect(between["differences"][0]["fields"].items.map { $0["field"].text } == ["identityNumber"])
    let other = try scene.refused(65, "diff", "4", code)
    #expect(other.all.contains("Đặng Gia Bảo"), "\(other)")
  }

  @Test func `a class or everyone, candidate by candidate`() throws {
    for words in [["--all", "@49"], ["--class", "12a1", "@49"]] {
      let answer = try scene.run(["diff"] + words + ["--format", "json"]).json(of: "diff", in: scene)
      #expect(answer["counts"]["candidates"].number == 45)
      #expect(answer["differences"].items.map { $0["number"].number } == [3, 5])
      let withdrawn = answer["differences"][1]
      #expect(withdrawn["before"].text == "present")
      #expect(withdrawn["after"].text == "withdrawn")
      #expect(withdrawn["standing"].items.map { $0["position"].number } == [61])
    }
    let text = try scene.done("diff", "--all", "@49").out
    #expect(text.contains("dự thi → đã rút"), "\(text)")
    #expect(text.contains("Đã so 45 thí sinh: 2 khác"), "\(text)")
    let rows = try scene.done("diff", "--all", "@49", "--format", "csv").csv()
    #expect(rows.map { $0["number"] } == ["3", "3", "3", "3", "5"])
    #expect(rows.last?["after"] == "withdrawn")
    try scene.refused(66, "diff", "--class", "12A9", "@49")
  }

  @Test func `someone who came in between was absent before`() throws {
    let answer = try diff("--all", "@4", "@5")
    #expect(answer["differences"].items.count == 1)
    #expect(answer["differences"][0]["before"].text == "absent")
    #expect(answer["differences"][0]["fields"].items.allSatisfy { $0["before"].isNull })
  }

  @Test func `nothing differs, and it says so`() throws {
    let output = try scene.done("diff", "4", "@50")
    #expect(output.out.contains("0 khác"), "\(output)")
    #expect(try diff("4", "@50")["differences"].items.isEmpty)
    #expect(try scene.done("diff", "4", "@50", "--format", "csv").csv().isEmpty)
  }

  @Test(arguments: [
    ["diff", "3"], ["diff", "3", "@1", "@2", "@3"], ["diff", "--all"], ["diff", "--all", "--class", "12A1", "@1"],
    ["diff", "3", "hôm qua"], ["diff", "--all", "1-000000"],
  ])
  func `what makes no sense is a usage error`(_ words: [String]) throws {
    #expect(try scene.run(words).status == 64)
  }
}
