import Bookkeeping
import EventLedger

extension Session {
  /// Warns, whatever is asked, where the records lack something that no erasure accounts for.
  func tellGaps(in books: Books) throws {
    if let warning = try gapWarning(books, below: books.ledger.size) { console.note(warning) }
  }

  /// - Parameter size: how many events are looked at.
  /// - Returns: nil if all of them can be read that should be.
  func gapWarning(_ books: Books, below size: Int) throws -> String? {
    let gaps = try books.gaps(below: size)
    guard !gaps.isEmpty else { return nil }
    let (places, whose) = (places(gaps.map(\.position)), whose(gaps))
    return say(
      "Cảnh báo: không đọc được nội dung số ghi \(places), nên những gì sổ nói về \(whose) có thể thiếu. Chạy kiemdo verify.",
      "Warning: the content of event \(places) can't be read, so what the ledger says of \(whose) may be incomplete. Run kiemdo verify."
    )
  }

  func explain(_ gaps: [RecordGap]) -> Explanation {
    let (places, whose, mending) = (places(gaps.map(\.position)), whose(gaps), mending(gaps))
    return Explanation(
      message: say(
        "Không đọc được nội dung số ghi \(places), nên hồ sơ của \(whose) có thể thiếu: không ghi, không in và không xuất gì theo sổ này. kiemdo verify nói chỗ nào hỏng. Có bản sao lưu lành thì dùng bản đó; sổ do bản KiemDo mới hơn ghi thì cập nhật KiemDo. Không thì giữ lại một bản của tệp sổ này, rồi:",
        "The content of event \(places) can't be read, so the record of \(whose) may be incomplete: nothing is recorded, printed or exported from this ledger. kiemdo verify tells what is damaged. If there is a sound backup, use it; if a newer KiemDo wrote this ledger, update KiemDo. If not, keep a copy of this ledger's file, then:"
      ) + mending.map { "\n  " + $0 }.joined(), code: .badData)
  }

  /// What closes gaps, a line each.
  private func mending(_ gaps: [RecordGap]) -> [String] {
    var lines: [String] = []
    if let number = gaps.lazy.compactMap(\.candidateNumber).first {
      lines.append(
        say(
          "kiemdo withdraw \(number) --reason \"…\", và kiemdo add thêm lại thí sinh ấy theo giấy",
          "kiemdo withdraw \(number) --reason \"…\", and kiemdo add the candidate anew from paper"))
    }
    if gaps.contains(where: { $0.subject == .profile }) {
      lines.append(say("kiemdo profile adopt TỆP --reason \"…\"", "kiemdo profile adopt FILE --reason \"…\""))
    }
    if gaps.contains(where: { $0.subject == .unit }) {
      lines.append(say("kiemdo unit set … --reason \"…\"", "kiemdo unit set … --reason \"…\""))
    }
    return lines
  }

  /// Whose records lack something: at most ten candidates by number.
  private func whose(_ gaps: [RecordGap]) -> String {
    let numbers = Set(gaps.compactMap(\.candidateNumber)).sorted()
    var parts: [String] = []
    if !numbers.isEmpty {
      let list = numbers.prefix(10).map(String.init).joined(separator: ", ") + (numbers.count > 10 ? "…" : "")
      parts.append(say("thí sinh số \(list)", "candidate no. \(list)"))
    }
    if gaps.contains(where: { $0.subject == .profile }) { parts.append(say("bộ quy định", "the profile")) }
    if gaps.contains(where: { $0.subject == .unit }) { parts.append(say("đơn vị", "the unit")) }
    if gaps.contains(where: { $0.subject == .other }) {
      parts.append(say("danh sách lớp hay tên cán bộ", "a class list or an officer's name"))
    }
    return parts.joined(separator: "; ")
  }

  /// Positions as people read them: at most five.
  func places(_ positions: [Int]) -> String {
    let rest = positions.count - 5
    return positions.prefix(5).map { "@\($0)" }.joined(separator: ", ")
      + (rest > 0 ? say(" và \(rest) số nữa", " and \(rest) more") : "")
  }
}

extension RecordGap {
  fileprivate var candidateNumber: Int? { if case .candidate(let number) = subject { number } else { nil } }
}
