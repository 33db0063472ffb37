/// Why a text is not the JSON that was asked for.
public struct JSONFault: Error, Equatable, Sendable {
  public enum Reason: String, Sendable {
    case unexpectedEnd, unexpectedByte, trailingBytes, invalidUTF8, notNFC, controlCharacter, badEscape, needlessEscape
    case loneSurrogate, notAnInteger, integerTooLarge, duplicateKey, keysOutOfOrder, tooDeep
  }

  public let reason: Reason
  /// Byte offset in the UTF-8 text, from 0.
  public let offset: Int
}

extension JSON {
  /// Reads canonical text and nothing else.
  public static func parse(canonical text: String) throws(JSONFault) -> JSON {
    try parse(utf8: text, strict: true)
  }

  /// Reads canonical bytes in place, for bulk work.
  public static func parse(canonical bytes: UnsafeBufferPointer<UInt8>) throws(JSONFault) -> JSON {
    try parse(bytes, strict: true)
  }

  /// Reads any JSON text (RFC 8259) without fractions, as a person may have written it: white space, any key order, any
  /// legal escape; strings come out in NFC. Duplicate keys are refused.
  public static func parse(relaxed text: String) throws(JSONFault) -> JSON {
    try parse(utf8: text, strict: false)
  }

  private static func parse(utf8 text: String, strict: Bool) throws(JSONFault) -> JSON {
    var text = text
    let result = text.withUTF8 { buffer in
      Result { () throws(JSONFault) in try parse(buffer, strict: strict) }
    }
    return try result.get()
  }

  private static func parse(_ bytes: UnsafeBufferPointer<UInt8>, strict: Bool) throws(JSONFault) -> JSON {
    var reader = Reader(bytes: bytes, strict: strict)
    return try reader.document()
  }
}

private struct Reader {
  let bytes: UnsafeBufferPointer<UInt8>
  let strict: Bool
  var offset = 0
  var depth = 0

  /// Deeper nesting than any document of ours is refused, so that hostile text can't exhaust the stack.
  static let greatestDepth = 64

  init(bytes: UnsafeBufferPointer<UInt8>, strict: Bool) {
    self.bytes = bytes
    self.strict = strict
  }

  mutating func document() throws(JSONFault) -> JSON {
    let value = try value()
    skipSpace()
    guard offset == bytes.count else { throw fault(.trailingBytes) }
    return value
  }

  private func fault(_ reason: JSONFault.Reason, at place: Int? = nil) -> JSONFault {
    JSONFault(reason: reason, offset: place ?? offset)
  }

