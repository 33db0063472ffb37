import Testing

@testable import Exchange

@Suite struct `Writing CSV` {
  private func text(_ rows: [[String]], _ separator: CSVSeparator = .comma) -> String {
    String(decoding: CSVWriter.write(rows, separator: separator), as: UTF8.self)
  }

  @Test func `a file has mark, quotes where they are needed, and CRLF`() {
    #expect(
      text([["Họ tên", "Ghi chú"], ["Lê An", "a,b;c\td"], ["12\"", "x\ny"], [" a", "b "], ["0312", ""]])
        == "\u{FEFF}Họ tên,Ghi chú\r\nLê An,\"a,b;c\td\"\r\n\"12\"\"\",\"x\ny\"\r\n\" a\",\"b \"\r\n0312,\r\n")
    #expect(text([["a", "b"]], .semicolon) == "\u{FEFF}a;b\r\n")
    #expect(text([]) == "\u{FEFF}")
  }

  @Test(arguments: ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"])
  func `no cell can become a formula`(start: String) throws {
    for cell in [
      start, start + "1+1", " " + start + "1", "'" + start + "x", "\u{A0}" + start, "\u{200B}" + start, "''" + start,
    ] {
      let bytes = CSVWriter.write([[cell, "x"]])
      let written = String(decoding: bytes.dropFirst(3), as: UTF8.self)
      #expect(written.hasPrefix("'") || written.hasPrefix("\"'"), "\(cell.debugDescription)")
      let read = try CSVReader.read(bytes).records
      #expect(read == [RawRecord(line: 1, cells: [TextMending.mend(cell), "x"])], "\(cell.debugDescription)")
    }
  }

  @Test(arguments: ["'", "'Êban", "H'Bia", "''", "a=b", "1-2", "x@y.vn", "' a", "1=2", "'1"])
  func `harmless cells are written as they are`(cell: String) throws {
    let bytes = CSVWriter.write([[cell, "x"]])
    #expect(String(decoding: bytes.dropFirst(3), as: UTF8.self) == "\(cell),x\r\n")
    #expect(try CSVReader.read(bytes).records.map(\.cells) == [[cell, "x"]])
  }

  @Test func `an apostrophe that another program wrote before a formula is taken off once`() throws {
    #expect(
      try CSVReader.read(Array("'=1,''=1,'+84912,'x,'".utf8)).records[0].cells == ["=1", "'=1", "+84912", "'x", "'"])
  }

  @Test func `a first cell like a separator line stays a cell`() throws {
    for cell in ["sep=;", "SEP=,", "sep=\t", "sep="] {
      #expect(try CSVReader.read(CSVWriter.write([[cell], ["a;b"]])).records.map(\.cells) == [[cell], ["a;b"]])
    }
  }

  @Test func `every cell of up to four special characters comes back`() throws {
    let alphabet = ["a", "'", "=", "\"", ",", ";", "\n", "\r", "\t", " "]
    var cells = [""]
    var layer = [""]
    for _ in 0..<4 {
      layer = layer.flatMap { cell in alphabet.map { cell + $0 } }
      cells += layer
    }
    #expect(cells.count == 11_111)
    let rows = stride(from: 0, to: cells.count, by: 41).map { Array(cells[$0..<($0 + 41)]) }
    for separator in CSVSeparator.allCases {
      let records = try CSVReader.read(CSVWriter.write(rows, separator: separator)).records
      #expect(records.map(\.cells) == rows)
    }
  }

  @Test func `any table comes back as it was`() throws {
    let seed = UInt64.random(in: .min ... .max)
    print("seed \(seed)")
    var random = SplitMix(seed)
    let pieces = [
      "a", "Nguyễn", "Đ", " ", ",", ";", "\t", "\"", "\n", "\r\n", "\r", "'", "=", "+", "-", "@", "0", "031205", "😀",
      "＝", "漢", "sep=", ".",
    ]
    for _ in 0..<2000 {
      let rows = (0..<random.below(6)).map { _ in
        (0...random.below(5)).map { _ in (0..<random.below(5)).map { _ in pieces[random.below(pieces.count)] }.joined()
        }
      }
      let separator = CSVSeparator.allCases[random.below(3)]
      let document = try CSVReader.read(CSVWriter.write(rows, separator: separator))
      #expect(
        document.records.map { $0.cells.map { Array($0.utf8) } } == rows.map { $0.map { Array($0.utf8) } },
        "seed \(seed)")
    }
  }
}
