import CanonicalForms
import Testing

struct JSONWritingTests {
  @Test(
    arguments: [
      (JSON.null, "null"), (true, "true"), (false, "false"), (0, "0"), (-1, "-1"),
      (JSON.integer(JSON.largestInteger), "9007199254740991"),
      (JSON.integer(-JSON.largestInteger), "-9007199254740991"),
      ("", #""""#), ([], "[]"), ([:], "{}"), ([1, [2], "ba"], #"[1,[2],"ba"]"#),
      (["b": 1, "a": ["d": nil, "c": true]], #"{"a":{"c":true,"d":null},"b":1}"#),
    ] as [(JSON, String)])
  func `each kind of value has one text`(value: JSON, text: String) throws {
    #expect(value.canonicalText == text)
    #expect(try JSON.parse(canonical: text) == value)
  }

  @Test func `every control character is escaped, and nothing else`() throws {
    let short: [UInt32: String] = [
      8: #"\b"#, 9: #"\t"#, 10: #"\n"#, 12: #"\f"#, 13: #"\r"#, 0x22: #"\""#, 0x5C: #"\\"#,
    ]
    for code in UInt32(0)...0xFF {
      let scalar = try #require(Unicode.Scalar(code))
      let value = JSON.string(String(Character(scalar)))
      let hex = String(code, radix: 16)
      let expected =
        short[code] ?? (code < 0x20 ? #"\u"# + String(repeating: "0", count: 4 - hex.count) + hex : String(scalar))
      #expect(Array(value.canonicalText.utf8) == Array("\"\(expected)\"".utf8), "U+\(hex)")
      #expect(try JSON.parse(canonical: value.canonicalText) == value, "U+\(hex)")
    }
  }

  @Test func `the solidus, delete, line separators and letters beyond the first plane stand as they are`() throws {
    for text in ["a/b", "\u{7F}", "\u{2028}\u{2029}", "😀", "Nguyễn Thị Ánh", "Đ", "\u{FFFF}", "\u{10FFFF}"] {
      #expect(JSON.string(text).canonicalText == "\"\(text)\"")
      #expect(try JSON.parse(canonical: "\"\(text)\"") == .string(text))
    }
  }

  @Test func `keys stand in the order of their code points, not of Swift's characters`() {
    let keys = ["z", "a", "Z", "é", "aa", "", "~", "\u{FF5E}", "😀", "\n"]
    let object = JSONObject(keys.map { ($0, .null) })
    let scalars = object.keys.map { Array($0.unicodeScalars.map(\.value)) }
    #expect(zip(scalars, scalars.dropFirst()).allSatisfy { $0.lexicographicallyPrecedes($1) })
    #expect(object.keys.first == "")
    // UTF-16 would put the surrogates of U+1F600 before U+FF5E.
    #expect(object.keys.suffix(2) == ["\u{FF5E}", "😀"])
  }

  @Test func `a subscript keeps the order, replaces and removes`() {
    var object = JSONObject([("b", 2)])
    object["c"] = 3
    object["a"] = 1
    object["b"] = "two"
    #expect(JSON.object(object).canonicalText == #"{"a":1,"b":"two","c":3}"#)
    object["a"] = nil
    object["missing"] = nil
    #expect(object.keys == ["b", "c"])
    #expect(object["a"] == nil)
  }

  @Test func `the indented text is the same value with two spaces a level`() throws {
    let value: JSON = ["a": [1, ["b": []]], "c": [:]]
    #expect(
      value.indentedText == """
        {
          "a": [
            1,
            {
              "b": []
            }
          ],
          "c": {}
        }
        """)
    #expect(try JSON.parse(relaxed: value.indentedText) == value)
  }
}
