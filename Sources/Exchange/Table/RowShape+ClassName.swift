import ExamRecords

extension RowShape {
  /// The class that a row of its own names; `nil` if it is no such row.
  static func className(_ cells: [String], _ filled: Int) -> String? {
    let texts = cells.filter { !$0.isEmpty }
    guard let first = texts.first else { return nil }
    if filled == 1 { return isClassName(first) ? first : nameAfterWord(first) }
    let others: ArraySlice<String>
    let name: String?
    if Folding.key(first) == "lop" {
      name = nameAfterWord("Lớp " + texts[1])
      others = texts[2...]
    } else {
      name = nameAfterWord(first)
      others = texts[1...]
    }
    let remarks = ["gvcn", "giaovien", "siso", "namhoc", "soluong", "tongso", "khoi"]
    return others.allSatisfy { text in
      let key = Folding.key(text)
      return remarks.contains { key.hasPrefix($0) }
    } ? name : nil
  }

  /// `12A1`, `12 A1`, `10Toán`, `12TN1`, `12/3B`: one or two digits for the grade, then something that begins with a
  /// letter, or has one.
  static func isClassName(_ text: String) -> Bool {
    let grade = text.prefix { $0.isASCII && $0.isNumber }
    let rest = text.dropFirst(grade.count).drop { $0 == " " || $0 == "/" || $0 == "-" || $0 == "." }
    guard (1...2).contains(grade.count), (1...13).contains(Int(grade) ?? 0), let letter = rest.first, letter.isLetter
    else { return false }
    return rest.count <= 4 && rest.allSatisfy { $0.isLetter || $0.isNumber }
  }

  /// What follows the word `Lớp` up to a bracket, comma, dash between spaces or remark, if it has a digit.
  private static func nameAfterWord(_ text: String) -> String? {
    let word = text.prefix { $0.isLetter }
    guard Folding.key(String(word)) == "lop" else { return nil }
    let after = text.dropFirst(word.count).drop { $0 == " " || $0 == ":" || $0 == "." }
    var words: [Substring] = []
    for piece in after.prefix(while: { !",;(|:".contains($0) }).split(separator: " ") {
      let key = Folding.key(String(piece))
      if key.isEmpty || ["gvcn", "gv", "gvbm", "siso", "si", "nam", "co", "gom", "giao"].contains(key) { break }
      words.append(piece)
    }
    let name = words.joined(separator: " ")
    return !name.isEmpty && name.count <= 20 && hasDigit(name) ? name : nil
  }

  /// The class in a title such as `DANH SÁCH HỌC SINH LỚP 12A1 NĂM HỌC 2022-2023`; a grade alone is none.
  static func classInTitle(_ text: String) -> String? {
    let words = text.split { $0 == " " || $0 == ":" || $0 == "," || $0 == "(" || $0 == ")" }.map(String.init)
    for (index, word) in words.enumerated() where Folding.key(word) == "lop" && index + 1 < words.count {
      if isClassName(words[index + 1]) { return words[index + 1] }
      guard index + 2 < words.count, hasDigit(words[index + 2]) else { continue }
      let both = words[index + 1] + " " + words[index + 2]
      if isClassName(both) { return both }
    }
    return nil
  }
}
