import CanonicalForms
import Testing

struct JSONRelaxedTests {
  @Test(arguments: [
    (" { \"b\" : 1 ,\r\n\t\"a\" : [ ] } ", #"{"a":[],"b":1}"#), (#""\u0041\/\u00C1""#, #""A/Á""#),
    (#""\ud83d\uDE00""#, #""😀""#), ("\"a\u{301}\"", "\"\u{E1}\""), ("{\"e\u{301}\":1}", "{\"\u{E9}\":1}"),
    (#""\u0065\u0301""#, "\"\u{E9}\""), (#""\u000A""#, #""\n""#), ("\"\u{7F}\"", "\"\u{7F}\""),
  ])
  func `what people write comes out canonical`(text: String, canonical: String) throws {
    let value = try JSON.parse(relaxed: text)
    #expect(Array(value.canonicalText.utf8) == Array(canonical.utf8))
    #expect(try JSON.parse(canonical: canonical) == value)
  }

  @Test(arguments: [
    (#"{"a":1,"b":2,"a":3}"#, JSONFault.Reason.duplicateKey), ("{\"e\u{301}\":1,\"\u{E9}\":2}", .duplicateKey),
    (#""\ud83d""#, .unexpectedByte), (#""\ud83dx""#, .loneSurrogate), (#""\ud83d\u0041""#, .loneSurrogate),
    (#""\ude00""#, .loneSurrogate), (#""\ude00\ud83d""#, .loneSurrogate), ("1.5", .notAnInteger),
    ("1e2", .notAnInteger),
    ("-0", .notAnInteger), ("007", .notAnInteger), ("9007199254740992", .integerTooLarge), ("[1,]", .unexpectedByte),
    ("\"\n\"", .controlCharacter), ("{} {}", .trailingBytes), ("", .unexpectedEnd), ("  ", .unexpectedEnd),
    ("\u{A0}1", .unexpectedByte), (#"{a:1}"#, .unexpectedByte), (#""\u{41}""#, .badEscape),
  ])
  func `what is no JSON, or would lose something, is refused`(text: String, reason: JSONFault.Reason) {
    #expect { try JSON.parse(relaxed: text) } throws: {
      let found = ($0 as? JSONFault)?.reason
      // A surrogate at the end of its string has no partner, whichever byte shows it.
      return found == reason || reason == .unexpectedByte && found == .loneSurrogate
    }
  }
}
