import ArgumentParser
import Bookkeeping
import CanonicalForms
import EventLedger
import ExamRecords

struct Erase: KiemDoCommand {
  static let configuration = CommandConfiguration(
    commandName: "erase",
    abstract: "Xóa vĩnh viễn dữ liệu của một thí sinh khi luật đòi hỏi (erases a candidate's data for good).",
    discussion: """
      Không có --confirm thì chỉ nói sẽ mất gì. Sổ vẫn kiểm chứng được sau khi xóa; lý do và căn cứ ở lại mãi mãi, nên không \
      ghi tên hay số của ai vào đó.
      """,
    aliases: ["xoa-du-lieu"])

  @OptionGroup var options: GlobalOptions
  @Argument(help: "Số thứ tự trong sổ, số CCCD, mã phiếu hoặc mã định danh.") var candidate: String
  @Option(help: "Lý do; ghi vĩnh viễn.") var reason: String
  @Option(help: "Căn cứ: ai quyết định, văn bản nào; ghi vĩnh viễn.") var authority: String
  @Flag(help: "Xóa thật.") var confirm = false

  func run(in session: Session) throws {
    let books = try session.openBooks(.write)
    let (reason, authority) = (try session.reason(reason), try session.demand(authority, "--authority"))
    let signer = try session.signer(for: books.ledger)
    let plan = try books.planErasure(of: candidate)
    let repeated = try plan.candidate.map { try books.values(of: $0, repeatedIn: reason + "\n" + authority) }
    if plan.positions.isEmpty, plan.ordered == nil { throw BookError.nothingToErase(number: plan.number) }
    guard confirm else {
      let preview = try preview(plan, repeated?.all ?? [], books, session)
      return session.show(json(plan, repeated?.all ?? [], nil), text: preview)
    }
    if let name = repeated?.identifying.first { throw Failure.erasureNames(name) }
    for line in losses(plan, session) + [permanence(session)] + warning(repeated?.all ?? [], session) {
      session.console.note(line)
    }
    let done = try books.erase(
      plan, reason: reason, authority: authority, signer: signer, clock: session.now, commandName: "erase")
    if let appended = done.appended { session.report(appended) }
    session.show(json(plan, repeated?.all ?? [], done), text: told(plan, done, session))
  }

  private func json(_ plan: ErasurePlan, _ repeated: [String], _ done: ErasureDone?) -> JSONObject {
    JSONObject([
      ("done", .bool(done != nil)), ("erasure", done?.erasure.json ?? .null),
      ("events", .array(plan.positions.map(JSON.integer))), ("id", .string(plan.id)),
      (
        "lists",
        .array(
          plan.lists.map { list in
            [
              "class": .string(list.className), "code": .string(list.code), "position": .integer(list.position),
              "rows": .integer(list.rows), "signed": .bool(list.isSigned),
            ]
          })
      ),
      ("number", .integer(plan.number)), ("repeated", .array(repeated.map(JSON.string))),
      ("staying", .array(plan.staying.map(JSON.integer))),
    ])
  }

  private func preview(
    _ plan: ErasurePlan, _ repeated: [String], _ books: Books, _ session: Session
  ) throws -> String {
    let profile = try books.profile()
    let who =
      plan.candidate.map { session.person($0, profile) } ?? session.say("số \(plan.number)", "no. \(plan.number)")
    var lines: [String] = []
    if let ordered = plan.ordered {
      lines.append(session.describe(ordered))
      if !ordered.isDone {
        lines.append(session.say("Việc xóa ấy chưa xong.", "That erasure is not finished."))
      }
    }
    if !plan.positions.isEmpty {
      let own = plan.positions.count - plan.lists.count
      lines.append(
        session.say(
          "Sẽ xóa vĩnh viễn nội dung \(plan.positions.count) sự kiện của thí sinh \(who): \(own) trong hồ sơ, \(plan.lists.count) danh sách lớp.",
          "The content of \(plan.positions.count) events of \(who) will be erased for good: \(own) of the record, \(plan.lists.count) class lists."
        ))
    }
    lines += losses(plan, session)
    lines.append(contentsOf: [
      session.say(
        "Bản sao lưu, tệp nguồn, tệp PDF và giấy đã in không bị xóa theo; nếu tệp nguồn còn dòng này thì lần nhập sau lại ghi mới.",
        "Backups, source files, PDFs and paper are not erased; if the source file keeps the row, the next import registers it anew."
      ),
      permanence(session),
    ])
    lines += warning(repeated, session)
    lines.append(
      session.say("Chưa xóa gì. Xóa thật: thêm --confirm.", "Nothing is erased yet. To erase, add --confirm."))
    return lines.joined(separator: "\n")
  }

  /// What others lose, and what stays.
  private func losses(_ plan: ErasurePlan, _ session: Session) -> [String] {
    var lines: [String] = []
    for list in plan.lists {
      let signed = list.isSigned ? session.say(", đã ký", ", signed") : ""
      lines.append(
        session.say(
          "  Danh sách \(list.code), lớp \(list.className), in \(list.printedAt.vietnamText), \(list.rows) thí sinh\(signed): không in lại được nữa, cho ai trong đó cũng vậy.",
          "  List \(list.code) of \(list.className), printed \(list.printedAt.vietnamText), \(list.rows) candidates\(signed): can't be printed again for anyone in it."
        ))
    }
    if !plan.staying.isEmpty {
      lines.append(
        session.say(
          "  Còn ở lại, không xóa được: số ghi \(numbers(plan.staying)) có nhắc tên hoặc số của thí sinh này.",
          "  Stays and can't be erased: events \(numbers(plan.staying)) mention this candidate's name or number."))
    }
    return lines
  }

  private func permanence(_ session: Session) -> String {
    session.say(
      "Lý do và căn cứ ghi vĩnh viễn, không xóa được: không để tên hay số của ai trong đó.",
      "Reason and authority are permanent and can't be erased: no names or numbers of persons in them.")
  }

  private func warning(_ repeated: [String], _ session: Session) -> [String] {
    guard !repeated.isEmpty else { return [] }
    let values = repeated.map { "\"\($0)\"" }.joined(separator: ", ")
    return [
      session.say(
        "CẢNH BÁO: lý do hoặc căn cứ nhắc lại \(values), là dữ liệu của thí sinh này.",
        "WARNING: reason or authority repeat \(values), which is this candidate's data.")
    ]
  }

  private func told(_ plan: ErasurePlan, _ done: ErasureDone, _ session: Session) -> String {
    let count = done.erasure.erased.count
    let first =
      done.appended == nil
      ? session.say(
        "Việc xóa ở số ghi \(done.erasure.position) đã xong: không còn nội dung nào của \(count) sự kiện trong tệp sổ ghi.",
        "The erasure of event \(done.erasure.position) is finished: nothing of \(count) events is left in the ledger's files."
      )
      : session.say(
        "Đã xóa nội dung \(count) sự kiện của thí sinh số \(plan.number); ghi ở số \(done.erasure.position).",
        "Erased the content of \(count) events of candidate no. \(plan.number); recorded at \(done.erasure.position).")
    return first + "\n" + session.describe(done.erasure)
  }

  private func numbers(_ positions: [Int]) -> String { positions.map(String.init).joined(separator: ", ") }
}
