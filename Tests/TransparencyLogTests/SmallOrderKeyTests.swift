import Testing

@testable import TransparencyLog

@Suite struct SmallOrderKeyTests {
  @Test func `there are eight points and six other encodings of them`() {
    #expect(Set(Ed25519PublicKey.smallOrder).count == 14)
  }

  @Test(arguments: Ed25519PublicKey.smallOrder)
  func `a key of small order is refused, because anybody can sign under it`(hex: String) throws {
    let key = try #require(Hash(hex: hex))
    #expect(throws: TransparencyLogError.unsafePublicKey(hex: hex)) {
      try VerifierKey(name: "a", publicKey: key.bytes)
    }
    // R = the neutral element, S = 0, made without any private key: the library accepts it for some message in a few.
    let forgery = [UInt8]([1]) + [UInt8](repeating: 0, count: 63)
    let messages = (0..<400).map { Array("message \($0)".utf8) }
    #expect(messages.contains { Ed25519PublicKey.isValid(signature: forgery, for: $0, key: key) })
  }

  @Test func `a key whose y is not below 2^255 - 19 is refused`() throws {
    for low in UInt8(0xed)...0xff {
      for high: UInt8 in [0x7f, 0xff] {
        let bytes = [low] + [UInt8](repeating: 0xff, count: 30) + [high]
        #expect(throws: TransparencyLogError.self) { try VerifierKey(name: "a", publicKey: bytes) }
      }
    }
    let largest = [0xeb] + [UInt8](repeating: 0xff, count: 30) + [0x7f]
    #expect(throws: Never.self) { try VerifierKey(name: "a", publicKey: largest) }
  }

  @Test func `a small-order key in the text form is refused too`() throws {
    let key = [UInt8](repeating: 0, count: 32)
    let keyID = KeyName.format(keyID: KeyName.keyID(name: "a", algorithm: 1, publicKey: key))
    let text = "a+\(keyID)+\(Base64.encode([1] + key))"
    #expect(throws: TransparencyLogError.unsafePublicKey(hex: Hex.encode(key))) { try VerifierKey.parse(text) }
  }
}
