import Bookkeeping
import CanonicalForms
import EventLedger
import ExamRecords
import Exchange

/// What an import found, for the clerk, for the rejects file and for programs.
struct ImportReport {
  var file: String
  var sheet: ImportSheet
  var plan: ImportPlan
  var absent: [Candidate]
  var books: Books
  var profile: ExamProfile
  var session: Session

  /// How many problems are told one by one before the rest is only counted.
  private static let toldInFull = 50

  /// Tells on standard error what the clerk has to know, the problems last.
  func talk() {
    if !sheet.unknownColumns.isEmpty {
      session.console.note(
        session.say(
          "Cột không dùng tới: \(sheet.unknownColumns.joined(separator: ", ")).",
          "Columns not used: \(sheet.unknownColumns.joined(separator: ", "))."))
    }
    for skipped in sheet.skipped {
      session.console.note(
        session.say(
          "Dòng \(skipped.line) bỏ qua (\(session.reasonWord(skipped.reason))): \(skipped.text)",
          "Line \(skipped.line) skipped (\(session.reasonWord(skipped.reason))): \(skipped.text)"))
    }
    for notice in sheet.notices where !plan.rejectedLines.contains(notice.line) {
      session.console.note(session.describe(notice, profile))
    }
    for kept in plan.kept.prefix(Self.toldInFull) {
      session.console.note(
        session.say(
          "Dòng \(kept.line), \"\(session.label(of: kept.field, profile))\": giữ theo sổ \(shown(kept.ledger, kept.field)) (đã sửa trong sổ; tệp vẫn là \(shown(kept.file, kept.field))).",
          "Line \(kept.line), \"\(session.label(of: kept.field, profile))\": the ledger's \(shown(kept.ledger, kept.field)) stays (corrected there; the file still has \(shown(kept.file, kept.field)))."
        ))
    }
    for row in plan.withdrawn {
      session.console.note(
        session.say(
          "Dòng \(row.line): thí sinh số \(row.number) đã rút, bỏ qua.",
          "Line \(row.line): candidate no. \(row.number) is withdrawn, skipped."))
    }
    if !absent.isEmpty, !sheet.isOfRejects {
      let some = absent.prefix(10).map { session.person($0, profile) }.joined(separator: "; ")
      session.console.note(
        session.say(
          "\(absent.count) thí sinh trong sổ không có trong tệp (không rút ai): \(some)\(absent.count > 10 ? "…" : "")",
          "\(absent.count) candidates of the ledger are not in the file (none is withdrawn): \(some)\(absent.count > 10 ? "…" : "")"
        ))
    }
    for problem in plan.problems.prefix(Self.toldInFull) {
      session.console.note("\(file), " + describe(problem))
    }
    if plan.problems.count > Self.toldInFull {
      session.console.note(
        session.say(
          "… và \(plan.problems.count - Self.toldInFull) chỗ nữa.",
          "… and \(plan.problems.count - Self.toldInFull) more."))
    }
  }

  /// Why each line was rejected, and whether it waits for a choice.
  var reasons: [Int: (reason: String, isConflict: Bool)] {
    Dictionary(grouping: plan.problems, by: \.line).mapValues { problems in
      let isConflict = problems.allSatisfy { if case .conflict = $0.kind { true } else { false } }
      return (problems.map(describe).joined(separator: " | "), isConflict)
    }
  }

  private func shown(_ value: FieldValue?, _ field: String) -> String {
    session.display(value, of: field, profile)
  }

  private func describe(_ problem: ImportPlan.Problem) -> String {
    let line = session.say("dòng \(problem.line)", "line \(problem.line)")
    switch problem.kind {
    case .unreadable(let cell, let fault):
      return session.say(
        "\(line), cột \"\(cell.column)\": \"\(cell.text.excerpt)\" ",
        "\(line), column \"\(cell.column)\": \"\(cell.text.excerpt)\" ") + session.explain(fault) + "."
    case .nameMissing: return session.say("\(line): không có họ và tên.", "\(line): no full name.")
    case .sameCandidate(let other):
      return session.say(
        "\(line): trùng mã định danh, số giấy tờ hoặc họ tên, ngày sinh, lớp với dòng \(other). Bỏ một dòng, hoặc sửa số ghi nhầm.",
        "\(line): the same id, identity number or name, birth date and class as line \(other). Remove one, or mend the wrong number."
      )
    case .ambiguous(let matches):
      let parts = matches.map { match in
        let key =
          match.field.map { session.label(of: $0, profile) }
          ?? session.say("họ tên, ngày sinh, lớp", "name, birth date, class")
        let people = match.candidates.map {
          "\(session.say("thí sinh", "no.")) \($0.number)\($0.className.map { " (\($0))" } ?? "")"
        }
        .joined(separator: ", ")
        return session.say("\(key) \(match.value) là của \(people)", "\(key) \(match.value) belongs to \(people)")
      }
      return "\(line): \(parts.joined(separator: ", ")). "
        + session.say("Đối chiếu giấy tờ, sửa một trong hai.", "Compare the papers and mend one of them.")
    case .conflict(let conflict):
      return session.say(
        "\(line), \"\(conflict.column)\": tệp \(shown(conflict.file, conflict.field)); sổ \(shown(conflict.ledger, conflict.field))\(corrected(conflict)). Ghi \"tệp\" hoặc \"sổ\" vào cột Chọn, hoặc thêm --prefer file|ledger.",
        "\(line), \"\(conflict.column)\": file \(shown(conflict.file, conflict.field)); ledger \(shown(conflict.ledger, conflict.field))\(corrected(conflict)). Write \"tệp\" or \"sổ\" into the column Chọn, or give --prefer file|ledger."
      )
    }
  }

