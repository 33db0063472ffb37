import CanonicalForms
import TransparencyLog

/// Where the values of a header stand in its bytes: the whole grammar, without a copy, for bulk work.
struct HeaderLayout {
  var command: Range<Int>
  var officer: Range<Int>
  var commitment: Hash
  var position: Int
  var recordedAt: Instant
  var schema: Int
  var stream: Range<Int>
  var type: Range<Int>
  var version: Int

  static func parse(_ bytes: UnsafeRawBufferPointer) throws(HeaderFault) -> HeaderLayout {
    guard bytes.count <= EventHeader.greatestLength else {
      throw HeaderFault(reason: .tooLong, offset: EventHeader.greatestLength)
    }
    var reader = HeaderReader(bytes: bytes)
    try reader.expect("{\"command\":\"")
    let command = try reader.ulid()
    try reader.expect("\",\"officer\":\"")
    let officer = try reader.officer()
    try reader.expect("\",\"payload\":\"")
    let commitment = try reader.commitment()
    try reader.expect("\",\"position\":")
    let position = try reader.integer(below: EventHeader.positionLimit, else: .positionTooLarge)
    try reader.expect(",\"recordedAt\":\"")
    let recordedAt = try reader.instant()
    try reader.expect("\",\"schema\":")
    let schema = try reader.counting(else: .zeroSchema)
    try reader.expect(",\"stream\":\"")
    let stream = try reader.stream()
    try reader.expect("\",\"type\":\"")
    let type = try reader.type()
    try reader.expect("\",\"version\":")
    let version = try reader.counting(else: .zeroVersion)
    try reader.expect("}")
    guard reader.offset == bytes.count else { throw reader.fault(.unexpectedText) }
    return HeaderLayout(
      command: command, officer: officer, commitment: commitment, position: position, recordedAt: recordedAt,
      schema: schema, stream: stream, type: type, version: version)
  }
}

/// Reads the parts of a header from left to right.
struct HeaderReader {
  let bytes: UnsafeRawBufferPointer
  private(set) var offset = 0

  init(bytes: UnsafeRawBufferPointer) {
    self.bytes = bytes
  }

  func fault(_ reason: HeaderFault.Reason) -> HeaderFault { HeaderFault(reason: reason, offset: offset) }

  private func isNext(_ set: (UInt8) -> Bool) -> Bool { offset < bytes.count && set(bytes[offset]) }

  mutating func expect(_ text: StaticString) throws(HeaderFault) {
    let count = text.utf8CodeUnitCount
    guard offset + count <= bytes.count else { throw fault(.unexpectedText) }
    for index in 0..<count where bytes[offset + index] != text.utf8Start[index] {
      throw HeaderFault(reason: .unexpectedText, offset: offset + index)
    }
    offset += count
  }

  mutating func ulid() throws(HeaderFault) -> Range<Int> {
    let start = offset
    guard start + 26 <= bytes.count, (0x30...0x37).contains(bytes[start]) else { throw fault(.badULID) }
    for index in start..<start + 26 where !ULID.isLetter(bytes[index]) {
      throw HeaderFault(reason: .badULID, offset: index)
    }
    offset += 26
    return start..<offset
  }

  /// `[a-z0-9][a-z0-9.-]{0,31}`
  mutating func officer() throws(HeaderFault) -> Range<Int> {
    let start = offset
    guard isNext({ Ascii.isLower($0) || Ascii.isDigit($0) }) else { throw fault(.badOfficer) }
    while isNext({ Ascii.isLower($0) || Ascii.isDigit($0) || $0 == 0x2E || $0 == 0x2D }) { offset += 1 }
    guard offset - start <= 32 else { throw HeaderFault(reason: .badOfficer, offset: start) }
    return start..<offset
  }

  mutating func commitment() throws(HeaderFault) -> Hash {
    guard offset + 44 <= bytes.count,
      let hash = Hash(base64: UnsafeRawBufferPointer(rebasing: bytes[offset..<offset + 44]))
    else { throw fault(.badCommitment) }
    offset += 44
    return hash
  }

