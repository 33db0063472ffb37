import Foundation
import Testing

@testable import Exchange

func sample(_ name: String) throws -> [UInt8] {
  let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Samples")
  return Array(try Data(contentsOf: folder.appendingPathComponent(name)))
}

@Suite struct `Reading CSV` {
  private func rows(_ text: String) throws -> [[String]] { try CSVReader.read(Array(text.utf8)).records.map(\.cells) }

  private func lines(_ text: String) throws -> [Int] { try CSVReader.read(Array(text.utf8)).records.map(\.line) }

  @Test func `the sector database's export is read whole`() throws {
    let document = try CSVReader.read(try sample("sector-database-12A1.csv"))
    #expect(document.encoding == .utf8)
    #expect(document.separator == .comma)
    #expect(document.records.map(\.line) == Array(1...52))
    #expect(document.records[0].cells == ["SỞ GIÁO DỤC VÀ ĐÀO TẠO HẢI PHÒNG"])
    #expect(document.records[2].cells == [""])
    #expect(document.records[3...48].allSatisfy { $0.cells.count == 25 })
    #expect(document.records[4].cells[12] == "Thôn 9, xã Đại Bản, huyện An Dương, Hải Phòng")
    #expect(document.records[4].cells[24] == "031205664117")
  }

  @Test(
    arguments: [
      ("", []), ("\n", [[""]]), ("a", [["a"]]), ("a\n", [["a"]]), ("a,b", [["a", "b"]]), ("a,", [["a", ""]]),
      (",", [["", ""]]), ("a\n\nb", [["a"], [""], ["b"]]), ("\"\"", [[""]]), ("\"a\"", [["a"]]),
      ("\"a\"\"b\"", [["a\"b"]]), ("\"\"\"\"", [["\""]]), ("\"a,b\",c", [["a,b", "c"]]),
      ("\"a\nb\",c", [["a\nb", "c"]]),
      ("\"a\r\nb\"\r\nc", [["a\r\nb"], ["c"]]), ("12\" x,\"y\"", [["12\" x", "y"]]), ("\"a\"b,c", [["ab", "c"]]),
      ("\"a\" \"\"b,c", [["a \"\"b", "c"]]), (" \"a\",b", [[" \"a\"", "b"]]),
      ("a,b\nc\nd,e,f,", [["a", "b"], ["c"], ["d", "e", "f", ""]]),
      ("a,\"\"", [["a", ""]]), ("0312,00\n", [["0312", "00"]]), ("\"a\"\r\"b\"", [["a"], ["b"]]),
    ] as [(String, [[String]])])
  func `small files are read by RFC 4180 and with tolerance`(text: String, expected: [[String]]) throws {
    #expect(try rows(text) == expected)
    #expect(try rows("\u{FEFF}" + text) == expected)
    #expect(
      try rows(text.replacingOccurrences(of: ",", with: ";"))
        == expected.map { $0.map { $0.replacingOccurrences(of: ",", with: ";") } })
    #expect(
      try rows(text.replacingOccurrences(of: ",", with: "\t"))
        == expected.map { $0.map { $0.replacingOccurrences(of: ",", with: "\t") } })
  }

  @Test
  func `all short texts of the special characters are read in bounded steps and in agreement with a second reader`()
    throws
  {
    let alphabet = Array("a,\"\n\r".utf8)
    func texts(_ length: Int) -> [[UInt8]] {
      length == 0 ? [[]] : texts(length - 1).flatMap { text in alphabet.map { text + [$0] } }
    }
    for length in 0...5 {
      for bytes in texts(length) {
        let expected = PlainReader.read(bytes)
        let found = try? CSVReader.read(bytes).records
        #expect(
          found?.map(\.cells) == expected?.map(\.cells), "\(String(decoding: bytes, as: UTF8.self).debugDescription)")
        #expect(
          found?.map(\.line) == expected?.map(\.line), "\(String(decoding: bytes, as: UTF8.self).debugDescription)")
      }
    }
  }

  @Test func `lines are physical lines whatever ends them`() throws {
    #expect(try lines("a\nb\r\nc\rd") == [1, 2, 3, 4])
    #expect(try lines("\"a\nb\r\nc\rd\",x\ny") == [1, 5])
    #expect(try lines("sep=;\r\na;b\r\n\r\nc") == [2, 3, 4])
  }

  @Test func `an open quote is refused where it begins`() {
    #expect(throws: ExchangeError.unterminatedQuote(line: 3, column: 2)) {
      try CSVReader.read(Array("a,b\n\"x\ny\",\"open\n1,2\n".utf8))
    }
  }

  @Test(arguments: [
    ("a,b,c\n1,2,3\n", CSVSeparator.comma), ("a;b;c\n1;2;3\n", .semicolon), ("a\tb\tc\n1\t2\t3\n", .tab), ("", .comma),
    ("abc\n", .comma),
    ("Tên;Điểm;Điểm;Điểm\nA;8,5;7,25;9,0\nB;8,5;7,25;9,0\n", .semicolon),
    (
      "STT;Tên;Địa chỉ\n1;An;Thôn 9, xã A, huyện B, tỉnh C\n2;Bình;Thôn 1, xã A\n3;Chi;Tổ 2, phường D, quận E\n",
      .semicolon
    ),
    ("STT,Tên,\"Ghi; chú; có; chấm; phẩy\"\n1,A,\"b;c;d;e\"\n", .comma),
    ("DANH SÁCH, LỚP 12A1\n\nSTT;Tên\n1;An\n2;Bình\n", .semicolon),
    ("sep=\t\na,b\tc,d\n", .tab), ("SEP=;\na,b;c,d\n", .semicolon),
  ])
  func `the separator is found`(text: String, expected: CSVSeparator) throws {
    #expect(try CSVReader.read(Array(text.utf8)).separator == expected)
  }

  @Test func `UTF-16 is read in both orders, with mark and without`() throws {
    let text = "STT,Họ tên\r\n1,\"Nguyễn Thị Tuyết, 😀\"\r\n"
    for (encoding, flip) in [(TextEncoding.utf16LittleEndian, false), (.utf16BigEndian, true)] {
      for mark in [[], [0xFEFF]] as [[UInt16]] {
        let bytes = (mark + Array(text.utf16)).flatMap { unit -> [UInt8] in
          let pair = [UInt8(unit & 0xFF), UInt8(unit >> 8)]
          return flip ? pair.reversed() : pair
        }
        let document = try CSVReader.read(bytes)
        #expect(document.encoding == encoding)
        #expect(document.records.map(\.cells) == [["STT", "Họ tên"], ["1", "Nguyễn Thị Tuyết, 😀"]])
      }
    }
  }

  @Test func `broken UTF-16 is found in its cell`() {
    let bytes = ("a,b\n1,".utf16 + [0xD83D] + "x".utf16).flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    #expect(
      throws: ExchangeError.damagedText(
        .replacementCharacters, TextEvidence(line: 2, column: 2, text: "\u{FFFD}x"))
    ) { try CSVReader.read([0xFF, 0xFE] + bytes) }
  }

  @Test func `files of other kinds are told by what they are`() {
    #expect(throws: ExchangeError.notText(.zip)) { try CSVReader.read(Array("PK\u{3}\u{4}...".utf8)) }
    #expect(throws: ExchangeError.notText(.compoundDocument)) { try CSVReader.read([0xD0, 0xCF, 0x11, 0xE0, 0xA1]) }
    #expect(throws: ExchangeError.notText(.pdf)) { try CSVReader.read(Array("%PDF-1.7\n".utf8)) }
    #expect(throws: ExchangeError.notText(.binary)) { try CSVReader.read(Array("a,b\n1,2\n3,4,5,6,7\n8".utf8) + [0]) }
  }

  @Test func `cells come mended but not trimmed`() throws {
    #expect(try rows("Vi\u{EA}\u{323}t, Nguye\u{302}\u{303}n\u{A0}An ,\u{200B}x") == [["Việt", " Nguyễn An ", "x"]])
    #expect(
      try rows("\"Vi\u{EA}\u{323}\"\"t\"").first?.first.map { Array($0.unicodeScalars) }
        == Array("Việ\"t".unicodeScalars))
  }
}

