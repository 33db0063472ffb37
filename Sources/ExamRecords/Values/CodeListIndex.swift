/// A code list made ready for reading: every spelling and the entries that it may mean.
struct CodeListIndex: Sendable {
  let codes: [String]
  /// Where each code stands in the list.
  let place: [String: Int]
  /// Spellings as they stand in the list that mean one entry only.
  private let exact: [String: Int]
  private let labels: [String: [Int]]
  private let spellings: [String: [Int]]
  /// The length that all codes have, if they are digits only.
  private let digits: Int?

  static let empty = CodeListIndex(ExamProfile.CodeList(id: "", source: nil, printsCodes: false, entries: []))

  init(_ list: ExamProfile.CodeList) {
    var labels: [String: [Int]] = [:]
    var spellings: [String: [Int]] = [:]
    for (index, entry) in list.entries.enumerated() {
      for label in [entry.code, entry.label] { labels[label.lowercased(), default: []].addOnce(index) }
      for spelling in [entry.code, entry.label] + entry.aliases {
        let key = Folding.key(spelling)
        if !key.isEmpty { spellings[key, default: []].addOnce(index) }
      }
    }
    var exact: [String: [Int]] = [:]
    for (index, entry) in list.entries.enumerated() {
      for spelling in [entry.label] + entry.aliases { exact[spelling, default: []].addOnce(index) }
    }
    self.exact = exact.compactMapValues { $0.count == 1 ? $0[0] : nil }
    codes = list.entries.map(\.code)
    place = Dictionary(zip(codes, codes.indices)) { first, _ in first }
    self.labels = labels
    self.spellings = spellings
    let lengths = Set(codes.map(\.utf8.count))
    digits = codes.allSatisfy(\.isAllDigits) && lengths.count == 1 ? lengths.first : nil
  }

  /// The codes that a text may mean: the exact code, else code or label without regard to case, else any spelling
  /// folded.
  func matches(_ text: String) -> [String] {
    if let code = exactMatch(text) { return [code] }
    if let found = labels[text.lowercased()], found.count == 1 { return [codes[found[0]]] }
    return (spellings[Folding.key(text)] ?? []).map { codes[$0] }
  }

  /// The code that a text is, letter by letter: as the code, or as a spelling of one entry only.
  func exactMatch(_ text: String) -> String? {
    place[text] != nil ? text : exact[text].map { codes[$0] }
  }

  /// The code that has only zeros more in front.
  func withZeros(_ text: String) -> String? {
    guard let digits, text.isAllDigits, text.utf8.count < digits else { return nil }
    let code = String(repeating: "0", count: digits - text.utf8.count) + text
    return place[code] == nil ? nil : code
  }

  /// At most three codes whose spellings differ from the text by few letters, the nearest first.
  func nearest(to text: String) -> [String] {
    let key = Array(Folding.key(text).utf8)
    guard (3...40).contains(key.count) else { return [] }
    var distances: [Int: Int] = [:]
    for (spelling, entries) in spellings where !spelling.isAllDigits {
      let letters = Array(spelling.utf8)
      let most = min(key.count, letters.count) / 3
      guard abs(letters.count - key.count) <= most else { continue }
      let distance = editDistance(key, letters)
      guard distance <= most else { continue }
      for entry in entries { distances[entry] = min(distance, distances[entry] ?? .max) }
    }
    return distances.sorted { ($0.value, $0.key) < ($1.value, $1.key) }.prefix(3).map { codes[$0.key] }
  }
}

extension [Int] {
  fileprivate mutating func addOnce(_ number: Int) {
    if !contains(number) { append(number) }
  }
}

/// How many letters must be put in, left out or replaced to make one text of the other (Levenshtein).
func editDistance(_ left: [UInt8], _ right: [UInt8]) -> Int {
  var row = Array(0...right.count)
  for (i, letter) in left.enumerated() {
    var diagonal = row[0]
    row[0] = i + 1
    for (j, other) in right.enumerated() {
      let above = row[j + 1]
      row[j + 1] = min(diagonal + (letter == other ? 0 : 1), above + 1, row[j] + 1)
      diagonal = above
    }
  }
  return row[right.count]
}
