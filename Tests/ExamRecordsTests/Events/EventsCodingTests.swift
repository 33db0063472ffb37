import CanonicalForms
import ExamRecords
import Testing

struct EventsCodingTests {
  @Test(arguments: EventsSamples.all)
  func `an event comes back from its payload's canonical text`(event: RecordEvent) throws {
    let text = event.payload.canonicalText
    let payload = try JSON.parse(canonical: text)
    let decoded = try RecordEvent.decode(type: event.kind.rawValue, schema: event.kind.schema, payload: payload)
    #expect(decoded == event)
    #expect(decoded.payload.canonicalText == text)
  }

  @Test func `the samples hold every kind`() {
    #expect(Set(EventsSamples.all.map(\.kind)) == Set(RecordEvent.Kind.allCases))
  }

  @Test(arguments: EventsSamples.all)
  func `a member more is refused wherever there is an object of ours`(event: RecordEvent) throws {
    for path in objects(in: event.payload, event.kind) {
      let changed = with("extra", at: path[...], in: event.payload)
      #expect(throws: EventFault.self, "\(path)") {
        try RecordEvent.decode(type: event.kind.rawValue, schema: 1, payload: changed)
      }
    }
  }

  @Test(arguments: EventsSamples.all)
  func `a member less is refused, or was optional and is gone`(event: RecordEvent) throws {
    for key in event.payload.object?.keys ?? [] {
      guard var object = event.payload.object else { continue }
      object[key] = nil
      do throws(EventFault) {
        let decoded = try RecordEvent.decode(type: event.kind.rawValue, schema: 1, payload: .object(object))
        #expect(["reason", "evidence", "import", "sheet", "place", "signedOn", "except"].contains(key), "\(key)")
        #expect(decoded != event)
        #expect(decoded.payload == .object(object))
      } catch {
        guard case .payload(event.kind.rawValue, _) = error else {
          Issue.record("\(error)")
          continue
        }
      }
    }
  }

  @Test func `a type or version of a newer program is unknown, not damaged`() {
    #expect(throws: EventFault.unknown(type: "candidate.merged", schema: 1)) {
      try RecordEvent.decode(type: "candidate.merged", schema: 1, payload: [:])
    }
    for schema in [0, 2] {
      #expect(throws: EventFault.unknown(type: "candidate.withdrawn", schema: schema)) {
        try RecordEvent.decode(type: "candidate.withdrawn", schema: schema, payload: ["reason": "r"])
      }
    }
  }

  struct Breach: Sendable, CustomTestStringConvertible {
    let type: String
    let path: String
    let text: String
    var testDescription: String { "\(type) \(path) \(text.prefix(80))" }

    init(_ type: String, _ path: String, _ text: String) {
      (self.type, self.path, self.text) = (type, path, text)
    }
  }

  @Test(arguments: [
    Breach("candidate.withdrawn", "/reason", #"{"reason":""}"#),
    Breach("candidate.withdrawn", "/reason", #"{"reason":null}"#),
    Breach("candidate.registered", "/number", #"{"fields":{"a":"1"},"number":0,"reason":"r"}"#),
    Breach("candidate.registered", "/number", #"{"fields":{"a":"1"},"number":1000000,"reason":"r"}"#),
    Breach("candidate.registered", "/fields", #"{"fields":{},"number":1,"reason":"r"}"#),
    Breach("candidate.registered", "/fields/a", #"{"fields":{"a":""},"number":1,"reason":"r"}"#),
    Breach("candidate.registered", "/fields/a", #"{"fields":{"a":null},"number":1,"reason":"r"}"#),
    Breach("candidate.registered", "/fields/a", #"{"fields":{"a":[]},"number":1,"reason":"r"}"#),
    Breach("candidate.registered", "/fields/a", #"{"fields":{"a":["x","x"]},"number":1,"reason":"r"}"#),
    Breach("candidate.registered", "/fields/a", #"{"fields":{"a":["x",1]},"number":1,"reason":"r"}"#),
    Breach(
      "candidate.registered", "/import/row",
      #"{"fields":{"a":"1"},"import":{"file":"f","row":0},"number":1,"reason":"r"}"#),
    Breach(
      "candidate.registered", "/import/seen",
      #"{"fields":{"a":"1"},"import":{"file":"f","row":1,"seen":{}},"number":1,"reason":"r"}"#),
    Breach("candidate.corrected", "/changes/0", #"{"changes":[{"field":"a","new":"1","old":"1"}],"reason":"r"}"#),
    Breach("candidate.corrected", "/changes/0", #"{"changes":[{"field":"a","new":null,"old":null}],"reason":"r"}"#),
    Breach("candidate.corrected", "/changes/0/old", #"{"changes":[{"field":"a","new":"1"}],"reason":"r"}"#),
    Breach("candidate.corrected", "/changes", #"{"changes":[],"reason":"r"}"#),
    Breach("candidate.corrected", "/changes", #"{"changes":[],"import":{"file":"f","row":1},"reason":"r"}"#),
    Breach(
      "candidate.corrected", "/changes",
      #"{"changes":[{"field":"a","new":"1","old":null},{"field":"a","new":"2","old":"1"}],"reason":"r"}"#),
    Breach("sheet.signed", "/sheet", #"{"sheet":-1,"way":"typed"}"#),
    Breach("sheet.signed", "/sheet", #"{"sheet":4294967296,"way":"typed"}"#),
    Breach("sheet.signed", "/way", #"{"sheet":1,"way":"guessed"}"#),
    Breach("sheet.signed", "/signedOn", #"{"sheet":1,"signedOn":"2023-02-29","way":"typed"}"#),
    Breach("sheet.signed", "/signedOn", #"{"sheet":1,"signedOn":"21/04/2023","way":"typed"}"#),
    Breach("sheet.signed", "/place", #"{"place":"","sheet":1,"way":"typed"}"#),
    Breach("classList.signed", "/except", #"{"except":[],"list":1,"way":"typed"}"#),
    Breach("classList.signed", "/except", #"{"except":[0],"list":1,"way":"typed"}"#),
    Breach("classList.signed", "/except", #"{"except":[2,2],"list":1,"way":"typed"}"#),
    Breach("officer.named", "/id", #"{"id":"Lan","name":"Lan"}"#),
    Breach("officer.named", "/id", #"{"id":".lan","name":"Lan"}"#),
    Breach("officer.named", "/id", #"{"id":"","name":"Lan"}"#),
    Breach("unit.described", "/settings/code", #"{"settings":{"code":"","name":"T","signatory":"HT"}}"#),
    Breach("unit.described", "/settings/signatory", #"{"settings":{"name":"T"}}"#),
    Breach("profile.adopted", "/document", #"{"document":[]}"#),
  ])
  func `a payload that breaks a rule is refused with its place`(breach: Breach) throws {
    let payload = try JSON.parse(canonical: breach.text)
    #expect {
      try RecordEvent.decode(type: breach.type, schema: 1, payload: payload)
    } throws: {
      guard case .payload(breach.type, let fault) = $0 as? EventFault else { return false }
      return fault.path == breach.path
    }
  }

  @Test(arguments: [
    ("anchor", JSON.string(String(repeating: "A", count: 187) + "=")), ("anchor", "AAAA"), ("check", "12345"),
    ("check", "1234567"), ("check", "12345a"), ("duplex", 1),
  ])
  func `a print event's own members keep their form`(key: String, value: JSON) throws {
    for event in EventsSamples.all where [.sheetPrinted, .classListPrinted].contains(event.kind) {
      guard var object = event.payload.object else { continue }
      object[key] = value
      #expect(throws: EventFault.self) {
        try RecordEvent.decode(type: event.kind.rawValue, schema: 1, payload: .object(object))
      }
    }
  }

  @Test func `a sheet says nothing of fields that are not on it, and each field once`() throws {
    func refused(_ change: (inout SheetContent) -> Void) throws -> ShapeFault? {
      var content = EventsSamples.fullSheet
      change(&content)
      let event = SheetPrinted(
        anchor: EventsSamples.anchor, check: "000001", content: content, drawnBy: EventsSamples.drawnBy, duplex: false)
      do throws(EventFault) {
        _ = try RecordEvent.decode(
          type: "sheet.printed", schema: 1, payload: RecordEvent.sheetPrinted(event).payload)
        return nil
      } catch {
        guard case .payload(_, let fault) = error else { return nil }
        return fault
      }
    }
    #expect(try refused { _ in } == nil)
    #expect(try refused { $0.printedFields.append("phone") }?.path == "/content/fields")
    #expect(try refused { $0.printedFields = [] }?.path == "/content/fields")
    #expect(try refused { $0.values["sex"] = .text("0") }?.path == "/content/values/sex")
    #expect(try refused { $0.changes.append(.init(field: "sex", old: nil)) }?.path == "/content/changes")
    #expect(try refused { $0.changes.append(.init(field: "phone", old: nil)) }?.path == "/content/changes")
    #expect(try refused { $0.nonce = "AAAAAAAAAAAAAAAAAAAAAB==" }?.path == "/content/nonce")
    #expect(try refused { $0.candidate = "c1" }?.path == "/content/candidate")
    #expect(try refused { $0.recordVersion = 0 }?.path == "/content/recordVersion")
    #expect(try refused { $0.replaces?.code = "01042-583921" }?.path == "/content/replaces/code")
    #expect(try refused { $0.replaces?.code = "1042-58392" }?.path == "/content/replaces/code")
    #expect(try refused { $0.replaces?.signedOn = "hôm qua" }?.path == "/content/replaces/signedOn")
  }

  // MARK: Changing documents

  /// The paths of the objects whose members the schema closes: not the maps of values, nor a profile's document.
  private func objects(in json: JSON, _ kind: RecordEvent.Kind, _ path: [String] = []) -> [[String]] {
    if let last = path.last, ["fields", "values", "seen", "document"].contains(last) { return [] }
    switch json {
    case .object(let object):
      return [path] + object.members.flatMap { objects(in: $0.value, kind, path + [$0.key]) }
    case .array(let values):
      return values.enumerated().flatMap { objects(in: $1, kind, path + [String($0)]) }
    default: return []
    }
  }

  private func with(_ key: String, at path: ArraySlice<String>, in json: JSON) -> JSON {
    switch json {
    case .object(var object):
      if let step = path.first {
        object[step] = object[step].map { with(key, at: path.dropFirst(), in: $0) }
      } else {
        object[key] = 1
      }
      return .object(object)
    case .array(var values):
      if let step = path.first, let index = Int(step) {
        values[index] = with(key, at: path.dropFirst(), in: values[index])
      }
      return .array(values)
    default: return json
    }
  }
}
