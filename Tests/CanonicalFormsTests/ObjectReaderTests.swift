import CanonicalForms
import Testing

struct ObjectReaderTests {
  @Test func `each member is read once, and what nobody asked for is refused with its place`() throws {
    var reader = try ObjectReader(["a": 1, "b/c~": "x", "d": [1, 2]], path: "/top")
    #expect(try reader.integer("a") == 1)
    #expect(try reader.integers("d") == [1, 2])
    #expect(throws: ShapeFault(path: "/top/b~1c~0", expected: "nothing", found: "\"\("x")\"")) { try reader.finish() }
    #expect(try reader.string("b/c~") == "x")
    try reader.finish()
  }

  @Test func `a missing member, null and another kind are faults, but an optional member may be missing`() throws {
    var reader = try ObjectReader(["n": nil, "s": "1", "l": ["a", 2]], path: "")
    #expect(try reader.optionalString("missing") == nil)
    #expect(throws: ShapeFault(path: "/missing", expected: "string", found: "nothing")) { try reader.string("missing") }
    #expect(throws: ShapeFault(path: "/n", expected: "string", found: "\("null")")) { try reader.optionalString("n") }
    #expect(throws: ShapeFault(path: "/s", expected: "integer", found: "\"\("1")\"")) { try reader.integer("s") }
    #expect(throws: ShapeFault(path: "/l/1", expected: "string", found: "\(2)")) { try reader.strings("l") }
    #expect(try reader.json("n") == .null)
    #expect(throws: ShapeFault(path: "", expected: "object", found: "array of \(0)")) { try ObjectReader([], path: "") }
  }
}