/// A second reader, slow and plain, one character after another.
enum PlainReader {
  static func read(_ bytes: [UInt8]) -> [RawRecord]? {
    var records: [RawRecord] = []
    var index = 0
    var line = 1
    while index < bytes.count {
      var cells: [String] = []
      let first = line
      var isOpen = true
      while isOpen {
        var cell: [UInt8] = []
        var isInside = index < bytes.count && bytes[index] == 0x22
        if isInside { index += 1 }
        while isInside {
          guard index < bytes.count else { return nil }
          if bytes[index] == 0x22 {
            index += 1
            if index < bytes.count, bytes[index] == 0x22 {
              cell.append(0x22)
            } else {
              isInside = false
              continue
            }
          } else {
            let endsLine =
              bytes[index] == 0x0A || (bytes[index] == 0x0D && !(index + 1 < bytes.count && bytes[index + 1] == 0x0A))
            if endsLine { line += 1 }
            cell.append(bytes[index])
          }
          index += 1
        }
        while index < bytes.count, ![0x2C, 0x0A, 0x0D].contains(bytes[index]) {
          cell.append(bytes[index])
          index += 1
        }
        cells.append(String(decoding: cell, as: UTF8.self))
        if index < bytes.count, bytes[index] == 0x2C {
          index += 1
        } else {
          isOpen = false
        }
      }
      records.append(RawRecord(line: first, cells: cells))
      if index < bytes.count {
        index += bytes[index] == 0x0D && index + 1 < bytes.count && bytes[index + 1] == 0x0A ? 2 : 1
        line += 1
      }
    }
    return records
  }
}