  /// `0|[1-9][0-9]*`
  mutating func integer(below limit: Int, else tooLarge: HeaderFault.Reason) throws(HeaderFault) -> Int {
    let start = offset
    var number = 0
    while isNext(Ascii.isDigit) {
      number = number * 10 + Int(bytes[offset] - 0x30)
      guard number < limit else { throw HeaderFault(reason: tooLarge, offset: start) }
      offset += 1
    }
    guard offset > start, offset - start == 1 || bytes[start] != 0x30 else {
      throw HeaderFault(reason: .badInteger, offset: start)
    }
    return number
  }

  /// An integer from 1.
  mutating func counting(else zero: HeaderFault.Reason) throws(HeaderFault) -> Int {
    let start = offset
    let number = try integer(below: EventHeader.greatestInteger + 1, else: .badInteger)
    guard number > 0 else { throw HeaderFault(reason: zero, offset: start) }
    return number
  }

  /// `2023-04-25T09:59:59.123Z`, a real date.
  mutating func instant() throws(HeaderFault) -> Instant {
    guard offset + 24 <= bytes.count else { throw fault(.badTime) }
    func number(_ start: Int, _ count: Int) throws(HeaderFault) -> Int {
      var number = 0
      for index in offset + start..<offset + start + count {
        guard Ascii.isDigit(bytes[index]) else { throw HeaderFault(reason: .badTime, offset: index) }
        number = number * 10 + Int(bytes[index] - 0x30)
      }
      return number
    }
    let hour = try number(11, 2)
    let minute = try number(14, 2)
    let second = try number(17, 2)
    guard let date = CalendarDate(year: try number(0, 4), month: try number(5, 2), day: try number(8, 2)),
      hour < 24, minute < 60, second < 60,
      bytes[offset + 4] == UInt8(ascii: "-"), bytes[offset + 7] == UInt8(ascii: "-"),
      bytes[offset + 10] == UInt8(ascii: "T"), bytes[offset + 13] == UInt8(ascii: ":"),
      bytes[offset + 16] == UInt8(ascii: ":"), bytes[offset + 19] == UInt8(ascii: "."),
      bytes[offset + 23] == UInt8(ascii: "Z")
    else { throw fault(.badTime) }
    let instant = Instant(
      date: date, hour: hour, minute: minute, second: second, millisecond: try number(20, 3), offsetMinutes: 0)
    offset += 24
    return instant
  }

  /// `ledger` or `[a-z]+/ULID`
  mutating func stream() throws(HeaderFault) -> Range<Int> {
    let start = offset
    while isNext(Ascii.isLower) { offset += 1 }
    guard offset > start else { throw fault(.badStream) }
    guard isNext({ $0 == UInt8(ascii: "/") }) else {
      guard bytes[start..<offset].elementsEqual("ledger".utf8) else {
        throw HeaderFault(reason: .badStream, offset: start)
      }
      return start..<offset
    }
    offset += 1
    _ = try ulid()
    return start..<offset
  }

  /// `[a-z][A-Za-z]*\.[a-z][A-Za-z]*`
  mutating func type() throws(HeaderFault) -> Range<Int> {
    let start = offset
    try word()
    guard isNext({ $0 == UInt8(ascii: ".") }) else { throw fault(.badType) }
    offset += 1
    try word()
    return start..<offset
  }

  private mutating func word() throws(HeaderFault) {
    guard isNext(Ascii.isLower) else { throw fault(.badType) }
    while isNext(Ascii.isLetter) { offset += 1 }
  }
}

enum Ascii {
  static func isLower(_ byte: UInt8) -> Bool { byte >= 0x61 && byte <= 0x7A }
  static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }
  static func isLetter(_ byte: UInt8) -> Bool { isLower(byte | 0x20) }
}
