import Foundation
import Testing

/// A class whose history is known event by event, for the questions that are asked afterwards.
///
/// 0–4 the school, 5–49 its candidates; then, of candidates 3, 4 and 5:
/// ```
/// @50  3 telephone 0946177423 → 0912345678, Phụ huynh báo          21/04 17:00
/// @51–53  sheets of 3, 5 and 4, in the order of the list
/// @54  3 identity number 031205558245 → …246, with evidence        22/04 17:00
/// @55  3 telephone → 0999999999, Đổi số
/// @56  3 telephone → 0912345678, Gõ nhầm
/// @57  class list
/// @58  4 signed                                                    22/04 18:00
/// @59  5 signed, @60 taken back
/// @61  5 withdrawn                                                 23/04 18:00
/// @62  3 printed again
/// ```
struct PlantedHistory {
  let scene: Scene
  /// The code printed at each of the positions 51, 52, 53, 57 and 62.
  let codes: [Int: String]

  static func made() throws -> PlantedHistory {
    let template = try planted.get()
    let scene = try Scene(template)
    scene.clock = "2023-04-24T01:00:00.000Z"
    return PlantedHistory(scene: scene, codes: try codes(in: scene))
  }

  func code(_ position: Int) throws -> String { try #require(codes[position]) }

  /// The digits of the QR of the page printed at a position.
  func digits(_ position: Int) throws -> String {
    try Anchor.digits(try Anchor.bytes(of: try code(position), in: scene))
  }

  private static func codes(in scene: Scene) throws -> [Int: String] {
    let rows = try scene.query(
      "SELECT position || '-' || (body ->> '$.check') FROM payload JOIN event USING (position) WHERE type LIKE '%.printed'"
    )
    let codes = rows.split(separator: "\n").map(String.init)
    return Dictionary(
      uniqueKeysWithValues: codes.compactMap { code in Int(code.prefix { $0 != "-" }).map { ($0, code) } })
  }

  private static let planted = Result {
    let scene = try Scene(.imported())
    scene.clock = "2023-04-21T10:00:00.000Z"
    try scene.done("correct", "3", "phone=0912345678", "--reason", "Phụ huynh báo")
    try scene.done("print", "3", "4", "5", "--output", "phieu.pdf")
    scene.clock = "2023-04-22T10:00:00.000Z"
    try scene.done(
      "correct", "3", "a4=031205558246", "--reason", "Theo CCCD", "--evidence", "Bản sao CCCD số 12/BS")
    try scene.done("correct", "3", "phone=0999999999", "--reason", "Đổi số")
    try scene.done("correct", "3", "phone=0912345678", "--reason", "Gõ nhầm")
    scene.clock = "2023-04-22T11:00:00.000Z"
    try scene.done("class-list", "--class", "12A1", "--output", "danh-sach.pdf")
    let printed = try codes(in: scene)
    try scene.done("sign", try #require(printed[53]), "--signed-on", "22/04/2023", "--place", "Phòng 12")
    try scene.done("sign", try #require(printed[52]))
    try scene.done("unsign", try #require(printed[52]), "--reason", "Quét nhầm")
    scene.clock = "2023-04-23T11:00:00.000Z"
    try scene.done("withdraw", "5", "--reason", "Đi nước ngoài")
    try scene.done("print", "3", "--output", "phieu-moi.pdf")
    try #require(try scene.size() == 63)
    return try Template(keeping: scene)
  }
}

extension Output {
  /// The JSON that was printed, which the published schema of this name accepts.
  func json(of schema: String, in scene: Scene, sourceLocation: SourceLocation = #_sourceLocation) throws -> Document {
    let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../Schemas/outputs").path
    let validate = """
      import json, sys
      from jsonschema import Draft202012Validator
      schema = json.load(open(sys.argv[1]))
      for error in Draft202012Validator(schema).iter_errors(json.load(sys.stdin)):
          sys.exit(f"{error.json_path}: {error.message}")
      """
    let answer = try Child(
      "/usr/bin/python3", ["-c", validate, "\(file)/\(schema).schema.json"], in: scene, stdin: out, env: [:]
    ).wait()
    #expect(answer.status == 0, "\(schema): \(answer)\n\(out)", sourceLocation: sourceLocation)
    return try json(sourceLocation: sourceLocation)
  }

  /// The rows of a CSV without its head, cells by the names in the head. No cell of these results holds a line break.
  func csv(sourceLocation: SourceLocation = #_sourceLocation) throws -> [[String: String]] {
    try #require(out.hasPrefix("\u{FEFF}"), sourceLocation: sourceLocation)
    let rows = out.dropFirst().split(separator: "\r\n").map { Self.cells($0) }
    let head = try #require(rows.first, sourceLocation: sourceLocation)
    return rows.dropFirst().map { row in Dictionary(uniqueKeysWithValues: zip(head, row)) }
  }

  private static func cells(_ row: Substring) -> [String] {
    var cells = [""]
    var isQuoted = false
    for character in row {
      switch character {
      case "\"": isQuoted.toggle()
      case "," where !isQuoted: cells.append("")
      default: cells[cells.count - 1].append(character)
      }
    }
    return cells
  }
}
