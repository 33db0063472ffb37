extension JSON {
  /// The canonical text: one line, unique for the value.
  ///
  /// - Precondition: every string is in NFC (`String.isNFC`), every integer within `largestInteger`: what enters a value
  ///   has been normalised where it entered the program.
  public var canonicalText: String {
    var writer = Writer()
    writer.write(self)
    return String(decoding: writer.bytes, as: UTF8.self)
  }

  /// The same value for people and pipes to read: two spaces a level, keys in the same order.
  public var indentedText: String {
    var writer = Writer(indentation: 2)
    writer.write(self)
    return String(decoding: writer.bytes, as: UTF8.self)
  }
}

private struct Writer {
  var bytes: [UInt8] = []
  var indentation: Int?
  private var depth = 0

  init(indentation: Int? = nil) {
    self.indentation = indentation
    bytes.reserveCapacity(512)
  }

  mutating func write(_ value: JSON) {
    switch value {
    case .null: bytes += "null".utf8
    case .bool(let flag): bytes += (flag ? "true" : "false").utf8
    case .integer(let number):
      precondition(abs(number) <= JSON.largestInteger, "The integer \(number) is not exact in JSON.")
      bytes += String(number).utf8
    case .string(let text): write(string: text)
    case .array(let values):
      write(open: "[", close: "]", values) { $0.write($1) }
    case .object(let object):
      write(open: "{", close: "}", object.members) { writer, member in
        writer.write(string: member.key)
        writer.bytes.append(UInt8(ascii: ":"))
        if writer.indentation != nil { writer.bytes.append(UInt8(ascii: " ")) }
        writer.write(member.value)
      }
    }
  }

  private mutating func write<Element>(
    open: Unicode.Scalar, close: Unicode.Scalar, _ elements: [Element], one: (inout Writer, Element) -> Void
  ) {
    bytes.append(UInt8(ascii: open))
    depth += 1
    for (index, element) in elements.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      breakLine()
      one(&self, element)
    }
    depth -= 1
    if !elements.isEmpty { breakLine() }
    bytes.append(UInt8(ascii: close))
  }

  private mutating func breakLine() {
    guard let indentation else { return }
    bytes.append(UInt8(ascii: "\n"))
    bytes.append(contentsOf: repeatElement(UInt8(ascii: " "), count: indentation * depth))
  }

  private mutating func write(string text: String) {
    var text = text
    bytes.append(UInt8(ascii: "\""))
    text.withUTF8 { plain in
      if plain.allSatisfy({ $0 >= 0x20 && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\") }) {
        bytes.append(contentsOf: plain)
      } else {
        write(escaping: plain)
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }

  private mutating func write(escaping text: UnsafeBufferPointer<UInt8>) {
    for byte in text {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes += [UInt8(ascii: "\\"), byte]
      case 0x08: bytes += "\\b".utf8
      case 0x09: bytes += "\\t".utf8
      case 0x0A: bytes += "\\n".utf8
      case 0x0C: bytes += "\\f".utf8
      case 0x0D: bytes += "\\r".utf8
      case 0..<0x20:
        bytes += "\\u00".utf8
        bytes += [Self.hexDigits[Int(byte >> 4)], Self.hexDigits[Int(byte & 15)]]
      default: bytes.append(byte)
      }
    }
  }

  private static let hexDigits = Array("0123456789abcdef".utf8)
}
