/// Codes of a list by code, label or another spelling.
struct CodeReading {
  let list: String
  let index: CodeListIndex

  func code(_ text: String) throws(Unreadable) -> String {
    if let code = index.exactMatch(text) { return code }
    let matches = index.matches(text)
    if matches.count == 1 { return matches[0] }
    if matches.count > 1 { throw .ambiguous(found: text, list: list, matches: matches) }
    if let restored = index.withZeros(text) { throw .lostLeadingZero(found: text, restored: restored) }
    throw .notInList(found: text, list: list, nearest: index.nearest(to: text))
  }

  /// Several codes with commas, semicolons, plus signs, strokes or `và` between them, or codes with spaces; in the
  /// list's order, each once. A spelling of one entry may hold such signs itself.
  func codes(_ text: String) throws(Unreadable) -> [String] {
    if let code = index.exactMatch(text) { return [code] }
    do throws(Unreadable) {
      return try codes(of: text.piecesOfList, text)
    } catch {
      let matches = index.matches(text)
      if matches.count == 1 { return matches }
      throw error
    }
  }

  private func codes(of pieces: [String], _ text: String) throws(Unreadable) -> [String] {
    var pieces = pieces
    if pieces.count == 1 {
      let words = text.split(separator: " ").map(String.init)
      if words.allSatisfy({ index.place[$0] != nil }) { pieces = words }
    }
    var places: [Int] = []
    for piece in pieces {
      if let place = index.place[try code(piece)], !places.contains(place) { places.append(place) }
    }
    guard !places.isEmpty else { throw .notInList(found: text, list: list, nearest: []) }
    return places.sorted().map { index.codes[$0] }
  }
}

extension String {
  /// What stands between commas, semicolons, plus signs, strokes, `&` and the word `và`, without spaces around. (`VA`
  /// may be a code.)
  fileprivate var piecesOfList: [String] {
    var pieces: [String] = []
    var words: [Substring] = []
    func flush() {
      if !words.isEmpty { pieces.append(words.joined(separator: " ")) }
      words = []
    }
    // The byte of à and À: without it no word can be `và`.
    let mayHaveAnd = utf8.contains(0xC3)
    for (index, piece) in utf8.split(whereSeparator: Self.parts).enumerated() {
      if index > 0 { flush() }
      if !mayHaveAnd {
        let bare = piece.drop { $0 == 0x20 }
        if !bare.isEmpty { words = [Substring(bare.last == 0x20 ? bare.dropLast() : bare)] }
        continue
      }
      for word in Substring(piece).split(separator: " ") {
        if ["và", "Và", "VÀ"].contains(word) { flush() } else { words.append(word) }
      }
    }
    flush()
    return pieces
  }

  private static func parts(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "+"), UInt8(ascii: "/"), UInt8(ascii: "&"): true
    default: false
    }
  }
}
