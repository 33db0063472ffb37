import ArgumentParser
import Foundation

/// Measures what users wait for, each beside a floor taken in the same run: what the same work costs without us.
@main
struct KiemDoBench: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "KiemDoBench", abstract: "Measures KiemDo; every figure stands beside its floor of the same run.")

  @Flag(help: "A tenth of the rows and fewer rounds: a look, not a result.")
  var quick = false

  @Option(help: "How many events the longest report is of.")
  var events: Int?

  @Flag(help: "Nothing but the report of an auditor.")
  var onlyAudit = false

  @Option(help: "The tool whose start is measured.")
  var kiemdo = ".build/release/kiemdo"

  @Option(help: "Where ledgers are made and removed again; a folder on a real disk, not in memory.")
  var folder = ".build/bench"

  @Flag(help: "Only the record of one candidate as of a moment.")
  var onlyAsOf = false

  @Flag(help: "Only the second opinion, Scripts/verify-ledger.py.")
  var onlySecondOpinion = false

  func run() throws {
    var scale = quick ? Scale.quick : .full
    if let events { scale.events = events }
    let workshop = try Workshop(folder: folder)
    defer { workshop.remove() }
    print(Machine.description(of: scale))

    var report = Report()
    if onlyAsOf {
      try AsOfBench(workshop: workshop, scale: scale).run(&report)
    } else if onlySecondOpinion {
      try SecondOpinionBench(workshop: workshop, scale: scale).run(&report)
    } else {
      try measureAll(workshop, scale, &report)
    }
    print(report.table)
    print(Machine.closing())
  }

  private func measureAll(_ workshop: Workshop, _ scale: Scale, _ report: inout Report) throws {
    let bulk = try ImportBench(workshop: workshop, scale: scale).run(&report)
    if onlyAudit {
      try AuditBench(ledger: bulk, kiemdo: kiemdo, scale: scale).run(&report)
      return
    }
    try VerifyBench(ledger: bulk, scale: scale).run(&report)
    try SecondOpinionBench(workshop: workshop, scale: scale).run(&report)
    try ReplayBench(ledger: bulk, scale: scale).run(&report)
    let replayed = try bulk.reopened()
    try ShowBench(ledger: replayed, kiemdo: kiemdo, scale: scale).run(&report)
    try CorrectBench(ledger: replayed, workshop: workshop, scale: scale).run(&report)
    try PrintBench(workshop: workshop, scale: scale).run(&report)
    try AuditBench(ledger: bulk, kiemdo: kiemdo, scale: scale).run(&report)
    try AsOfBench(workshop: workshop, scale: scale).run(&report)
  }
}

/// How much is measured.
struct Scale {
  /// Rows of the list that is imported.
  var rows: Int
  var sheets: Int
  var corrections: Int
  /// Of the ledger that the second opinion is asked about.
  var appends: Int
  var starts: Int
  /// Events of the ledger that is asked as of a moment, and how many questions.
  var asOfEvents: Int
  var asOfQuestions: Int
  /// How often the long measures are repeated; their median counts.
  var rounds: Int
  /// Events of the longest report.
  var events: Int

  static let full = Scale(
    rows: 100_000, sheets: 1000, corrections: 300, appends: 1000, starts: 20, asOfEvents: 1_000_000,
    asOfQuestions: 2000,
    rounds: 3, events: 1_000_000)
  static let quick = Scale(
    rows: 10_000, sheets: 200, corrections: 50, appends: 100, starts: 10, asOfEvents: 50_000, asOfQuestions: 500,
    rounds: 1, events: 20_000)
}
