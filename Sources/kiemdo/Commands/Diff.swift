import ArgumentParser
import Bookkeeping
import CanonicalForms
import EventLedger
import ExamRecords

struct Diff: KiemDoCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff",
    abstract: "Hồ sơ khác nhau thế nào giữa hai nơi trong sổ, và sự kiện nào làm nên (compares two places).",
    discussion: """
      kiemdo diff 31 @120 @240              hai vị trí
      kiemdo diff 31 "25/04/2023 17:00"     từ một thời điểm tới nay
      kiemdo diff 31 1042-583921            từ điều phiếu đã in tới nay
      kiemdo diff 1042-583921               cũng thế
      kiemdo diff --class 12A1 @120         cả lớp;  --all: mọi thí sinh
      kiemdo diff --class 12A1 1057-318204  cả lớp từ lúc in danh sách lớp này
      kiemdo diff --all @120 --output F.pdf để in và ký
      """, aliases: ["so-sanh"])

  @OptionGroup var options: GlobalOptions
  @Argument(
    help:
      "Thí sinh (trừ khi có --class, --all), rồi nơi đầu và nơi cuối: @vị-trí, thời điểm, mã phiếu hoặc mã danh sách.")
  var words: [String] = []
  @Option(name: [.customLong("class")], help: "Cả lớp, theo lớp ở nơi đầu hoặc nơi cuối.") var className: String?
  @Flag(help: "Mọi thí sinh.") var all = false
  @OptionGroup var paper: ReportOptions

  func validate() throws {
    let isOne = className == nil && !all
    guard !(all && className != nil), (isOne ? 1...3 : 1...2).contains(words.count) else {
      throw ValidationError(
        "Cần: kiemdo diff THÍ-SINH A [B], kiemdo diff --class LỚP A [B] hoặc kiemdo diff --all A [B].",
        "Expected: kiemdo diff CANDIDATE A [B], kiemdo diff --class CLASS A [B] or kiemdo diff --all A [B].")
    }
  }

  /// A place that was typed, and what makes it doubtful.
  private struct Place {
    var compared: ComparedPlace
    var clockSteps: [Int] = []
  }

  func run(in session: Session) throws {
    let books = try session.openBooks()
    try paper.demand(of: books, session)
    let profile = try books.profile()
    let now = Place(compared: .size(books.ledger.size))
    guard className == nil, !all else {
      let places = try words.map { try place($0, books, session) }
      let report = report(places[0], places.count > 1 ? places[1] : now, books, profile, session)
      return try report.show(paper, about: className.map { session.say("Lớp \($0)", "Class \($0)") }) { body in
        var isFound = false
        try books.eachDifference(from: report.from.size, to: report.to.size, className: className) {
          isFound = true
          try body($0)
        }
        if let className, !isFound { throw BookError.noSuchClass(className) }
      }
    }
    let (found, by) = try books.find(words[0])
    session.sayHowFound(found, by, books)
    var places = try words.dropFirst().map { try place($0, of: found, books, session) }
    if places.isEmpty {
      guard case .sheet(let sheet, _) = by else { throw Failure.placeMissing }
      places.append(Place(compared: .sheet(sheet)))
    }
    if places.count == 1 { places.append(now) }
    let report = report(places[0], places[1], books, profile, session)
    try session.demandRegistered(found.number, at: found.registeredAt, below: report.to.size)
    let difference = try books.difference(of: found.id, from: report.from, to: report.to)
    try report.show(paper, about: report.person(difference), id: found.id) { try $0(difference) }
  }

  /// The earlier place first, whichever way round they were typed.
  private func report(
    _ one: Place, _ other: Place, _ books: Books, _ profile: ExamProfile, _ session: Session
  ) -> DifferenceReport {
    let isReversed = one.compared.size > other.compared.size
    if isReversed {
      session.console.note(
        session.say("Nơi đầu ở sau nơi cuối trong sổ: đã đổi chỗ.", "The first place is the later one: exchanged."))
    }
    let (from, to) = isReversed ? (other, one) : (one, other)
    return DifferenceReport(
      books: books, profile: profile, from: from.compared, to: to.compared,
      clockSteps: Set(from.clockSteps + to.clockSteps).sorted(), session: session)
  }

  /// Where many are compared: for a class the printing of its list is a place too.
  private func place(_ text: String, _ books: Books, _ session: Session) throws -> Place {
    guard let className, Self.isCode(text), case .list(let list) = try books.resolve(code: text).target else {
      return try place(asOf: text, books, session)
    }
    guard Folding.text(className) == Folding.text(list.className) else {
      throw Failure.listOfAnother(list.code, of: list.className)
    }
    return Place(compared: .size(list.position + 1))
  }

  private func place(asOf text: String, _ books: Books, _ session: Session) throws -> Place {
    let viewpoint = try session.viewpoint(text, books)
    return Place(compared: .size(viewpoint.size), clockSteps: viewpoint.clockSteps)
  }

  private func place(_ text: String, of candidate: Candidate, _ books: Books, _ session: Session) throws -> Place {
    guard Self.isCode(text) else { return try place(asOf: text, books, session) }
    if case .list(let list) = try books.resolve(code: text).target {
      return Place(compared: .size(list.position + 1))
    }
    let (owner, by) = try books.find(text)
    guard case .sheet(let sheet, _) = by, owner.id == candidate.id else {
      throw Failure.sheetOfAnother(text, of: session.person(owner, try books.profile()))
    }
    return Place(compared: .sheet(sheet))
  }

  private static func isCode(_ text: String) -> Bool {
    ShortCode(text) != nil || text.utf8.count == SheetAnchor.digitCount
  }
}
