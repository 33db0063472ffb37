/// Splits UTF-8 (or any bytes in which ASCII is ASCII) into records and fields, without making strings.
///
/// RFC 4180, read leniently: records end with CRLF, LF or CR; a quote begins a quoted field only as the field's first
/// byte and is an ordinary character elsewhere; what follows a closing quote belongs to the field. An empty line is a
/// record with one empty field. The end of the file ends the last record, and a line end there begins no other.
struct CSVScanner {
  struct Field {
    /// The field's bytes, without the quotes around it.
    var start: Int
    var end: Int
    /// Doubled quotes, or text after the closing quote: the bytes must be read through ``content(of:)``.
    var isIrregular = false
    var flags: Flags = []
  }

  /// What is in a field that needs a second look.
  struct Flags: OptionSet {
    var rawValue: UInt8
    static let structure = Flags(rawValue: 1)
    static let questionMark = Flags(rawValue: 2)
    static let notASCII = Flags(rawValue: 4)
    static let control = Flags(rawValue: 8)
    /// A quote where RFC 4180 has none: inside a plain field, or with text after the closing one.
    static let strayQuote = Flags(rawValue: 16)
  }

  let bytes: UnsafeBufferPointer<UInt8>
  let separator: UInt8
  private let table: [Flags]
  private var position = 0
  private var nextLine: Int

  /// The record last read: its first line, from 1, and its fields.
  private(set) var line: Int
  private(set) var fields: [Field] = []

  init(_ bytes: UnsafeBufferPointer<UInt8>, separator: UInt8, from start: Int = 0, line: Int = 1) {
    self.bytes = bytes
    self.separator = separator
    position = start
    nextLine = line
    self.line = line
    var table = [Flags](repeating: [], count: 256)
    for byte in 0..<0x20 { table[byte] = .control }
    for byte in 0x7F...0xFF { table[byte] = byte == 0x7F ? .control : .notASCII }
    table[0x09] = []
    table[0x22] = .strayQuote
    table[0x3F] = .questionMark
    for byte in [separator, 0x0A, 0x0D] { table[Int(byte)] = .structure }
    self.table = table
  }

  /// Reads the next record into ``fields``; `false` at the end of the file.
  mutating func next() throws(ExchangeError) -> Bool {
    guard position < bytes.count else { return false }
    line = nextLine
    fields.removeAll(keepingCapacity: true)
    while true {
      let isQuoted = position < bytes.count && bytes[position] == UInt8(ascii: "\"")
      fields.append(isQuoted ? try scanQuoted() : scanPlain(from: position))
      guard position < bytes.count else { return true }
      let byte = bytes[position]
      position += 1
      if byte == separator { continue }
      if byte == 0x0D, position < bytes.count, bytes[position] == 0x0A { position += 1 }
      nextLine += 1
      return true
    }
  }

  /// Reads up to a separator, a line end or the end of the file, and stops there.
  private mutating func scanPlain(from start: Int) -> Field {
    var flags: Flags = []
    var index = position
    while index < bytes.count {
      let kind = table[Int(bytes[index])]
      if kind == .structure { break }
      flags.formUnion(kind)
      index += 1
    }
    position = index
    return Field(start: start, end: index, flags: flags)
  }

  private mutating func scanQuoted() throws(ExchangeError) -> Field {
    let start = position + 1
    let firstLine = nextLine
    var field = Field(start: start, end: start)
    var index = start
    while true {
      guard index < bytes.count else {
        throw .unterminatedQuote(line: firstLine, column: fields.count + 1)
      }
      let byte = bytes[index]
      index += 1
      switch byte {
      case UInt8(ascii: "\""):
        if index < bytes.count, bytes[index] == byte {
          field.isIrregular = true
          index += 1
          continue
        }
        field.end = index - 1
        position = index
        let rest = scanPlain(from: index)
        if rest.end > index {
          field.isIrregular = true
          field.end = rest.end
          field.flags.formUnion(rest.flags.union(.strayQuote))
        }
        return field
      case 0x0A: nextLine += 1
      case 0x0D: if index >= bytes.count || bytes[index] != 0x0A { nextLine += 1 }
      default: field.flags.formUnion(table[Int(byte)].subtracting(.structure))
      }
    }
  }

  /// The bytes of an irregular field: doubled quotes single, the closing quote left out.
  func content(of field: Field) -> [UInt8] {
    let quote = UInt8(ascii: "\"")
    var content: [UInt8] = []
    var index = field.start
    var isInside = true
    while index < field.end {
      let byte = bytes[index]
      index += 1
      if isInside, byte == quote {
        if index < field.end, bytes[index] == quote {
          index += 1
        } else {
          isInside = false
          continue
        }
      }
      content.append(byte)
    }
    return content
  }
}
