import Bookkeeping
import EventLedger
import ExamRecords
import TransparencyLog

/// Events as a program would sign them that asks no decoder: some fit their type, most do not.
enum Misfit {
  static func append(to school: TestSchool, _ generator: inout SeededGenerator) throws {
    let ledger = school.books.ledger
    let printed = try ledger.headers(in: 0..<ledger.size).filter { $0.type.hasSuffix(".printed") }.map(\.position)
    let position = (printed + [0, ledger.size]).randomElement(using: &generator) ?? 0
    let streams = Set(try ledger.headers(in: 0..<ledger.size).map(\.stream)).sorted()
    let stream = streams.randomElement(using: &generator) ?? "ledger"
    let types = RecordEvent.Kind.allCases.map(\.rawValue) + ["candidate.moved"]
    let draft = Draft(
      stream: stream, version: try ledger.version(ofStream: stream) + 1,
      type: types.randomElement(using: &generator) ?? "", schema: Int.random(in: 0..<8, using: &generator) == 0 ? 2 : 1,
      body: .text(bodies(position).randomElement(using: &generator) ?? "{}"))
    _ = try ledger.append(
      [draft], signer: school.signer, decidedAt: ledger.size, clock: school.tick(), commandName: "test")
  }

  private static func bodies(_ position: Int) -> [String] {
    let reason = #""reason":"Theo giấy khai sinh""#
    return [
      "{}", "[]", "[1]", "5", #""giay khai sinh""#, "null", "true", #"{"reason":5}"#, #"{"reason":null}"#,
      #"{"reason":["giay khai sinh"]}"#, "{\(reason)}", #"{"changes":5,\#(reason)}"#, #"{"changes":[],\#(reason)}"#,
      #"{"changes":[5],\#(reason)}"#, #"{"changes":[{"field":"phone"}],\#(reason)}"#,
      #"{"changes":[{"field":5,"new":"x","old":null}],\#(reason)}"#,
      #"{"changes":[{"field":"phone","new":"0912345678","old":null}],\#(reason)}"#,
      #"{"changes":[{"field":"phone","new":null,"old":"0912345678"}],\#(reason)}"#,
      #"{"changes":[{"field":"className","new":"12A2","old":"12A1"}],\#(reason)}"#,
      #"{"changes":[{"field":"className","new":["12A2"],"old":"12A1"}],\#(reason)}"#,
      #"{"fields":5,"number":1,\#(reason)}"#, #"{"fields":{"className":5},"number":1,\#(reason)}"#,
      #"{"sheet":"x"}"#, #"{"sheet":\#(position)}"#, #"{"sheet":\#(position),"way":"typed"}"#,
      #"{\#(reason),"sheet":\#(position)}"#, #"{"except":"x","list":\#(position),"way":"typed"}"#,
      #"{"except":[],"list":\#(position),"way":"typed"}"#, #"{"except":[1],"list":\#(position),"way":"typed"}"#,
      #"{"list":\#(position),\#(reason)}"#, #"{"list":-1,\#(reason)}"#, #"{"document":5,\#(reason)}"#,
      #"{"document":{},\#(reason)}"#, #"{"document":{"deadlines":5,"hours":5,"roles":5},\#(reason)}"#,
      #"{"content":5}"#, #"{"content":{"rows":5}}"#, #"{"content":{"rows":[{}]}}"#,
      #"{"content":{"rows":[{"candidate":5,"order":"x"}]}}"#,
    ]
  }
}
