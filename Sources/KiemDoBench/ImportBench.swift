import Bookkeeping
import EventLedger
import ExamRecords
import Exchange
import TransparencyLog

/// CSV bytes to recorded and projected events, in one import.
struct ImportBench {
  let workshop: Workshop
  let scale: Scale

  /// Measures, and leaves the last ledger to the measures that need one of this size.
  func run(_ report: inout Report) throws -> Desk {
    let list = SectorList(rows: scale.rows)
    var stages = Stages()
    var floor = Samples()
    var imported: (desk: Desk, drafts: [Draft])?
    for round in 0..<scale.rounds {
      imported = nil
      let result = try importOnce(list, "bulk-\(round)", &stages)
      let table = try PlainTable(at: "\(workshop.path)/plain-\(round).sqlite")
      let rows = result.drafts.map { draft -> (stream: String, body: String) in
        if case .text(let body) = draft.body { (draft.stream, body) } else { (draft.stream, "") }
      }
      try floor.time { try table.insert(rows) }
      imported = result
    }
    guard let imported else { throw BenchError.wrongResult("no import") }
    let figure = Report.Figure.rate(Double(scale.rows) / stages.total, "events")
    report.add(
      "import \(scale.rows) rows", figure,
      floor: ("plain table, one transaction", .rate(Double(scale.rows) / floor.median, "rows")), aim: 50_000)
    report.add(stages)
    return imported.desk
  }

  private func importOnce(
    _ list: SectorList, _ name: String, _ stages: inout Stages
  ) throws -> (desk: Desk, drafts: [Draft]) {
    let desk = try workshop.found(name)
    let books = desk.books
    let profile = try books.profile()
    let before = books.ledger.size
    var generator = SystemRandomNumberGenerator()
    let sheet = try stages.time("read CSV") { try ImportSheet.read(list.bytes, profile: profile) }
    let plan = try stages.time("plan") { try books.planImport(sheet.rows, preference: nil) }
    let drafts = try stages.time("make drafts") {
      try books.drafts(of: plan, file: "bulk.csv", reason: "Nhập", clock: Workshop.now, using: &generator)
    }
    _ = try stages.time("append") {
      try books.ledger.append(
        drafts, signer: desk.signer, decidedAt: before, wholeLedger: true, clock: Workshop.now, commandName: "import")
    }
    try stages.time("project") { try books.refresh() }
    guard books.ledger.size == before + scale.rows, books.school.lastNumber == scale.rows else {
      throw BenchError.wrongResult("\(books.ledger.size - before) events; \(plan.problems.prefix(1))")
    }
    return (desk, drafts)
  }
}
