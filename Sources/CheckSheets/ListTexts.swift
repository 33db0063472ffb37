import ExamRecords

/// What the cells and the foot of a class list say.
struct ListTexts {
  let content: ClassListContent
  let profile: ExamProfile

  func cell(_ row: ClassListContent.Row, _ column: ClassListLayout.Column) -> String {
    switch column.content {
    case .order: String(row.order)
    case .sheetCode: row.sheet ?? "–"
    case .empty: ""
    case .fields(let names, let isShort): fields(names, isShort: isShort, row)
    }
  }

  /// The values joined by commas; a dash where there is none.
  private func fields(_ names: [String], isShort: Bool, _ row: ClassListContent.Row) -> String {
    let texts = names.compactMap { name in
      row.values[name].map { profile.display($0, of: name, style: isShort ? .code : .meaning) }
    }
    return texts.isEmpty ? "–" : texts.joined(separator: ", ")
  }

  /// `DANH SÁCH BỔ SUNG …` for the rows that changed since the list before.
  var title: String {
    let title = profile.classList.title
    guard content.supplement else { return title }
    let start = "DANH SÁCH "
    return title.hasPrefix(start) ? "\(start)BỔ SUNG \(title.dropFirst(start.count))" : "\(title) (BỔ SUNG)"
  }

  /// `Danh sách có 45 thí sinh; đã ký 40; chưa ký 5 (STT 3, 7, 12–14).`
  var counts: String {
    var parts: [String] = []
    if content.supplement {
      parts.append("Danh sách bổ sung có \(content.rows.count) thí sinh; cả lớp có \(content.count) thí sinh")
    } else {
      parts.append("Danh sách có \(content.count) thí sinh")
    }
    parts.append("đã ký \(content.count - content.unsigned.count)")
    let orders = content.unsigned.isEmpty ? "" : " (STT \(content.unsigned.ranges))"
    parts.append("chưa ký \(content.unsigned.count)\(orders)")
    return parts.joined(separator: "; ") + "."
  }

  /// `Điểm chốt 1042 · 3f9a 02c1 77de 10ab`: size and the first eight bytes of the root.
  var checkpoint: String {
    let bytes = content.checkpoint.root.base64Bytes.prefix(8)
    let hex = bytes.map { $0 < 16 ? "0" + String($0, radix: 16) : String($0, radix: 16) }
    let groups = stride(from: 0, to: hex.count, by: 2).map { hex[$0..<min(hex.count, $0 + 2)].joined() }
    return "Điểm chốt \(content.checkpoint.size) · \(groups.joined(separator: " "))"
  }
}

extension [Int] {
  /// Ascending numbers with runs of three and more in short: `3, 7, 12–14`.
  var ranges: String {
    var parts: [String] = []
    var index = 0
    while index < count {
      var end = index
      while end + 1 < count, self[end + 1] == self[end] + 1 { end += 1 }
      if end - index >= 2 {
        parts.append("\(self[index])–\(self[end])")
      } else {
        parts += self[index...end].map(String.init)
      }
      index = end + 1
    }
    return parts.joined(separator: ", ")
  }
}

extension String {
  /// The bytes of base64 (RFC 4648) up to the first character that is none of it.
  var base64Bytes: [UInt8] {
    var bytes: [UInt8] = []
    var bits = 0
    var count = 0
    for byte in utf8 {
      let value: Int
      switch byte {
      case UInt8(ascii: "A")...UInt8(ascii: "Z"): value = Int(byte) - 0x41
      case UInt8(ascii: "a")...UInt8(ascii: "z"): value = Int(byte) - 0x61 + 26
      case UInt8(ascii: "0")...UInt8(ascii: "9"): value = Int(byte) - 0x30 + 52
      case UInt8(ascii: "+"): value = 62
      case UInt8(ascii: "/"): value = 63
      default: return bytes
      }
      bits = (bits << 6 | value) & 0xFFFF
      count += 6
      if count >= 8 {
        count -= 8
        bytes.append(UInt8(bits >> count & 0xFF))
      }
    }
    return bytes
  }
}
