import ArgumentParser
import Bookkeeping
import CanonicalForms
import EventLedger
import ExamRecords

struct Correct: KiemDoCommand {
  static let configuration = CommandConfiguration(
    commandName: "correct", abstract: "Đính chính hồ sơ một thí sinh, có lý do (records a correction).",
    discussion:
      "Gõ mã phiếu thay cho thí sinh thì lý do và minh chứng lấy từ phiếu đó: kiemdo correct 1042-583921 a4=031305001234",
    aliases: ["sua"])

  @OptionGroup var options: GlobalOptions
  @Argument(help: "Số thứ tự trong sổ, số CCCD, mã phiếu hoặc mã định danh.") var candidate: String
  @Argument(help: "MỤC=GIÁ TRỊ; tên mục hoặc số mục trên phiếu (a4=…); để trống sau dấu = là xóa giá trị.") var changes:
    [String] = []
  @Option(help: "Lý do.") var reason: String?
  @Option(help: "Minh chứng.") var evidence: String?
  @Option(help: "Chỉ sửa nếu hồ sơ còn ở bản thứ N.") var expectVersion: Int?
  @Flag(help: "Phiếu thu về không có gì phải sửa: chỉ khép lại.") var none = false

  func run(in session: Session) throws {
    let books = try session.openBooks(.write)
    let profile = try books.profile()
    let (found, by) = try books.find(candidate)
    session.sayHowFound(found, by, books)
    if let expectVersion, expectVersion != found.version {
      throw BookError.versionMoved(
        number: found.number, expected: expectVersion, found: found.version,
        since: try books.history(of: found).filter { $0.mark.version > expectVersion }
          .map { BookError.Later(mark: $0.mark, type: $0.type) })
    }
    var sheet: Sheet?
    if case .sheet(let named, _) = by { sheet = named }
    let event: CandidateCorrected
    if none {
      guard changes.isEmpty, let sheet else { throw Failure.conflictingOptions("--none", "MỤC=GIÁ TRỊ") }
      event = try found.closeWithoutChange(sheet, reason: (reason ?? "").nfc)
    } else {
      // Printed words of the school's own files: Vietnamese whatever language the clerk reads.
      let fromSheet = sheet.map { "Thí sinh ghi sửa trên phiếu \($0.code), lần \($0.round)" }
      let values = try session.assignments(changes, profile)
      event = try session.naming(profile) {
        try found.correct(
          values, reason: (reason ?? fromSheet ?? "").nfc,
          evidence: session.text(evidence) ?? sheet.map { "Phiếu \($0.code)" }, sheet: sheet, profile: profile)
      }
    }
    let appended = try books.record(
      [Draft(.candidateCorrected(event), of: found)], signer: try session.signer(for: books.ledger),
      watching: [.profile], clock: session.now, commandName: "correct")
    session.report(appended)
    session.show(
      JSONObject([
        (
          "changes",
          .array(
            event.changes.map {
              ["field": .string($0.field), "new": $0.new?.json ?? .null, "old": $0.old?.json ?? .null]
            })
        ),
        ("number", .integer(found.number)), ("position", .integer(appended.range.lowerBound)),
        ("version", .integer(found.version + 1)),
      ]),
      text: text(event, found, appended, profile, session))
    try sayWhatIsStale(found, books, session)
  }

  private func text(
    _ event: CandidateCorrected, _ candidate: Candidate, _ appended: Appended, _ profile: ExamProfile,
    _ session: Session
  ) -> String {
    var lines = [
      session.say(
        "Đã ghi vào sổ (số \(appended.range.lowerBound)): \(session.person(candidate, profile)), nay là bản thứ \(candidate.version + 1).",
        "Recorded at \(appended.range.lowerBound): \(session.person(candidate, profile)), now version \(candidate.version + 1)."
      )
    ]
    for change in event.changes {
      lines.append(
        "  \(session.label(of: change.field, profile)): \(session.display(change.old, of: change.field, profile)) → \(session.display(change.new, of: change.field, profile))"
      )
    }
    return lines.joined(separator: "\n")
  }

  private func sayWhatIsStale(_ before: Candidate, _ books: Books, _ session: Session) throws {
    guard let now = try books.read({ try $0.candidate(id: before.id) }) else { return }
    for layout in try books.profile().layouts
    where now.state(of: layout.id) == .stale && before.state(of: layout.id) != .stale {
      session.console.note(
        session.say(
          "Phiếu mẫu \(layout.id) đã thành phiếu cũ, phải in lại: kiemdo print \(now.number) --layout \(layout.id) --output phieu.pdf",
          "The sheet of layout \(layout.id) is stale now: kiemdo print \(now.number) --layout \(layout.id) --output sheet.pdf"
        ))
    }
  }
}
