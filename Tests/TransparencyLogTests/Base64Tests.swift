import Foundation
import Testing
import TransparencyLog

@Suite struct Base64Tests {
  @Test(arguments: [
    ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("fooba", "Zm9vYmE="),
    ("foobar", "Zm9vYmFy"),
  ])
  func `the examples of RFC 4648 encode and decode`(plain: String, encoded: String) {
    #expect(Base64.encode(Array(plain.utf8)) == encoded)
    #expect(Base64.decode(encoded) == Array(plain.utf8))
  }

  @Test func `every length up to 100 agrees with Foundation and comes back`() {
    var generator = SystemRandomNumberGenerator()
    let seed = generator.next() as UInt64
    print("seed \(seed)")
    var random = SplitMix(seed: seed)
    for count in 0...100 {
      let bytes = (0..<count).map { _ in UInt8.random(in: 0...255, using: &random) }
      let text = Base64.encode(bytes)
      #expect(text == Data(bytes).base64EncodedString())
      #expect(Base64.decode(text) == bytes)
      #expect(Base64.decode("..\(text)".dropFirst(2)) == bytes)
      #expect(text.utf8.count == Base64.encodedCount(byteCount: count))
      var appended = Array(">".utf8)
      bytes.withUnsafeBytes { Base64.encode($0, appendingTo: &appended) }
      #expect(appended == Array(">\(text)".utf8))
    }
  }

  @Test func `of all four-character texts over a small alphabet only canonical ones decode`() {
    let symbols = Array("AQgwZ9+/=-_ \n*".unicodeScalars)
    for a in symbols {
      for b in symbols {
        for c in symbols {
          for d in symbols {
            var text = String.UnicodeScalarView()
            text.append(contentsOf: [a, b, c, d])
            let string = String(text)
            let reference = Data(base64Encoded: string).flatMap { $0.base64EncodedString() == string ? Array($0) : nil }
            #expect(Base64.decode(string) == reference, "\(string)")
          }
        }
      }
    }
  }

  @Test(arguments: [
    "Z", "Zg", "Zg=", "Zg===", "=", "==", "====", "Zh==", "Zm9=", "Zm9v=", "Zm9v====", "Zg==Zg==", "Zm9v\n", " Zm9v",
    "Zm9v ", "Z\u{300}m9v", "Zm-_", "Zmễv", "Zm9vZ===",
  ])
  func `anything but the one canonical text is refused`(text: String) {
    #expect(Base64.decode(text) == nil)
  }
}

@Suite struct HexTests {
  @Test func `every byte comes back from two lower-case digits`() {
    for byte in UInt8.min...UInt8.max {
      let text = Hex.encode([byte])
      #expect(text.utf8.count == 2)
      #expect(Hex.decode(text) == [byte])
    }
    #expect(Hex.encode([0x00, 0x9a, 0xff]) == "009aff")
  }

  @Test(arguments: ["0", "abc", "AB", "g0", "0g", " 0", "0x", "０0", "-1"])
  func `odd lengths and other characters are refused`(text: String) {
    #expect(Hex.decode(text) == nil)
  }
}

/// A small generator that can be started again from a printed seed (Steele, Lea and Flood, 2014).
struct SplitMix: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) {
    state = seed
  }

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var value = state
    value = (value ^ (value >> 30)) &* 0xbf58_476d_1ce4_e5b9
    value = (value ^ (value >> 27)) &* 0x94d0_49bb_1331_11eb
    return value ^ (value >> 31)
  }
}
