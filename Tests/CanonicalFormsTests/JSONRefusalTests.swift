import Testing

@testable import CanonicalForms

/// Every rule of the canonical form: what breaks it is refused with the reason and the place.
struct JSONRefusalTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let text: String
    let reason: JSONFault.Reason
    let offset: Int
    var testDescription: String { "\(text.debugDescription): \(reason)" }

    init(_ text: String, _ reason: JSONFault.Reason, _ offset: Int) {
      (self.text, self.reason, self.offset) = (text, reason, offset)
    }
  }

  @Test(arguments: [
    // White space
    Case(" 1", .unexpectedByte, 0), Case("1 ", .trailingBytes, 1), Case("1\n", .trailingBytes, 1),
    Case("[1, 2]", .unexpectedByte, 3), Case("[ ]", .unexpectedByte, 1), Case(#"{"a": 1}"#, .unexpectedByte, 5),
    Case(#"{ "a":1}"#, .unexpectedByte, 1), Case(#"{"a" :1}"#, .unexpectedByte, 4), Case("[1\t]", .unexpectedByte, 2),
    Case("\u{FEFF}1", .unexpectedByte, 0),
    // Keys
    Case(#"{"b":1,"a":2}"#, .keysOutOfOrder, 7), Case(#"{"a":1,"B":2}"#, .keysOutOfOrder, 7),
    Case(#"{"a":1,"a":2}"#, .duplicateKey, 7), Case(#"{"a":1,"\u0061":2}"#, .needlessEscape, 8),
    Case(#"{"x":{"b":1,"a":2}}"#, .keysOutOfOrder, 12), Case(#"{1:2}"#, .unexpectedByte, 1),
    Case(#"{"a"}"#, .unexpectedByte, 4), Case(#"{"a":1,}"#, .unexpectedByte, 7),
    // Normalisation
    Case("\"a\u{301}\"", .notNFC, 1), Case("{\"e\u{301}\":1}", .notNFC, 2), Case("\"\u{212B}\"", .notNFC, 1),
    Case("\"\\n\u{41}\u{30A}\"", .notNFC, 1), Case("\"o\u{31B}\u{301}\"", .notNFC, 1),
    Case("\"\u{1EA1}\u{302}\"", .notNFC, 1),
    // Integers
    Case("9007199254740992", .integerTooLarge, 0), Case("-9007199254740992", .integerTooLarge, 0),
    Case("[1,99999999999999999999999999]", .integerTooLarge, 3), Case("-0", .notAnInteger, 0),
    Case("01", .notAnInteger, 0), Case("-01", .notAnInteger, 0), Case("00", .notAnInteger, 0),
    Case("1.0", .notAnInteger, 0), Case("1e3", .notAnInteger, 0), Case("1E3", .notAnInteger, 0),
    Case("+1", .unexpectedByte, 0), Case("-", .unexpectedByte, 0), Case(".5", .unexpectedByte, 0),
    Case("NaN", .unexpectedByte, 0), Case("-a", .unexpectedByte, 0),
    // Escapes
    Case(#""\/""#, .badEscape, 2), Case(#""\u0041""#, .needlessEscape, 1), Case(#""\u00e9""#, .needlessEscape, 1),
    Case(#""\u000a""#, .needlessEscape, 1), Case(#""\u0008""#, .needlessEscape, 1),
    Case(#""\u0009""#, .needlessEscape, 1),
    Case(#""\u000c""#, .needlessEscape, 1), Case(#""\u000d""#, .needlessEscape, 1),
    Case(#""\u0022""#, .needlessEscape, 1),
    Case(#""\u007f""#, .needlessEscape, 1), Case(#""\ud83d\ude00""#, .needlessEscape, 1),
    Case(#""\ud83d""#, .needlessEscape, 1), Case(#""\u001F""#, .badEscape, 6), Case(#""\u00""#, .badEscape, 5),
    Case(#""\x41""#, .badEscape, 2), Case(#""\U0001""#, .badEscape, 2), Case(#""\a""#, .badEscape, 2),
    Case(#"'a'"#, .unexpectedByte, 0),
    // Control characters and ends
    Case("\"a\nb\"", .controlCharacter, 2), Case("\"\u{0}\"", .controlCharacter, 1),
    Case("\"\\t\u{1F}\"", .controlCharacter, 3), Case("", .unexpectedEnd, 0), Case("[", .unexpectedEnd, 1),
    Case("[1,", .unexpectedEnd, 3), Case("\"abc", .unexpectedEnd, 4), Case("tru", .unexpectedEnd, 0),
    Case("truE", .unexpectedByte, 3), Case("nul1", .unexpectedByte, 3), Case("True", .unexpectedByte, 0),
    Case("[1]]", .trailingBytes, 3), Case("1 2", .trailingBytes, 1), Case("[1,]", .unexpectedByte, 3),
    Case("[,1]", .unexpectedByte, 1), Case("[1 2]", .unexpectedByte, 2), Case("// a", .unexpectedByte, 0),
  ])
  func `what is not canonical is refused`(breach: Case) {
    #expect(throws: JSONFault(reason: breach.reason, offset: breach.offset)) {
      try JSON.parse(canonical: breach.text)
    }
  }

  @Test(
    arguments: [
      [0x80], [0xC0, 0x80], [0xC1, 0xBF], [0xC3], [0xE1, 0xBA], [0xED, 0xA0, 0x80], [0xED, 0xBF, 0xBF],
      [0xF4, 0x90, 0x80, 0x80], [0xF8, 0x88, 0x80, 0x80, 0x80], [0xFF], [0xE0, 0x80, 0xAF], [0xF0, 0x80, 0x80, 0xAF],
      [0x41, 0xE1, 0xBA, 0x41],
    ] as [[UInt8]])
  func `bytes that are no UTF-8 are refused, overlong forms and surrogates too`(bytes: [UInt8]) {
    for prefix in ["", #"\n"#] {
      let text: [UInt8] = [0x22] + Array(prefix.utf8) + bytes + [0x22]
      #expect(throws: JSONFault(reason: .invalidUTF8, offset: 1)) {
        try text.withUnsafeBufferPointer { buffer throws in try JSON.parse(canonical: buffer) }
      }
    }
  }

  @Test func `nesting is read to 64 levels and no deeper`() throws {
    func nested(_ depth: Int, _ open: String, _ close: String) -> String {
      String(repeating: open, count: depth) + "1" + String(repeating: close, count: depth)
    }
    for (open, close) in [("[", "]"), (#"{"a":"#, "}")] {
      let deepest = nested(64, open, close)
      #expect(try JSON.parse(canonical: deepest).canonicalText == deepest)
      for text in [nested(65, open, close), nested(100_000, open, close)] {
        #expect { try JSON.parse(canonical: text) } throws: { ($0 as? JSONFault)?.reason == .tooDeep }
        #expect { try JSON.parse(relaxed: text) } throws: { ($0 as? JSONFault)?.reason == .tooDeep }
      }
    }
    let wide = "[" + Array(repeating: "[]", count: 1000).joined(separator: ",") + "]"
    #expect(try JSON.parse(canonical: wide).array?.count == 1000)
  }
}