  private mutating func skipSpace() {
    guard !strict else { return }
    while offset < bytes.count, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[offset]) { offset += 1 }
  }

  private func peek() throws(JSONFault) -> UInt8 {
    guard offset < bytes.count else { throw fault(.unexpectedEnd) }
    return bytes[offset]
  }

  private mutating func expect(_ scalar: Unicode.Scalar) throws(JSONFault) {
    guard try peek() == UInt8(ascii: scalar) else { throw fault(.unexpectedByte) }
    offset += 1
  }

  private mutating func value() throws(JSONFault) -> JSON {
    skipSpace()
    switch try peek() {
    case UInt8(ascii: "{"): return try object()
    case UInt8(ascii: "["): return try array()
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "t"): return try word("true", .bool(true))
    case UInt8(ascii: "f"): return try word("false", .bool(false))
    case UInt8(ascii: "n"): return try word("null", .null)
    default: return .integer(try integer())
    }
  }

  private mutating func word(_ word: StaticString, _ value: JSON) throws(JSONFault) -> JSON {
    guard offset + word.utf8CodeUnitCount <= bytes.count else { throw fault(.unexpectedEnd) }
    for index in 0..<word.utf8CodeUnitCount where bytes[offset + index] != word.utf8Start[index] {
      throw fault(.unexpectedByte, at: offset + index)
    }
    offset += word.utf8CodeUnitCount
    return value
  }

  private mutating func integer() throws(JSONFault) -> Int {
    let start = offset
    let negative = try peek() == UInt8(ascii: "-")
    if negative { offset += 1 }
    let firstDigit = offset
    var number = 0
    while offset < bytes.count, case let digit = Int(bytes[offset]) - 0x30, (0...9).contains(digit) {
      guard number <= JSON.largestInteger else { throw fault(.integerTooLarge, at: start) }
      number = number * 10 + digit
      offset += 1
    }
    guard offset > firstDigit else { throw fault(.unexpectedByte, at: start) }
    guard number <= JSON.largestInteger else { throw fault(.integerTooLarge, at: start) }
    let leadingZero = bytes[firstDigit] == UInt8(ascii: "0") && (offset - firstDigit > 1 || negative)
    let fraction =
      offset < bytes.count && [UInt8(ascii: "."), UInt8(ascii: "e"), UInt8(ascii: "E")].contains(bytes[offset])
    guard !leadingZero, !fraction else { throw fault(.notAnInteger, at: start) }
    return negative ? -number : number
  }

  private mutating func descend() throws(JSONFault) {
    depth += 1
    guard depth <= Self.greatestDepth else { throw fault(.tooDeep) }
  }

  private mutating func array() throws(JSONFault) -> JSON {
    try descend()
    try expect("[")
    var values: [JSON] = []
    skipSpace()
    if try peek() == UInt8(ascii: "]") {
      offset += 1
    } else {
      repeat {
        values.append(try value())
      } while try goesOn(until: "]")
    }
    depth -= 1
    return .array(values)
  }

  /// After an element: true at a comma, false at the closing bracket.
  private mutating func goesOn(until close: Unicode.Scalar) throws(JSONFault) -> Bool {
    skipSpace()
    switch try peek() {
    case UInt8(ascii: ","):
      offset += 1
      return true
    case UInt8(ascii: close):
      offset += 1
      return false
    default: throw fault(.unexpectedByte)
    }
  }

  private mutating func object() throws(JSONFault) -> JSON {
    try descend()
    try expect("{")
    var members: [JSONObject.Member] = []
    skipSpace()
    if try peek() == UInt8(ascii: "}") {
      offset += 1
    } else {
      repeat {
        skipSpace()
        let place = offset
        let key = try string()
        if strict, let last = members.last {
          if last.key == key { throw fault(.duplicateKey, at: place) }
          if !last.key.precedesByCodePoint(key) { throw fault(.keysOutOfOrder, at: place) }
        }
        skipSpace()
        try expect(":")
        members.append(JSONObject.Member(key: key, value: try value()))
      } while try goesOn(until: "}")
    }
    depth -= 1
    if !strict {
      members.sort { $0.key.precedesByCodePoint($1.key) }
      for (left, right) in zip(members, members.dropFirst()) where left.key == right.key {
        throw fault(.duplicateKey)
      }
    }
    return .object(JSONObject(ordered: members))
  }

  private mutating func string() throws(JSONFault) -> String {
    try expect("\"")
    let start = offset
    var plain = true
    while true {
      let byte = try peek()
      if byte == UInt8(ascii: "\"") { break }
      if byte == UInt8(ascii: "\\") { return try escapedString(from: start) }
      if byte < 0x20 { throw fault(.controlCharacter) }
      if byte >= 0x80 { plain = false }
      offset += 1
    }
    let slice = UnsafeBufferPointer(rebasing: bytes[start..<offset])
    offset += 1
    return plain ? String(decoding: slice, as: UTF8.self) : try text(slice, at: start)
  }

  private func text(_ slice: UnsafeBufferPointer<UInt8>, at start: Int) throws(JSONFault) -> String {
    guard let text = String(validating: slice, as: UTF8.self) else { throw fault(.invalidUTF8, at: start) }
    if slice.isSurelyNFC || text.isNFC { return text }
    if strict { throw fault(.notNFC, at: start) }
    return text.nfc
  }

  private mutating func escapedString(from start: Int) throws(JSONFault) -> String {
    var unescaped = Array(bytes[start..<offset])
    while true {
      let byte = try peek()
      switch byte {
      case UInt8(ascii: "\""):
        offset += 1
        let fault = unescaped.withUnsafeBufferPointer { buffer in
          Result { () throws(JSONFault) in try text(buffer, at: start) }
        }
        return try fault.get()
      case UInt8(ascii: "\\"):
        offset += 1
        try escape(into: &unescaped)
      case 0..<0x20: throw fault(.controlCharacter)
      default:
        unescaped.append(byte)
        offset += 1
      }
    }
  }

  private mutating func escape(into unescaped: inout [UInt8]) throws(JSONFault) {
    let letter = try peek()
    offset += 1
    switch letter {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"): unescaped.append(letter)
    case UInt8(ascii: "b"): unescaped.append(0x08)
    case UInt8(ascii: "f"): unescaped.append(0x0C)
    case UInt8(ascii: "n"): unescaped.append(0x0A)
    case UInt8(ascii: "r"): unescaped.append(0x0D)
    case UInt8(ascii: "t"): unescaped.append(0x09)
    case UInt8(ascii: "/") where !strict: unescaped.append(letter)
    case UInt8(ascii: "u"):
      let place = offset - 2
      var code = try fourHexDigits()
      if strict {
        guard code < 0x20, ![0x08, 0x09, 0x0A, 0x0C, 0x0D].contains(code) else {
          throw fault(.needlessEscape, at: place)
        }
      }
      if (0xD800..<0xDC00).contains(code) {
        guard try peek() == UInt8(ascii: "\\") else { throw fault(.loneSurrogate, at: place) }
        offset += 1
        try expect("u")
        let low = try fourHexDigits()
        guard (0xDC00..<0xE000).contains(low) else { throw fault(.loneSurrogate, at: place) }
        code = 0x10000 + (code - 0xD800) << 10 + (low - 0xDC00)
      }
      guard let scalar = Unicode.Scalar(code) else { throw fault(.loneSurrogate, at: place) }
      unescaped += UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter
    default: throw fault(.badEscape, at: offset - 1)
    }
  }

  /// In strict reading the letters must be lower-case, as they are written.
  private mutating func fourHexDigits() throws(JSONFault) -> UInt32 {
    var code: UInt32 = 0
    for _ in 0..<4 {
      let byte = try peek()
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): code = code << 4 | UInt32(byte - 0x30)
      case UInt8(ascii: "a")...UInt8(ascii: "f"): code = code << 4 | UInt32(byte - 0x57)
      case UInt8(ascii: "A")...UInt8(ascii: "F") where !strict: code = code << 4 | UInt32(byte - 0x37)
      default: throw fault(.badEscape)
      }
      offset += 1
    }
    return code
  }
}
