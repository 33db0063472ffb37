import ArgumentParser
import Bookkeeping
import CanonicalForms
import EventLedger
import ExamRecords
import Foundation

/// The clauses of a report, as they are typed.
struct SelectionOptions: ParsableArguments {
  @Option(help: "Từ số ghi (@1042) hoặc từ lúc (25/04/2023, 25/04/2023 17:00).") var from: String?
  @Option(help: "Đến hết số ghi hoặc lúc này.") var to: String?
  @Option(name: [.customLong("class")], help: "Lớp của thí sinh ngay trước hoặc sau sự kiện (nhiều lần được).")
  var classes: [String] = []
  @Option(name: [.customLong("candidate")], help: "Thí sinh: số thứ tự trong sổ, số CCCD… (nhiều lần được).")
  var candidates: [String] = []
  @Option(name: [.customLong("officer")], help: "Mã cán bộ đã ghi (nhiều lần được).") var officers: [String] = []
  @Option(name: [.customLong("field")], help: "Mục, theo tên hoặc số trên phiếu (nhiều lần được).")
  var fields: [String] = []
  @Option(name: [.customLong("type")], help: "Loại sự kiện: \"đính chính\" hoặc candidate.corrected (nhiều lần được).")
  var types: [String] = []
  @Option(name: [.customLong("reason-matches")], help: "Chữ có trong lý do, không kể hoa thường và dấu.")
  var reason: String?
  @Flag(help: "Chỉ lần sửa, rút hay khôi phục khi phiếu hoặc danh sách đã ký còn hiệu lực.") var afterSigning = false
  @Flag(help: "Chỉ việc ghi sau thời hạn lúc đó.") var late = false
  @Flag(help: "Chỉ việc ghi ngoài giờ của bộ quy định (giờ Việt Nam).") var outsideHours = false
  @Flag(help: "Chỉ lần sửa đưa giá trị về như trước lần sửa cuối.") var undone = false
  @Flag(help: "Chỉ lần sửa mà sau đó thí sinh không ký lại.") var unsignedSince = false
  @Option(help: "Nhìn sổ như lúc này: 25/04/2023 17:00, hoặc @1042.") var asOf: String?

  private var marks: [(Bool, Selection.Mark)] {
    [
      (afterSigning, .afterSigning), (late, .late), (outsideHours, .outsideHours), (undone, .undone),
      (unsignedSince, .unsignedSince),
    ]
  }

  func selection(_ audit: AuditSession, _ session: Session) throws -> Selection {
    var selection = Selection()
    switch try from.map({ try session.beginning($0) }) {
    case .position(let position): selection.from = position
    case .instant(let instant): selection.since = instant
    case nil: break
    }
    switch try to.map({ try session.asOf($0) }) {
    case .position(let position): selection.to = position
    case .instant(let instant): selection.until = instant
    case nil: break
    }
    if let from, let to, selection.isReversed { throw Failure.reversedRange(from: from, to: to) }
    selection.classes = try classes(audit, session)
    selection.candidates = try candidates.map { try candidate($0, audit) }.withoutRepeats
    selection.officers = try officers.map { try officer($0, audit) }.withoutRepeats
    selection.fields = try fields.map { try session.field($0, audit.desk.profile()).name }.withoutRepeats
    selection.types = try types.map { try type($0, session) }.withoutRepeats
    selection.reason = try reason.map { try session.demand($0, "--reason-matches") }
    selection.marks = Set(marks.filter(\.0).map(\.1))
    return selection
  }

  func place(_ session: Session) throws -> AsOf? { try asOf.map { try session.asOf($0) } }

  private func classes(_ audit: AuditSession, _ session: Session) throws -> [String] {
    let wanted = try classes.map { try session.demand($0, "--class") }.withoutRepeats
    guard !wanted.isEmpty else { return [] }
    let size = try place(session).map { try audit.desk.size(asOf: $0) } ?? audit.ledger.size
    let survey = try audit.desk.survey(classes: wanted, size: size)
    guard survey.missing.isEmpty else { throw Failure.unknownClasses(survey) }
    return wanted
  }

  private func candidate(_ text: String, _ audit: AuditSession) throws -> String {
    if ULID(text) != nil, try audit.ledger.version(ofStream: Records.stream(ofCandidate: text)) > 0 { return text }
    do {
      return try audit.books().find(text).candidate.id
    } catch BookError.unknownCandidate(_, let unknown, _) {
      // What was done is told of the erased too.
      return unknown.id
    }
  }

  private func officer(_ id: String, _ audit: AuditSession) throws -> String {
    let known = audit.ledger.officers.map(\.id)
    guard known.contains(id) else { throw Failure.unknownOfficer(id, known: known) }
    return id
  }

  /// By its id, or by what reports call it in either language, case and accents aside.
  private func type(_ name: String, _ session: Session) throws -> String {
    let known = RecordEvent.Kind.allCases.map(\.rawValue) + LedgerPayload.types.sorted()
    if known.contains(name) { return name }
    let wanted = Folding.text(name)
    let sessions = [Language.vi, .en].map { session.speaking($0) }
    guard let type = known.first(where: { id in sessions.contains { Folding.text($0.eventWord(id)) == wanted } }) else {
      throw Failure.unknownEventType(name, known: known.map { ($0, session.eventWord($0)) })
    }
    return type
  }
}

extension Session {
  /// Where a range begins: a day alone means its first moment.
  func beginning(_ text: String) throws -> AsOf {
    if let date = day(text.trimmingCharacters(in: .whitespaces)) {
      return .instant(Instant(date: date, hour: 0, minute: 0, second: 0, offsetMinutes: Instant.vietnamOffsetMinutes))
    }
    return try asOf(text)
  }
}

extension Selection {
  /// Whether the range ends before it begins, as far as its ends are of one kind.
  fileprivate var isReversed: Bool {
    if let from, let to { return to < from }
    if let since, let until { return until < since }
    return false
  }
}

extension [String] {
  /// Each once, at its first place.
  fileprivate var withoutRepeats: [String] {
    var seen: Set<String> = []
    return filter { seen.insert($0).inserted }
  }
}
