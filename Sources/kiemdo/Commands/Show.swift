import ArgumentParser
import Bookkeeping
import CanonicalForms
import EventLedger
import ExamRecords

struct Show: KiemDoCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Hồ sơ một thí sinh, hiện nay hoặc tại một thời điểm (shows a record).",
    aliases: ["xem"])

  @OptionGroup var options: GlobalOptions
  @Argument(help: "Số thứ tự trong sổ, số CCCD, mã phiếu hoặc mã định danh.") var candidate: String
  @Option(help: "Thời điểm: \"25/04/2023 17:00\", RFC 3339 hoặc @vị-trí.") var asOf: String?

  func run(in session: Session) throws {
    let books = try session.openBooks()
    let viewpoint = try session.viewpoint(asOf, books)
    let (found, by): (Candidate, FoundBy)
    do {
      (found, by) = try books.find(candidate)
    } catch BookError.unknownCandidate(let text, let unknown, let erasure) {
      try session.demandRegistered(unknown.number, at: unknown.registeredAt, below: viewpoint.size)
      let sentence = session.explain(BookError.unknownCandidate(text, unknown, erasure)).message
      return session.show(json(unknown, erasure, viewpoint), text: sentence)
    }
    session.sayHowFound(found, by, books)
    try session.demandRegistered(found.number, at: found.registeredAt, below: viewpoint.size)
    var shown = found
    let findings: [ExamRecords.Finding]
    let profile: ExamProfile
    if viewpoint.isPast {
      guard let past = try books.record(of: found.id, size: viewpoint.size) else {
        throw BookError.noCandidate(candidate)
      }
      shown = past.candidate
      profile = try books.profile(size: viewpoint.size)
      findings = past.findings
    } else {
      profile = try books.profile()
      findings = try books.read { try $0.findings(for: found) }
    }
    session.show(json(shown, findings, viewpoint), text: text(shown, findings, profile, session))
  }

  private func json(_ candidate: Candidate, _ findings: [ExamRecords.Finding], _ viewpoint: Viewpoint) -> JSONObject {
    JSONObject(
      [
        ("erasure", .null), ("fields", .object(JSONObject(candidate.fields.mapValues(\.json)))),
        ("findings", .array(findings.map(\.json))),
        ("id", .string(candidate.id)), ("known", true), ("number", .integer(candidate.number)),
        (
          "sheets",
          .array(
            candidate.sheets.map { sheet in
              [
                "code": .string(sheet.code), "layout": .string(sheet.layout), "round": .integer(sheet.round),
                "position": .integer(sheet.position), "printedAt": .string(sheet.printedAt.text),
                "returned": .bool(sheet.returnedAt != nil),
                "signedAt": sheet.signature.map { .string($0.recordedAt.text) } ?? .null,
                "signedOn": sheet.signature?.signedOn.map(JSON.string) ?? .null,
                "stale": .array(sheet.staleFields(in: candidate.fields).map(JSON.string)),
              ]
            })
        ),
        ("unread", .array(candidate.unread.map(JSON.integer))), ("version", .integer(candidate.version)),
        ("withdrawn", .bool(candidate.isWithdrawn)),
      ] + viewpoint.members)
  }

  /// Of one whose registration is erased or can't be read: what is there all the same.
  private func json(_ unknown: UnknownCandidate, _ erasure: Erasure?, _ viewpoint: Viewpoint) -> JSONObject {
    JSONObject(
      [
        ("erasure", erasure?.json ?? .null), ("fields", .object(JSONObject([]))), ("findings", .array([])),
        ("id", .string(unknown.id)), ("known", false), ("number", .integer(unknown.number)), ("sheets", .array([])),
        ("unread", .array([.integer(unknown.registeredAt)])), ("version", .integer(unknown.version)),
        ("withdrawn", false),
      ] + viewpoint.members)
  }

  private func text(
    _ candidate: Candidate, _ findings: [ExamRecords.Finding], _ profile: ExamProfile, _ session: Session
  ) -> String {
    var lines = [
      session.person(candidate, profile)
        + session.say(" · bản thứ \(candidate.version)", " · version \(candidate.version)")
        + (candidate.isWithdrawn ? session.say(" · ĐÃ RÚT", " · WITHDRAWN") : "")
    ]
    if !candidate.unread.isEmpty {
      let places = session.places(candidate.unread)
      lines.append(
        session.say(
          "  HỒ SƠ CÓ THỂ THIẾU: không đọc được số ghi \(places)", "  MAY BE INCOMPLETE: can't read event \(places)"))
    }
    let labels = profile.fields.map { session.label(of: $0) }
    let shown = zip(profile.fields, labels).filter { candidate.fields[$0.0.name] != nil }
    let items = shown.map { $0.0.item ?? "" }
    let widths = (item: items.map(\.displayWidth).max() ?? 0, label: shown.map(\.1.displayWidth).max() ?? 0)
    for (field, label) in shown {
      guard let value = candidate.fields[field.name] else { continue }
      let item = (field.item ?? "").padding(to: widths.item)
      lines.append("  \(item)  \(label.padding(to: widths.label))  \(profile.display(value, field).printable)")
    }
    let missing = profile.fields.filter { candidate.fields[$0.name] == nil }.count
    if missing > 0 { lines.append(session.say("  (\(missing) mục chưa có)", "  (\(missing) fields empty)")) }
    for finding in findings {
      let level = finding.level == .error ? session.say("LỖI", "ERROR") : session.say("Cần xem", "Warning")
      lines.append(
        "  \(level) [\(finding.rule)]: \(session.language == .vi ? finding.message : finding.messageEnglish)")
    }
    for sheet in candidate.sheets {
      lines.append("  " + session.describe(sheet, of: candidate, profile))
    }
    return lines.joined(separator: "\n")
  }
}

extension Session {
  /// Says so where an earlier identity number led to the candidate.
  func sayHowFound(_ candidate: Candidate, _ by: FoundBy, _ books: Books) {
    guard by == .formerIdentityNumber, let profile = try? books.profile() else { return }
    let now = profile.roles.identityNumber.flatMap { candidate.fields[$0]?.text } ?? "–"
    console.note(
      say("Đó là số cũ; số hiện nay là \(now).", "That is an earlier number; the present one is \(now)."))
  }

  func describe(_ sheet: Sheet, of candidate: Candidate, _ profile: ExamProfile) -> String {
    var text = say(
      "Phiếu \(sheet.code) (\(sheet.layout), lần \(sheet.round), in \(sheet.printedAt.vietnamText))",
      "Sheet \(sheet.code) (\(sheet.layout), round \(sheet.round), printed \(sheet.printedAt.vietnamText))")
    let stale = sheet.staleFields(in: candidate.fields)
    if let signature = sheet.signature {
      text += say(": đã ký \(signature.recordedAt.vietnamText)", ": signed \(signature.recordedAt.vietnamText)")
    }
    if sheet.returnedAt != nil { text += say(": đã thu, có sửa, chờ nhập", ": returned with corrections, to be keyed") }
    if !stale.isEmpty {
      let labels = stale.map { label(of: $0, profile) }.joined(separator: ", ")
      text += say("; phiếu cũ, phải in lại: \(labels)", "; stale: \(labels)")
    }
    return text
  }
}

extension ExamRecords.Finding {
  var json: JSON {
    [
      "fields": .array(fields.map(JSON.string)), "level": .string(level.rawValue), "message": .string(message),
      "rule": .string(rule),
    ]
  }
}
