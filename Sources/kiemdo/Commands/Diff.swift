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
      """, aliases: ["so-sanh"])

  @OptionGroup var options: GlobalOptions
  @Argument(
    help:
      "Thí sinh (trừ khi có --class, --all), rồi nơi đầu và nơi cuối: @vị-trí, thời điểm, mã phiếu hoặc mã danh sách.")
  var words: [String] = []
  @Option(name: [.customLong("class")], help: "Cả lớp, theo lớp ở nơi đầu hoặc nơi cuối.") var className: String?
  @Flag(help: "Mọi thí sinh.") var all = false

  func validate() throws {
    let isOne = className == nil && !all
    guard !(all && className != nil), (isOne ? 1...3 : 1...2).contains(words.count) else {
      throw ValidationError(
        "Cần: kiemdo diff THÍ-SINH A [B], kiemdo diff --class LỚP A [B] hoặc kiemdo diff --all A [B].",
        "Expected: kiemdo diff CANDIDATE A [B], kiemdo diff --class CLASS A [B] or kiemdo diff --all A [B].")
    }
  }

  func run(in session: Session) throws {
    let books = try session.openBooks()
    let profile = try books.profile()
    let report = DifferenceReport(books: books, profile: profile, session: session)
    guard className == nil, !all else {
      let places = try words.map { ComparedPlace.size(try size($0, books, session)) }
      try compareMany(places[0], places.count > 1 ? places[1] : .size(books.ledger.size), report)
      return
    }
    let (found, by) = try books.find(words[0])
    session.sayHowFound(found, by, books)
    var places = try words.dropFirst().map { try place($0, of: found, books, profile, session) }
    if places.isEmpty {
      guard case .sheet(let sheet, _) = by else { throw Failure.placeMissing }
      places.append(.sheet(sheet))
    }
    if places.count == 1 { places.append(.size(books.ledger.size)) }
    let (from, to) = Self.ordered(places[0], places[1], session)
    try session.demandRegistered(found.number, at: found.registeredAt, below: to.size)
    let stream = report.open(from, to)
    let difference = try books.difference(of: found.id, from: from, to: to)
    report.finish(stream, report.append(difference, to: stream))
  }

  private func compareMany(_ one: ComparedPlace, _ other: ComparedPlace, _ report: DifferenceReport) throws {
    let (from, to) = Self.ordered(one, other, report.session)
    let stream = report.open(from, to)
    var counts = DifferenceReport.Counts()
    try report.books.eachDifference(from: from.size, to: to.size, className: className) {
      counts += report.append($0, to: stream)
    }
    if let className, counts.compared == 0 { throw BookError.noSuchClass(className) }
    report.finish(stream, counts)
  }

  /// The number of events up to a place that many are compared at: for a class the printing of its list is one too.
  private func size(_ text: String, _ books: Books, _ session: Session) throws -> Int {
    guard let className, Self.isCode(text), case .list(let list) = try books.resolve(code: text).target else {
      return try session.size(asOf: text, books)
    }
    guard Folding.text(className) == Folding.text(list.className) else {
      throw Failure.listOfAnother(list.code, of: list.className)
    }
    return list.position + 1
  }

  private static func isCode(_ text: String) -> Bool {
    ShortCode(text) != nil || text.utf8.count == SheetAnchor.digitCount
  }

  private func place(
    _ text: String, of candidate: Candidate, _ books: Books, _ profile: ExamProfile, _ session: Session
  ) throws -> ComparedPlace {
    guard Self.isCode(text) else { return .size(try session.size(asOf: text, books)) }
    if case .list(let list) = try books.resolve(code: text).target { return .size(list.position + 1) }
    let (owner, by) = try books.find(text)
    guard case .sheet(let sheet, _) = by, owner.id == candidate.id else {
      throw Failure.sheetOfAnother(text, of: session.person(owner, profile))
    }
    return .sheet(sheet)
  }

  /// The earlier place first, whichever way round they were typed.
  private static func ordered(
    _ one: ComparedPlace, _ other: ComparedPlace, _ session: Session
  ) -> (ComparedPlace, ComparedPlace) {
    guard one.size > other.size else { return (one, other) }
    session.console.note(
      session.say("Nơi đầu ở sau nơi cuối trong sổ: đã đổi chỗ.", "The first place is the later one: exchanged."))
    return (other, one)
  }
}