  /// ` (sửa 21/04/2023)`: when the ledger's value was set.
  private func corrected(_ conflict: ImportPlan.Conflict) -> String {
    guard let mark = try? books.lastChange(of: conflict.field, candidate: conflict.candidate) else { return "" }
    let day = mark.recordedAt.vietnamDate.vietnameseText
    return session.say(" (sửa \(day))", " (corrected \(day))")
  }

  func summary(_ appended: Appended?, stops: Bool, dryRun: Bool) -> String {
    let counts = session.say(
      "\(plan.registrations.count) thí sinh mới, \(plan.corrections.count) đính chính, \(plan.unchanged) không đổi, \(plan.rejectedLines.count) dòng không nhận",
      "\(plan.registrations.count) new, \(plan.corrections.count) corrections, \(plan.unchanged) unchanged, \(plan.rejectedLines.count) lines refused"
    )
    if stops {
      let sound = plan.registrations.count + plan.corrections.count + plan.unchanged
      return session.say(
        "\(file): \(sound) dòng nhận được, \(plan.rejectedLines.count) dòng không nhận. Chưa ghi gì vào sổ. Sửa các dòng trên rồi nhập lại, hoặc thêm --keep-going --rejects loi.csv.",
        "\(file): \(sound) lines are sound, \(plan.rejectedLines.count) are refused. Nothing was recorded. Mend the lines and import again, or add --keep-going --rejects FILE."
      )
    }
    if dryRun {
      return session.say(
        "\(file): sẽ ghi \(counts). Chưa ghi gì vào sổ.", "\(file): would record \(counts). Nothing was recorded.")
    }
    guard let appended else {
      return session.say(
        "\(file): \(counts). Không có gì mới, không ghi gì.", "\(file): \(counts). Nothing new, nothing recorded.")
    }
    return session.say(
      "\(file): \(counts). Đã ghi số \(appended.range.lowerBound)–\(appended.range.upperBound - 1).",
      "\(file): \(counts). Recorded \(appended.range.lowerBound)–\(appended.range.upperBound - 1).")
  }

  func json(recorded: Range<Int>?, dryRun: Bool, rejects: String?) -> JSONObject {
    let kept: [JSON] = plan.kept.map {
      [
        "field": .string($0.field), "file": $0.file.json, "ledger": $0.ledger?.json ?? .null,
        "line": .integer($0.line), "number": .integer($0.number),
      ]
    }
    let skipped: [JSON] = sheet.skipped.map { ["line": .integer($0.line), "reason": .string($0.reason.word)] }
    let withdrawn: [JSON] = plan.withdrawn.map { ["line": .integer($0.line), "number": .integer($0.number)] }
    let members: [String: JSON] = [
      "absent": .array(absent.map { .integer($0.number) }),
      "corrections": .integer(plan.corrections.count),
      "dryRun": .bool(dryRun),
      "file": .string(file),
      "kept": .array(kept),
      "new": .integer(plan.registrations.count),
      "problems": .array(plan.problems.map(json)),
      "recorded": recorded?.json ?? .null,
      "rejects": JSON(rejects),
      "skipped": .array(skipped),
      "unchanged": .integer(plan.unchanged),
      "unknownColumns": .array(sheet.unknownColumns.map(JSON.string)),
      "withdrawn": .array(withdrawn),
    ]
    return JSONObject(members)
  }

  private func json(_ problem: ImportPlan.Problem) -> JSON {
    let cell = problem.cell
    return [
      "column": JSON(cell?.column), "field": JSON(cell?.field), "kind": .string(problem.word),
      "line": .integer(problem.line), "message": .string(describe(problem)), "value": cell?.value ?? .null,
    ]
  }
}

extension SkippedRow.Reason {
  /// For programs.
  var word: String {
    switch self {
    case .title: "title"
    case .repeatedHeader: "repeatedHeader"
    case .columnNumbers: "columnNumbers"
    case .className: "className"
    case .foot: "foot"
    }
  }
}

extension ImportPlan.Problem {
  /// The cell that the problem is about, if it is about one, with what stands in the file.
  var cell: (column: String, field: String, value: JSON)? {
    switch kind {
    case .unreadable(let cell, _): (cell.column, cell.field, .string(cell.text))
    case .conflict(let conflict): (conflict.column, conflict.field, conflict.file.json)
    case .nameMissing, .ambiguous, .sameCandidate: nil
    }
  }

  /// For programs.
  var word: String {
    switch kind {
    case .unreadable: "unreadable"
    case .nameMissing: "nameMissing"
    case .ambiguous: "ambiguous"
    case .sameCandidate: "sameCandidate"
    case .conflict: "conflict"
    }
  }
}
