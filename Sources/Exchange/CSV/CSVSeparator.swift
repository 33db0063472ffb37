/// What stands between the cells of a row.
public enum CSVSeparator: UInt8, Equatable, Sendable, CaseIterable {
  case comma = 0x2C
  case semicolon = 0x3B
  case tab = 0x09

  /// The separator named by the line `sep=;` that Excel writes and reads as a file's first, and where the records
  /// begin.
  static func declared(in bytes: UnsafeBufferPointer<UInt8>) -> (separator: CSVSeparator, start: Int)? {
    guard bytes.count >= 5, String(decoding: bytes[0..<4], as: UTF8.self).lowercased() == "sep=",
      let separator = CSVSeparator(rawValue: bytes[4])
    else { return nil }
    if bytes.count == 5 { return (separator, 5) }
    switch bytes[5] {
    case 0x0A: return (separator, 6)
    case 0x0D: return (separator, bytes.count > 6 && bytes[6] == 0x0A ? 7 : 6)
    default: return nil
    }
  }

  /// The separator that explains the first rows best: the one with the fewest rows whose quotes stand where RFC 4180
  /// has none, then the one with the largest product of the number of separators in a row and the number of rows that
  /// have exactly so many. Commas in addresses and decimals lose against the separator that the header has too. Where
  /// nothing divides, or on a tie, the comma, then the semicolon.
  static func detected(in bytes: UnsafeBufferPointer<UInt8>, sample: Int = 100) -> CSVSeparator {
    var best: (separator: CSVSeparator, strayRows: Int, score: Int)?
    for separator in allCases {
      let (strayRows, score) = fit(CSVScanner(bytes, separator: separator.rawValue), sample)
      if let best, (strayRows, -score) >= (best.strayRows, -best.score) { continue }
      best = (separator, strayRows, score)
    }
    return best?.separator ?? .comma
  }

  private static func fit(_ start: CSVScanner, _ sample: Int) -> (strayRows: Int, score: Int) {
    var scanner = start
    var rowsByCount: [Int: Int] = [:]
    var strayRows = 0
    do throws(ExchangeError) {
      for _ in 0..<sample {
        guard try scanner.next() else { break }
        if scanner.fields.contains(where: { $0.flags.contains(.strayQuote) }) { strayRows += 1 }
        rowsByCount[scanner.fields.count - 1, default: 0] += 1
      }
    } catch {
      // The quote that never ends was perhaps no quote under the right separator.
      strayRows += 1
    }
    return (strayRows, rowsByCount.map { $0.key * $0.value }.max() ?? 0)
  }
}
