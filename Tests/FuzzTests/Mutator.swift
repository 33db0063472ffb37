/// Changes valid bytes in the ways in which files are damaged and forged. The same seed makes the same changes.
struct Mutator {
  private var state: UInt64
  /// Other valid files, from which pieces are taken.
  private let donors: [[UInt8]]

  init(seed: UInt64, donors: [[UInt8]] = []) {
    state = seed
    self.donors = donors.filter { !$0.isEmpty }
  }

  /// SplitMix64 (Steele, Lea, Flood 2014).
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  mutating func below(_ bound: Int) -> Int { Int(next().multipliedFullWidth(by: UInt64(max(1, bound))).high) }

  /// One to four changes, one after another.
  mutating func mutate(_ bytes: [UInt8]) -> [UInt8] {
    var changed = bytes
    for _ in 0...below(4) { change(&changed) }
    return changed
  }

  private mutating func change(_ bytes: inout [UInt8]) {
    guard !bytes.isEmpty else { return bytes.append(UInt8(below(256))) }
    let place = below(bytes.count)
    switch below(12) {
    case 0, 1: bytes[place] ^= 1 << UInt8(below(8))
    case 2: bytes[place] = Self.telling[below(Self.telling.count)]
    case 3: bytes.remove(at: place)
    case 4: bytes.insert(Self.telling[below(Self.telling.count)], at: place)
    case 5: bytes.removeSubrange(place..<min(bytes.count, place + 1 + below(64)))
    case 6: bytes.removeSubrange(place...)
    case 7: bytes.insert(contentsOf: bytes[place..<min(bytes.count, place + 1 + below(64))], at: below(bytes.count))
    case 8: changeLines(&bytes)
    case 9: changeNumber(&bytes, from: place)
    case 10: graft(&bytes, at: place)
    default: bytes.append(contentsOf: bytes[place...])
    }
  }

  /// Bytes that formats treat in ways of their own.
  private static let telling: [UInt8] = Array("\n\r\t\0 +/=-0919azAZ\"\\{}[],:".utf8) + [0x7F, 0x80, 0xC2, 0xE2, 0xFF]

  /// A line twice, taken out, or changed with another.
  private mutating func changeLines(_ bytes: inout [UInt8]) {
    var lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false).map(Array.init)
    let (one, other) = (below(lines.count), below(lines.count))
    switch below(3) {
    case 0: lines.insert(lines[one], at: other)
    case 1: lines.remove(at: one)
    default: lines.swapAt(one, other)
    }
    bytes = Array(lines.joined(separator: [0x0A]))
  }

  /// The digits after the place become another number, small, huge or one more.
  private mutating func changeNumber(_ bytes: inout [UInt8], from place: Int) {
    let isDigit: (UInt8) -> Bool = { (0x30...0x39).contains($0) }
    guard let start = bytes[place...].firstIndex(where: isDigit) else { return }
    let end = bytes[start...].firstIndex { !isDigit($0) } ?? bytes.count
    let choices = ["0", "1", "00", "-1", "255", "256", "4294967296", "9223372036854775807", "18446744073709551616"]
    bytes.replaceSubrange(start..<end, with: Array(choices[below(choices.count)].utf8))
  }

  /// A piece of another valid file in place of one of this.
  private mutating func graft(_ bytes: inout [UInt8], at place: Int) {
    guard !donors.isEmpty else { return bytes.reverse() }
    let donor = donors[below(donors.count)]
    let start = below(donor.count)
    let piece = donor[start..<min(donor.count, start + 1 + below(128))]
    bytes.replaceSubrange(place..<min(bytes.count, place + piece.count), with: piece)
  }
}
