import Testing
import TransparencyLog

@Suite struct HashTests {
  private let bytes = (0..<32).map { UInt8($0 * 7 + 3) }

  @Test func `a hash gives back the bytes it was made of`() throws {
    let hash = try #require(Hash(bytes: bytes))
    #expect(hash.bytes == bytes)
    #expect(hash.withUnsafeBytes { Array($0) } == bytes)
    #expect(Hash(bytes: bytes.lazy.map { $0 }) == hash)
    #expect(bytes.withUnsafeBytes { Hash(bytes: $0) } == hash)
    #expect(([9] + bytes)[1...].withUnsafeBytes { Hash(bytes: $0) } == hash)
  }

  @Test(arguments: (0...70).filter { $0 != 32 })
  func `only 32 bytes make a hash`(count: Int) {
    let bytes = [UInt8](repeating: 1, count: count)
    #expect(Hash(bytes: bytes) == nil)
    #expect(bytes.withUnsafeBytes { Hash(bytes: $0) } == nil)
    #expect(Hash(base64: Base64.encode(bytes)) == nil)
    #expect(Hash(hex: Hex.encode(bytes)) == nil)
  }

  @Test func `base64 and hexadecimal name the same hash`() throws {
    let hash = try #require(Hash(bytes: bytes))
    #expect(hash.base64 == Base64.encode(bytes))
    #expect(hash.hex == Hex.encode(bytes))
    #expect(Hash(base64: hash.base64) == hash)
    #expect(Hash(base64: "x\(hash.base64)".dropFirst()) == hash)
    #expect(Hash(hex: hash.hex) == hash)
    #expect(Hash(hex: hash.hex.uppercased()) == nil)
    #expect("\(hash)" == hash.hex)
  }

  @Test func `every bit tells two hashes apart`() throws {
    let hash = try #require(Hash(bytes: bytes))
    for bit in 0..<256 {
      #expect(try hash.flipping(bit: bit) != hash)
    }
  }

  @Test func `SHA-256 agrees with FIPS 180-4`() {
    #expect(Hash.sha256(of: "abc").hex == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    #expect(
      Hash.sha256(of: "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq").hex
        == "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1")
  }

  @Test func `two buffers hash like their concatenation`() {
    let text = "Nguyễn Thị Ánh, 12A1"
    let whole = Hash.sha256(of: text)
    let bytes = Array(text.utf8)
    for cut in 0...bytes.count {
      let joined = bytes.withUnsafeBytes {
        Hash.sha256(of: UnsafeRawBufferPointer(rebasing: $0[..<cut]), UnsafeRawBufferPointer(rebasing: $0[cut...]))
      }
      #expect(joined == whole)
    }
    #expect(Hash.sha256(of: Array("Nguyễn".utf8), " Thị Ánh, 12A1") == whole)
  }

  @Test func `a payload's commitment is that of the ledger vectors`() throws {
    for event in try Vectors.ledger().events {
      let salt = try #require(Hex.decode(event.salt))
      #expect(Hash.sha256(of: salt, event.payload).hex == event.commitment)
    }
  }
}
