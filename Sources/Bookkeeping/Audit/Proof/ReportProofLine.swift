import CanonicalForms
import EventLedger
import TransparencyLog

/// The lines of a report's proof (`Schemas/ledger-format.md`, 18).
enum ReportProofLine {
  case head(Head)
  /// With the binding of a rotation.
  case key(Event, path: [Hash], RotationBinding?)
  case event(Event)

  static let format = "kiemdo/report/v1"

  struct Head: Equatable {
    var origin: String
    /// The note before the range and the roots of the perfect subtrees at its size; nil if the range begins with the ledger.
    var first: First?
    /// The note after the range.
    var last: String
    var headersOnly: Bool
    var selection: Selection
    /// Ascending.
    var selected: [Int]
  }

  struct First: Equatable {
    var note: String
    var roots: [Hash]
  }

  struct Event: Equatable {
    var header: String
    var payload: Payload?
  }

  struct Payload: Equatable {
    var body: String
    var salt: [UInt8]
  }
}

extension ReportProofLine {
  /// With the line feed.
  func format() -> [UInt8] {
    let json: JSON =
      switch self {
      case .head(let head): ["proof": head.json]
      case .key(let event, let path, let binding):
        ["key": .object(JSONObject(event.members + [("path", path.json)] + (binding?.members ?? [])))]
      case .event(let event): ["event": .object(JSONObject(event.members))]
      }
    return Array((json.canonicalText + "\n").utf8)
  }

  /// Reads a line without its line feed.
  init(_ text: String) throws(ShapeFault) {
    let json: JSON
    do {
      json = try JSON.parse(canonical: text)
    } catch {
      throw ShapeFault(path: "", expected: "canonical JSON", found: Evidence(error))
    }
    var reader = try ObjectReader(json, path: "")
    if let head = try reader.optionalJSON("proof") {
      self = .head(try Head(head))
    } else if let key = try reader.optionalJSON("key") {
      var inner = try ObjectReader(key, path: "/key")
      let event = try Event(&inner)
      let path = try inner.hashes("path")
      let binding = try RotationBinding(&inner)
      try inner.finish()
      guard event.payload != nil else { throw ShapeFault(path: "/key", expected: "payload and salt", found: "none") }
      self = .key(event, path: path, binding)
    } else {
      var inner = try ObjectReader(try reader.json("event"), path: "/event")
      self = .event(try Event(&inner))
      try inner.finish()
    }
    try reader.finish()
  }
}

extension ReportProofLine.Head {
  fileprivate var json: JSON {
    [
      "first": first.map { first in
        ["note": .string(first.note), "roots": first.roots.json]
      } ?? .null,
      "format": .string(ReportProofLine.format), "headersOnly": .bool(headersOnly), "last": ["note": .string(last)],
      "origin": .string(origin), "selected": .array(selected.map(JSON.integer)), "selection": selection.json,
    ]
  }

  fileprivate init(_ json: JSON) throws(ShapeFault) {
    var reader = try ObjectReader(json, path: "/proof")
    let format = try reader.string("format")
    guard format == ReportProofLine.format else {
      throw ShapeFault(path: "/proof/format", expected: "\(ReportProofLine.format)", found: "\(format)")
    }
    origin = try reader.string("origin")
    let first = try reader.json("first")
    if first != .null {
      var inner = try ObjectReader(first, path: "/proof/first")
      self.first = ReportProofLine.First(note: try inner.string("note"), roots: try inner.hashes("roots"))
      try inner.finish()
    }
    var inner = try ObjectReader(try reader.json("last"), path: "/proof/last")
    last = try inner.string("note")
    try inner.finish()
    headersOnly = try reader.bool("headersOnly")
    selection = try Selection(try reader.json("selection"), path: "/proof/selection")
    selected = try reader.integers("selected")
    try reader.finish()
    let isAscending = zip(selected, selected.dropFirst()).allSatisfy { $0 < $1 }
    guard isAscending, selected.allSatisfy({ (0..<EventHeader.positionLimit).contains($0) }) else {
      throw ShapeFault(
        path: "/proof/selected", expected: "ascending positions",
        found: "\(selected.prefix(5).map(String.init).joined(separator: ", "))")
    }
  }
}

extension ReportProofLine.Event {
  fileprivate var members: [(String, JSON)] {
    var members: [(String, JSON)] = [("header", .string(header))]
    if let payload {
      members += [("payload", .string(payload.body)), ("salt", .string(Base64.encode(payload.salt)))]
    }
    return members
  }

  /// Leaves the reader to its caller.
  fileprivate init(_ reader: inout ObjectReader) throws(ShapeFault) {
    header = try reader.string("header")
    let body = try reader.optionalString("payload")
    let text = try reader.optionalString("salt")
    guard (body == nil) == (text == nil) else {
      throw ShapeFault(
        path: reader.path(to: body == nil ? "payload" : "salt"), expected: "payload and salt, or neither",
        found: "nothing")
    }
    guard let body, let text else { return }
    guard let salt = Base64.decode(text) else {
      throw ShapeFault(path: reader.path(to: "salt"), expected: "base64", found: "\(text)")
    }
    payload = ReportProofLine.Payload(body: body, salt: salt)
  }
}

extension RotationBinding {
  fileprivate var members: [(String, JSON)] { [("consistency", consistency.json), ("note", .string(note))] }

  /// Nil if there is none. Leaves the reader to its caller.
  fileprivate init?(_ reader: inout ObjectReader) throws(ShapeFault) {
    guard let note = try reader.optionalString("note") else { return nil }
    self.init(note: note, consistency: try reader.hashes("consistency"))
  }
}

extension [Hash] {
  fileprivate var json: JSON { .array(map { .string($0.base64) }) }
}

extension ObjectReader {
  fileprivate mutating func hashes(_ key: String) throws(ShapeFault) -> [Hash] {
    var hashes: [Hash] = []
    for (index, text) in try strings(key).enumerated() {
      guard let hash = Hash(base64: text) else {
        throw ShapeFault(
          path: "\(path(to: key))/\(index)", expected: "base64 of \(Hash.byteCount) bytes", found: "\(text)")
      }
      hashes.append(hash)
    }
    return hashes
  }
}
