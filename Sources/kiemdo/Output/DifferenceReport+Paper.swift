import Bookkeeping
import CanonicalForms
import CheckSheets
import EventLedger
import ExamRecords

extension DifferenceReport {
  /// Writes the differences as people read them: a row for each event that is responsible.
  func draw(_ paper: ReportOptions, about subject: String?, id: String?, _ source: Source) throws {
    let page = try AuditPaper(
      books, Viewpoint(size: books.ledger.size, clockSteps: clockSteps), paper, session)
    var table = Table(name: "differences", columns: columns)
    var counts = Counts()
    try source { difference in
      try page.demandRoom(
        after: table.rows.count,
        narrowing: session.say("--class, hai nơi gần nhau hơn", "--class, places nearer to each other"))
      counts += self.counts(difference)
      // Whom all of it is about is told above the table.
      let who = id == nil ? JSON.string(person(difference)) : .null
      table.rows += difference.isEmpty ? [] : readable(difference).map { [who] + $0 }
    }
    try page.write(
      table, name: session.say("Các chỗ khác", "Differences"),
      title: session.say(
        "HỒ SƠ KHÁC NHAU GIỮA HAI NƠI TRONG SỔ GHI", "HOW RECORDS DIFFER BETWEEN TWO PLACES IN A LEDGER"),
      subject: subject ?? session.say("Mọi thí sinh", "Every candidate"),
      scope: [
        .init(session.say("Từ:", "From:"), describe(from)), .init(session.say("Tới:", "To:"), describe(to)),
      ] + [id.map(session.idParticular)].compactMap(\.self),
      closing: [sentence(counts)])
  }

  private var columns: [Table.Column] {
    func title(_ word: String, _ place: ComparedPlace) -> String {
      "\(word) (\(place.sheet?.code ?? "@\(place.size - 1)"))"
    }
    return [
      .init(key: "candidate", vietnamese: "Thí sinh", english: "Candidate"),
      .init(key: "field", vietnamese: "Mục", english: "Field"),
      .init(key: "before", vietnamese: title("Trước", from), english: title("Before", from)),
      .init(key: "after", vietnamese: title("Sau", to), english: title("After", to)),
      .init(key: "step", vietnamese: "Từng lần đổi", english: "Each change"),
    ] + Cause.columns
  }

  private func readable(_ difference: RecordDifference) -> [[JSON]] {
    var rows: [[JSON]] = []
    func add(_ sides: [JSON], _ causes: [[JSON]]) {
      let none = [[JSON](repeating: .null, count: 1 + Cause.columns.count)]
      rows += (causes.isEmpty ? none : causes).map { sides + $0 }
    }
    if difference.before != difference.after {
      add(
        [
          .string(session.say("(tình trạng)", "(standing)")), .string(word(difference.before)),
          .string(word(difference.after)),
        ], difference.standingChanges.map { [.null] + session.cells($0, books) })
    }
    for field in ordered(difference.fields) {
      func shown(_ value: FieldValue?) -> String { session.display(value, of: field.field, profile) }
      let sides = [session.label(of: field.field, profile), shown(field.before), shown(field.after)].map(JSON.string)
      let causes = field.steps.map { step -> [JSON] in
        guard isTold(step, of: field, in: difference) else { return [.null] + told(at: step.cause) }
        // A line may end after the arrow, not before it.
        let change = field.steps.count > 1 ? JSON.string("\(shown(step.old))\u{A0}→ \(shown(step.new))") : .null
        return [change] + session.cells(step.cause, books)
      }
      add(sides, field.steps.isEmpty ? [remark(unreadableStep)] : causes)
    }
    if let sentence = session.describe(unreadable: difference.unreadable, books) {
      add([.null, .null, .null], [remark(sentence)])
    }
    return rows
  }

  /// An event that a row above tells: which one.
  private func told(at cause: Cause) -> [JSON] {
    Cause.columns.map { $0.key == "position" ? .integer(cause.mark.position) : .null }
  }

  /// Where an event would stand: why there is none.
  private func remark(_ sentence: String) -> [JSON] {
    [.null] + Cause.columns.map { $0.key == "reason" ? .string(sentence) : .null }
  }
}
