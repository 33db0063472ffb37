import Foundation
import Testing

@Suite struct `history tells the life of one sheet or list` {
  let planted: PlantedHistory
  var scene: Scene { planted.scene }

  init() throws { planted = try PlantedHistory.made() }

  private func life(_ arguments: String...) throws -> Document {
    try scene.run(["history", "--sheet"] + arguments + ["--format", "json"]).json(of: "history-sheet", in: scene)
  }

  private func moments(_ life: Document) -> [String] {
    life["moments"].items.map { "\($0["position"].number ?? -1) \($0["moment"].text ?? "")" }
  }

  @Test func `printed, made stale, agreeing again, superseded`() throws {
    let life = try life(try planted.code(51))
    #expect(
      moments(life) == ["51 printed", "54 madeStale", "55 madeStale", "56 agreesAgain", "62 superseded"])
    let items = life["moments"].items
    #expect(items[0]["layout"].text == "personal")
    #expect(items[0]["round"].number == 1)
    #expect(items[0]["officerName"].text == "Nguyễn Thị Lan")
    #expect(items[1]["fields"].items.map(\.text) == ["identityNumber"])
    #expect(items[1]["evidence"].text == "Bản sao CCCD số 12/BS")
    #expect(items[4]["by"].text == (try planted.code(62)))
    #expect(life["number"].number == 3)
    #expect(life["kind"].text == "sheet")
    #expect(try self.life(try planted.digits(51))["code"].text == (try planted.code(51)), "by the digits too")
  }

  @Test func `signed, taken back, withdrawn`() throws {
    let life = try life(try planted.code(52))
    #expect(moments(life) == ["52 printed", "59 signed", "60 signatureTakenBack", "61 withdrawn"])
    #expect(life["moments"][2]["reason"].text == "Quét nhầm")
    let signed = try self.life(try planted.code(53))["moments"][1]
    #expect(signed["way"].text == "typed")
    #expect(signed["signedOn"].text == "2023-04-22")
    #expect(signed["place"].text == "Phòng 12")
  }

  @Test func `returned with handwriting, keyed, valid again`() throws {
    let code = try planted.code(62)
    try scene.done("sign", "--corrected", code)
    try scene.done("correct", code, "phone=0988888888")
    try scene.done("correct", "3", "phone=0912345678", "--reason", "Đọc nhầm")
    #expect(
      moments(try life(code)) == ["62 printed", "63 returned", "64 madeStale", "64 keyed", "65 holdsAgain"])
  }

  @Test func `of a list the rows, signatures and newer lists`() throws {
    let code = try planted.code(57)
    try scene.done("sign", code)
    try scene.done("correct", "4", "a3a=Hà Nội", "--reason", "Theo giấy khai sinh")
    try scene.done("class-list", "--class", "12A1", "--state", "stale", "--output", "bo-sung.pdf")
    try scene.done("class-list", "--class", "12A1", "--output", "moi.pdf")
    let life = try life(code)
    #expect(
      moments(life) == [
        "57 printed", "61 withdrawn", "63 signed", "64 madeStale", "65 supplemented", "66 superseded",
      ])
    #expect(life["class"].text == "12A1")
    #expect(life["moments"][3]["order"].number == 34)
    #expect(life["moments"][3]["fields"].items.map(\.text) == ["birthPlace"])
  }

  @Test func `as text, as CSV and as of an earlier moment`() throws {
    let code = try planted.code(51)
    let text = try scene.done("history", "--sheet", code).out
    for part in ["thành trang cũ", "Số CCCD, CMND, hộ chiếu", "có trang in sau", "21/04/2023 17:00:00"] {
      #expect(text.contains(part), "\(part): \(text)")
    }
    let rows = try scene.done("history", "--sheet", code, "--format", "csv").csv()
    #expect(rows.map { $0["moment"] } == ["printed", "madeStale", "madeStale", "agreesAgain", "superseded"])
    #expect(moments(try life(code, "--as-of", "@54")) == ["51 printed", "54 madeStale"])
    try scene.refused(66, "history", "--sheet", code, "--as-of", "@50")
  }

  @Test func `a candidate's history ends at the moment asked for`() throws {
    let events = try scene.done("history", "3", "--as-of", "@54", "--format", "json").json()["events"].items
    #expect(events.map { $0["position"].number } == [7, 50, 51, 54])
    try scene.refused(66, "history", "3", "--as-of", "@6")
    #expect(try scene.run("history").status == 64)
    #expect(try scene.run("history", "3", "--sheet", try planted.code(51)).status == 64)
  }

  @Test func `a code that is none is refused`() throws {
    try scene.refused(65, "history", "--sheet", "51-000000")
    try scene.refused(66, "history", "--sheet", "3-000000")
  }
}
