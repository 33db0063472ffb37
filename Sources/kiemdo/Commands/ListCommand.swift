import ArgumentParser
import Bookkeeping
import CanonicalForms
import EventLedger
import ExamRecords

struct List: KiemDoCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "Danh sách thí sinh, hiện nay hoặc tại một thời điểm (lists candidates).",
    aliases: ["danh-sach"])

  enum State: String, ExpressibleByArgument, CaseIterable {
    case unprinted, printed, signed, stale, unsigned, withdrawn, returned, errors
  }

  @OptionGroup var options: GlobalOptions
  @Option(name: [.customLong("class")], help: "Lớp.") var className: String?
  @Option(help: "Tình trạng: unprinted, printed, signed, stale, unsigned, withdrawn, returned, errors.") var state:
    State?
  @Option(help: "Mẫu phiếu (mặc định: mẫu in gần nhất).") var layout: String?
  @Option(help: "Thời điểm: \"25/04/2023 17:00\", RFC 3339 hoặc @vị-trí.") var asOf: String?

  func run(in session: Session) throws {
    let books = try session.openBooks()
    let viewpoint = try session.viewpoint(asOf, books)
    let records = try books.records(size: viewpoint.size)
    let profile = try books.profile(in: records)
    let layout = try books.layout(layout, of: profile, records.school)
    let index = UniqueIndex(records, profile: profile)
    var table = Table(
      name: "candidates",
      columns: [
        .init(key: "number", vietnamese: "Số", english: "No.", isRight: true),
        .init(key: "class", vietnamese: "Lớp", english: "Class"),
        .init(key: "order", vietnamese: "STT", english: "Order", isRight: true),
        .init(key: "fullName", vietnamese: "Họ và tên", english: "Full name"),
        .init(key: "dateOfBirth", vietnamese: "Ngày sinh", english: "Born"),
        .init(key: "identityNumber", vietnamese: "Số định danh", english: "Identity number"),
        .init(key: "state", vietnamese: "Tình trạng", english: "State"),
        .init(key: "sheet", vietnamese: "Mã phiếu", english: "Sheet"),
        .init(key: "errors", vietnamese: "Lỗi", english: "Errors", isRight: true),
        .init(key: "warnings", vietnamese: "Cần xem", english: "Warnings", isRight: true),
      ],
      members: [("layout", .string(layout.id))] + viewpoint.members)
    let orders = profile.classOrders(records.candidates.values)
    if let className {
      let classes = records.candidates.values.map { $0.fields[profile.roles.className]?.text ?? "" }
      guard classes.contains(where: { Folding.key($0) == Folding.key(className) }) else {
        throw BookError.noSuchClass(className)
      }
    }
    for candidate in profile.inListOrder(Array(records.candidates.values)) {
      let name = candidate.fields[profile.roles.className]?.text
      if let className, Folding.key(className) != Folding.key(name ?? "") { continue }
      let findings = profile.findings(
        records.findings(for: candidate, profile: profile, index: index), shownBy: layout)
      guard matches(candidate, findings, layout) else { continue }
      table.rows.append([
        .integer(candidate.number), name.map(JSON.string) ?? .null, orders[candidate.id].map(JSON.integer) ?? .null,
        candidate.fields[profile.roles.fullName]?.json ?? .null,
        dateOfBirth(candidate, profile, session),
        profile.roles.identityNumber.flatMap { candidate.fields[$0]?.json } ?? .null,
        .string(session.stateWord(candidate, layout)),
        candidate.sheetInForce(of: layout.id).map { .string($0.code) } ?? .null,
        .integer(findings.count { $0.level == .error }), .integer(findings.count { $0.level == .warning }),
      ])
    }
    session.show(table)
  }

  /// People read dd/mm/yyyy, programs the stored day.
  private func dateOfBirth(_ candidate: Candidate, _ profile: ExamProfile, _ session: Session) -> JSON {
    let field = profile.roles.dateOfBirth
    guard options.format == .text else { return candidate.fields[field]?.json ?? .null }
    return .string(session.display(candidate.fields[field], of: field, profile))
  }

  private func matches(_ candidate: Candidate, _ findings: [ExamRecords.Finding], _ layout: SheetLayout) -> Bool {
    let sheets = candidate.state(of: layout.id)
    switch state {
    case .withdrawn: return candidate.isWithdrawn
    case nil: return true
    case _ where candidate.isWithdrawn: return false
    case .unprinted: return sheets == .unprinted
    case .printed: return sheets == .printed
    case .signed: return sheets == .signed
    case .stale: return sheets == .stale
    case .unsigned: return sheets != .signed
    case .returned: return !candidate.returnedSheets.isEmpty
    case .errors: return findings.contains { $0.level == .error }
    }
  }
}

extension Session {
  /// In JSON and CSV the words are fixed; people read Vietnamese ones.
  func stateWord(_ candidate: Candidate, _ layout: SheetLayout) -> String {
    let state = candidate.isWithdrawn ? "withdrawn" : candidate.state(of: layout.id).rawValue
    guard options.format == .text else { return state }
    switch state {
    case "withdrawn": return say("đã rút", "withdrawn")
    case "unprinted": return say("chưa in", "unprinted")
    case "printed": return say("đã in, chưa ký", "printed, not signed")
    case "signed": return say("đã ký", "signed")
    default: return say("phiếu cũ, phải in lại", "stale, print again")
    }
  }
}
