import CanonicalForms
import Exchange

/// A long result that is shown as it is found, so that memory does not grow with it: text, JSON (one object with an array), or
/// CSV.
final class RowStream {
  private let session: Session
  private let name: String
  private var pending: [UInt8] = []
  private(set) var count = 0

  /// - Parameters:
  ///   - name: of the array in JSON.
  ///   - columns: of the CSV.
  ///   - members: other members of the JSON result that are known at the start.
  ///   - heading: of the text. Like everything, it is shown only when there is much or all of it: who is refused is shown nothing.
  init(
    _ session: Session, name: String, columns: [String], members: [(String, JSON)], heading: String? = nil
  ) {
    self.session = session
    self.name = name
    switch session.options.format {
    case .text: if let heading { pending += (heading + "\n").utf8 }
    case .csv: pending += CSVWriter.write([columns])
    case .json:
      pending += "{\n".utf8
      for (key, value) in members { pending += "  \(JSON.string(key).canonicalText): \(value.indented(by: 2)),\n".utf8 }
      pending += "  \(JSON.string(name).canonicalText): [".utf8
    }
  }

  /// One result; only what the format needs of it is made.
  ///
  /// - Parameter rows: of the CSV, one or more.
  func append(json: @autoclosure () -> JSONObject, rows: @autoclosure () -> [[JSON]], text: @autoclosure () -> String) {
    switch session.options.format {
    case .text: pending += (text() + "\n").utf8
    case .csv:
      let bytes = CSVWriter.write(rows().map { $0.map(\.plainText) })
      pending += bytes.dropFirst(CSVWriter.write([[String]]()).count)
    case .json:
      pending += (count == 0 ? "\n    " : ",\n    ").utf8
      pending += JSON.object(json()).indented(by: 4).utf8
    }
    count += 1
    if pending.count > 1 << 16 { flush() }
  }

  /// - Parameter members: of the JSON result that are known only at the end.
  func close(members: [(String, JSON)] = []) {
    if session.options.format == .json {
      pending += (count == 0 ? "]" : "\n  ]").utf8
      for (key, value) in members { pending += ",\n  \(JSON.string(key).canonicalText): \(value.indented(by: 2))".utf8 }
      pending += "\n}\n".utf8
    }
    flush()
  }

  private func flush() {
    if !pending.isEmpty { session.console.write(bytes: pending) }
    pending.removeAll(keepingCapacity: true)
  }
}

extension JSON {
  /// Line breaks stand between values only, never inside them.
  fileprivate func indented(by width: Int) -> String {
    indentedText.replacing("\n", with: "\n" + String(repeating: " ", count: width))
  }
}
