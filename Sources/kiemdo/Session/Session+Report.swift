import ArgumentParser
import CanonicalForms
import CheckSheets
import EventLedger
import ExamRecords
import TransparencyLog

/// What the foot of a report says of the ledger that it is about.
struct ReportedHead {
  var origin: String?
  /// Nil where the ledger is too damaged to say.
  var size: Int?
  var root: Hash?
  /// When the last event was recorded, by the clock of whoever recorded it.
  var recordedAt: Instant?
}

extension Session {
  /// A report on one ledger, with the head and foot that all have.
  func report(
    title: String, subject: String? = nil, subtitle: String, orientation: OfficialReport.Orientation,
    about head: ReportedHead, _ options: ReportOptions, parts: [OfficialReport.Part], signers: [OfficialReport.Signer]
  ) -> OfficialReport {
    report(
      title: title, subject: subject, subtitle: subtitle, orientation: orientation, foot: foot(head), options,
      parts: parts, signers: signers)
  }

  /// A report with the head that all have.
  func report(
    title: String, subject: String? = nil, subtitle: String, orientation: OfficialReport.Orientation, foot: [String],
    _ options: ReportOptions, parts: [OfficialReport.Part], signers: [OfficialReport.Signer]
  ) -> OfficialReport {
    OfficialReport(
      language: language == .vi ? .vietnamese : .english, orientation: orientation,
      issuer: .init(superior: options.agency.count > 1 ? options.agency.first : nil, name: options.agency.last),
      number: say("Số: …………", "No. …………"), placeAndDate: placeAndDate(options.place), title: title, subject: subject,
      subtitle: subtitle, addressee: options.recipient, parts: parts, signers: signers, foot: foot,
      createdAt: now)
  }

  /// The two who sign a report on a ledger: the unit whose it is, and who looked into it.
  func signers(_ options: ReportOptions) -> [OfficialReport.Signer] {
    [
      .init(
        title: say("ĐẠI DIỆN ĐƠN VỊ", "FOR THE UNIT"),
        note: say("(Ký, ghi rõ họ tên, đóng dấu)", "(Signature, full name, seal)")),
      .init(
        title: say("NGƯỜI KIỂM TRA", "AUDITOR"), note: say("(Ký, ghi rõ họ tên)", "(Signature, full name)"),
        name: options.auditor),
    ]
  }

  /// The program and its version.
  var program: String { "kiemdo \(KiemDo.configuration.version)" }

  /// The command as it was typed.
  var typedCommand: String {
    (["kiemdo"] + CommandLine.arguments.dropFirst()).map(\.shellQuoted).joined(separator: " ")
  }

  /// Draws the report into the file that was asked for.
  func write(_ report: OfficialReport, to path: String) throws {
    try FileOutput.write(try Press().pdf(of: report), to: path, as: .pdf)
  }

  /// Whether people get the answer as a file: then the screen only says where it is.
  func answersOnPaper(_ paper: ReportOptions) -> Bool {
    guard let output = paper.output, options.format == .text else { return false }
    console.write(say("Đã viết báo cáo vào \(output).", "Wrote the report to \(output)."))
    return true
  }

  private func placeAndDate(_ place: String?) -> String {
    let day = now.vietnamDate
    let place = place ?? "……………"
    let month = Self.months[day.month - 1]
    return say(
      "\(place), ngày \(day.day.padded(2)) tháng \(day.month < 3 ? day.month.padded(2) : String(day.month)) năm \(day.year)",
      "\(place), \(day.day) \(month) \(day.year)")
  }

  private static let months = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
  ]

  func foot(_ head: ReportedHead) -> [String] {
    var first = say("Sổ ghi \(head.origin ?? "–")", "Ledger \(head.origin ?? "–")")
    first += head.size.map { say(" · \($0) sự kiện", " · \($0.events)") } ?? ""
    if let time = head.recordedAt {
      first += say(" · ghi lần cuối \(time.vietnamText)", " · last recorded \(time.vietnamText)")
    }
    return [first, say("Gốc \(head.root?.base64 ?? "–")", "Root \(head.root?.base64 ?? "–")")]
  }
}
