/// One row of a table as it stands in its file.
public struct RawRecord: Equatable, Sendable {
  /// The physical line on which the row begins, from 1.
  public let line: Int
  public let cells: [String]

  public init(line: Int, cells: [String]) {
    self.line = line
    self.cells = cells
  }
}

/// A CSV file read: all rows, empty ones too, with as many cells as each has.
public struct CSVDocument: Equatable, Sendable {
  public let encoding: TextEncoding
  public let separator: CSVSeparator
  public let records: [RawRecord]
}

/// Reads CSV as schools have it: RFC 4180, with the tolerance that ``CSVScanner`` describes, any of three separators,
/// UTF-8 or UTF-16.
///
/// Cells are text and stay text: `0312` keeps its zero here. (A spreadsheet program that opens and saves the file drops
/// it; no trick such as `="0312"` is used against that, since other programs would read the trick as the value.) Cells
/// are mended by ``TextMending/mend(_:)`` but not trimmed, and the apostrophe of ``FormulaGuard`` is taken off.
public enum CSVReader {
  /// - Throws: ``ExchangeError/notText(_:)``, ``ExchangeError/damagedText(_:_:)``,
  ///   ``ExchangeError/unterminatedQuote(line:column:)``.
  public static func read(_ bytes: [UInt8]) throws(ExchangeError) -> CSVDocument {
    try read(bytes, inspecting: true)
  }

  /// - Parameter inspecting: false to take damaged text as it comes, to show where the damage stands.
  static func read(_ bytes: [UInt8], inspecting: Bool) throws(ExchangeError) -> CSVDocument {
    let (encoding, utf8) = try TextEncoding.transcode(bytes)
    let isValid = String(validating: utf8, as: UTF8.self) != nil
    let result = utf8.withUnsafeBufferPointer { buffer in
      Result { () throws(ExchangeError) -> CSVDocument in
        let declared = CSVSeparator.declared(in: buffer)
        let separator = declared?.separator ?? CSVSeparator.detected(in: buffer)
        let scanner = CSVScanner(
          buffer, separator: separator.rawValue, from: declared?.start ?? 0, line: declared == nil ? 1 : 2)
        guard isValid || !inspecting else { throw try explain(scanner) }
        return CSVDocument(
          encoding: encoding, separator: separator, records: try records(scanner, inspecting: inspecting))
      }
    }
    return try result.get()
  }

  private static func records(_ start: CSVScanner, inspecting: Bool) throws(ExchangeError) -> [RawRecord] {
    var scanner = start
    var inspector = TextInspector()
    var records: [RawRecord] = []
    while try scanner.next() {
      var cells: [String] = []
      cells.reserveCapacity(scanner.fields.count)
      let line = scanner.line
      for (index, field) in scanner.fields.enumerated() {
        cells.append(
          scanner.withContent(of: field) { content in
            if inspecting, !field.flags.isDisjoint(with: [.questionMark, .notASCII]) {
              inspector.inspect(content, areUTF8: true, line: line, column: index + 1)
            }
            return text(content, field.flags)
          })
      }
      records.append(RawRecord(line: line, cells: cells))
    }
    try inspector.check()
    return records
  }

  private static func text(_ content: UnsafeBufferPointer<UInt8>, _ flags: CSVScanner.Flags) -> String {
    var text = String(decoding: content, as: UTF8.self)
    if !flags.isDisjoint(with: [.notASCII, .control]), !TextMending.isSound(content) {
      text = TextMending.mend(text)
    }
    return text.utf8.first == FormulaGuard.mark ? FormulaGuard.strip(text) : text
  }

  /// Why a file that is not UTF-8 can't be read: the encoding by the evidence of all its cells, or the first cell with
  /// bytes that are not UTF-8.
  private static func explain(_ start: CSVScanner) throws(ExchangeError) -> ExchangeError {
    var scanner = start
    var inspector = TextInspector()
    var first: TextEvidence?
    while try scanner.next() {
      for (index, field) in scanner.fields.enumerated()
      where !field.flags.isDisjoint(with: [.questionMark, .notASCII]) {
        scanner.withContent(of: field) { content in
          inspector.inspect(content, areUTF8: false, line: scanner.line, column: index + 1)
          if first == nil, String(validating: content, as: UTF8.self) == nil {
            first = TextEvidence(line: scanner.line, column: index + 1, text: Windows1252.decode(content))
          }
        }
      }
    }
    try inspector.check()
    // A cell boundary never lies inside a sound sequence, so some cell holds the fault.
    return .damagedText(.unknownEncoding, first ?? TextEvidence(line: 1, column: 1, text: ""))
  }
}

extension CSVScanner {
  func withContent<T>(of field: Field, _ body: (UnsafeBufferPointer<UInt8>) -> T) -> T {
    guard field.isIrregular else { return body(UnsafeBufferPointer(rebasing: bytes[field.start..<field.end])) }
    return content(of: field).withUnsafeBufferPointer(body)
  }
}
