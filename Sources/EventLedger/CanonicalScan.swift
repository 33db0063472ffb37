import CanonicalForms

/// A quick proof that a payload is canonical JSON, without building the value.
///
/// It answers yes for nearly all that the ledger holds, and asks the strict reader about the rest, whose word counts.
enum CanonicalScan {
  /// Nil if the text is canonical.
  static func fault(in bytes: UnsafeBufferPointer<UInt8>) -> JSONFault? {
    var scanner = Scanner(bytes: bytes)
    if scanner.value(), scanner.offset == bytes.count { return nil }
    do {
      _ = try JSON.parse(canonical: bytes)
      return nil
    } catch {
      return error
    }
  }

  private struct Scanner {
    let bytes: UnsafeBufferPointer<UInt8>
    var offset = 0
    var depth = 0

    /// Deeper documents, and texts in scripts other than Latin, are the strict reader's affair.
    static let greatestDepth = 16

    init(bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

    mutating func value() -> Bool {
      guard offset < bytes.count else { return false }
      switch bytes[offset] {
      case UInt8(ascii: "{"): return object()
      case UInt8(ascii: "["): return array()
      case UInt8(ascii: "\""): return string() != nil
      case UInt8(ascii: "n"): return word("null")
      case UInt8(ascii: "t"): return word("true")
      case UInt8(ascii: "f"): return word("false")
      default: return integer()
      }
    }

    private mutating func take(_ byte: UInt8) -> Bool {
      guard offset < bytes.count, bytes[offset] == byte else { return false }
      offset += 1
      return true
    }

    private mutating func word(_ word: StaticString) -> Bool {
      for index in 0..<word.utf8CodeUnitCount where !take(word.utf8Start[index]) { return false }
      return true
    }

    /// At most 15 digits, which are below 2^53 whatever they are.
    private mutating func integer() -> Bool {
      let negative = take(UInt8(ascii: "-"))
      let start = offset
      while offset < bytes.count, Ascii.isDigit(bytes[offset]) { offset += 1 }
      let digits = offset - start
      guard (1...15).contains(digits) else { return false }
      return bytes[start] != UInt8(ascii: "0") || digits == 1 && !negative
    }

    private mutating func array() -> Bool {
      offset += 1
      depth += 1
      guard depth <= Self.greatestDepth else { return false }
      if !take(UInt8(ascii: "]")) {
        repeat {
          guard value() else { return false }
        } while take(UInt8(ascii: ","))
        guard take(UInt8(ascii: "]")) else { return false }
      }
      depth -= 1
      return true
    }

    private mutating func object() -> Bool {
      offset += 1
      depth += 1
      guard depth <= Self.greatestDepth else { return false }
      if !take(UInt8(ascii: "}")) {
        var last: Range<Int>?
        repeat {
          guard offset < bytes.count, bytes[offset] == UInt8(ascii: "\""), let key = string(), isPlain(key),
            last.map({ bytes[$0].lexicographicallyPrecedes(bytes[key]) }) ?? true, take(UInt8(ascii: ":")), value()
          else { return false }
          last = key
        } while take(UInt8(ascii: ","))
        guard take(UInt8(ascii: "}")) else { return false }
      }
      depth -= 1
      return true
    }

    /// Whether the bytes of a key are its characters, so that their order is that of the key.
    private func isPlain(_ key: Range<Int>) -> Bool {
      for index in key where bytes[index] == UInt8(ascii: "\\") { return false }
      return true
    }

    /// The range between the quotation marks; nil if it is not surely canonical.
    private mutating func string() -> Range<Int>? {
      offset += 1
      let start = offset
      while offset < bytes.count {
        let byte = bytes[offset]
        switch byte {
        case UInt8(ascii: "\""):
          offset += 1
          return start..<offset - 1
        case UInt8(ascii: "\\"):
          guard offset + 1 < bytes.count, Self.shortEscapes.contains(bytes[offset + 1]) else { return nil }
          offset += 2
        case 0x20..<0x80: offset += 1
        // U+0080 to U+02FF, and U+1E00 to U+1EFF: all of Vietnamese, each its own composed form.
        case 0xC2...0xCB:
          guard isContinuation(offset + 1) else { return nil }
          offset += 2
        case 0xE1:
          guard offset + 1 < bytes.count, (0xB8...0xBB).contains(bytes[offset + 1]), isContinuation(offset + 2) else {
            return nil
          }
          offset += 3
        default: return nil
        }
      }
      return nil
    }

    private static let shortEscapes = Array("\"\\bfnrt".utf8)

    private func isContinuation(_ index: Int) -> Bool {
      index < bytes.count && bytes[index] & 0xC0 == 0x80
    }
  }
}
