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
    let gaps = try books.gaps().filter { $0.position < size }
    guard !gaps.isEmpty else { return nil }
    let numbers = Set(gaps.compactMap(\.number)).sorted()
    var whose: [(String, String)] = []
    if !numbers.isEmpty {
      let list = numbers.prefix(10).map(String.init).joined(separator: ", ") + (numbers.count > 10 ? "…" : "")
      whose.append(("thí sinh số \(list)", "candidate no. \(list)"))
    }
    if gaps.contains(where: { $0.number == nil }) {
      whose.append(("đơn vị, bộ quy định hay danh sách lớp", "the unit, the profile or a class list"))
    }
    let places = places(gaps.map(\.position))
    return say(
      "Cảnh báo: không đọc được nội dung số ghi \(places), nên những gì sổ nói về \(whose.map(\.0).joined(separator: "; ")) có thể thiếu. Chạy kiemdo verify.",
      "Warning: the content of event \(places) can't be read, so what the ledger says of \(whose.map(\.1).joined(separator: "; ")) may be incomplete. Run kiemdo verify."
    )
  }

  func explain(_ records: [UncertainRecord]) -> Explanation {
    let vietnamese = records.map { "số \($0.number) (số ghi \(places($0.positions)))" }.joined(separator: ", ")
    let english = records.map { "no. \($0.number) (event \(places($0.positions)))" }.joined(separator: ", ")
    let example = records[0].number
    return Explanation(
      message: say(
        "Hồ sơ thí sinh có thể thiếu vì có nội dung không đọc được: \(vietnamese). Không in, không sửa, không ghi ký và không xuất theo hồ sơ ấy. Chạy kiemdo verify; còn bản sao lưu lành thì dùng bản đó. Không còn bản nào: kiemdo withdraw \(example) rồi kiemdo add thêm lại theo giấy.",
        "The record may be incomplete, since something of it can't be read: \(english). It is not printed, corrected, signed or exported. Run kiemdo verify; if there is a sound backup, use it. If there is none: kiemdo withdraw \(example), then kiemdo add it anew from paper."
      ), code: .badData)
  }

  /// Positions as people read them: at most five.
  func places(_ positions: [Int]) -> String {
    let rest = positions.count - 5
    return positions.prefix(5).map { "@\($0)" }.joined(separator: ", ")
      + (rest > 0 ? say(" và \(rest) số nữa", " and \(rest) more") : "")
  }
}
