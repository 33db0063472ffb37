import ArgumentParser
import Bookkeeping
import CanonicalForms
import EventLedger
import ExamRecords
import Foundation

struct Sign: KiemDoCommand {
  static let configuration = CommandConfiguration(
    commandName: "sign",
    abstract: "Ghi nhận phiếu và danh sách đã ký: quét mã, gõ mã, hoặc theo STT (records signatures).",
    discussion: """
      kiemdo sign                      quét lần lượt từng phiếu, Ctrl-D để kết thúc
      kiemdo sign 1042-583921          một phiếu
      kiemdo sign --from quet.txt      các dòng máy quét đã lưu
      kiemdo sign --class 12A1 --except 7,19
      kiemdo sign --corrected …        phiếu thu về có ghi sửa: chờ nhập
      """, aliases: ["ky"])

  @OptionGroup var options: GlobalOptions
  @Argument(help: "Mã phiếu, mã danh sách hoặc 343 chữ số của mã QR.") var codes: [String] = []
  @Option(name: [.customLong("class")], help: "Ký cả lớp theo STT.") var className: String?
  @Option(help: "Những STT chưa ký, cách nhau dấu phẩy.") var except: String?
  @Option(help: "Tệp có mỗi dòng một mã, hoặc - là đầu vào chuẩn.") var from: String?
  @Option(help: "Ngày ghi trên phiếu, dd/mm/yyyy.") var signedOn: String?
  @Option(help: "Nơi ký.") var place: String?
  @Option(help: "Mẫu phiếu, khi ký theo lớp.") var layout: String?
  @Flag(help: "Phiếu thu về có ghi sửa: đã thu, chưa ký, chờ nhập.") var corrected = false

  func run(in session: Session) throws {
    let books = try session.openBooks(.write)
    let profile = try books.profile()
    let signer = try session.signer(for: books.ledger)
    let signedOn = try session.demandDay(signedOn)
    if let signedOn, signedOn > session.now.vietnamDate { throw Failure.futureDay(signedOn.vietnameseText) }
    var desk = try SigningDesk(books, purpose: corrected ? .returned : .signed)
    let exceptions = try exceptedOrders()
    if let className {
      guard codes.isEmpty, from == nil else { throw Failure.conflictingOptions("--class", "mã/--from") }
      try takeClass(className, except: exceptions, &desk, books, session)
    } else {
      try takeCodes(&desk, session, profile)
    }
    let appended = try record(
      &desk, signedOn: signedOn, except: className == nil ? exceptions : [], signer, profile, session)
    if let appended { session.report(appended) }
    let accepted = desk.results.count(where: \.isAccepted)
    let refused = desk.results.count - accepted
    if options.format != .text { session.show(table(desk.results, appended, profile, session)) }
    session.console.note(
      session.say(
        "\(corrected ? "Đã ghi phiếu có sửa" : "Đã ghi ký"): \(accepted). Không nhận: \(refused).",
        "Recorded: \(accepted). Refused: \(refused)."))
    if refused > 0 || accepted == 0 { throw ExitCode(.found) }
  }

  /// A pile may take an hour to scan: if the ledger moved meanwhile it is judged again, and only what changed is told.
  private func record(
    _ desk: inout SigningDesk, signedOn: CalendarDate?, except: [Int], _ signer: OfficerSigner, _ profile: ExamProfile,
    _ session: Session
  ) throws -> Appended? {
    for _ in 0..<3 {
      do {
        return try desk.record(
          signedOn: signedOn, place: session.text(place), except: except, signer: signer, clock: session.now,
          commandName: "sign")
      } catch let error as LedgerError where error.isConflict {
        let before = desk.results
        desk = try desk.judgedAgain()
        for (old, new) in zip(before, desk.results) where old.isAccepted != new.isAccepted {
          answer(new, session, profile)
        }
      }
    }
    return try desk.record(
      signedOn: signedOn, place: session.text(place), except: except, signer: signer, clock: session.now,
      commandName: "sign")
  }

  private func exceptedOrders() throws -> [Int] {
    guard let except else { return [] }
    return try except.split(separator: ",", omittingEmptySubsequences: false).map { part in
      guard let order = Int(part.trimmingCharacters(in: .whitespaces)), order > 0 else {
        throw Failure.badOrders(except)
      }
      return order
    }
  }

  private func takeClass(
    _ name: String, except: [Int], _ desk: inout SigningDesk, _ books: Books, _ session: Session
  ) throws {
    let members = try books.read { try $0.candidates(ofClass: name) }.filter { !$0.isWithdrawn }
    guard !members.isEmpty else { throw BookError.noSuchClass(name) }
    for order in except where order > members.count { throw Refusal.noSuchOrder(className: name, order: order) }
    if !except.isEmpty { try demandOrders(of: members, asPrintedFor: name, books) }
    let profile = try books.profile()
    for order in except {
      let person = session.person(members[order - 1], profile)
      session.console.note(session.say("Chưa ký: STT \(order), \(person)", "Not signed: no. \(order), \(person)"))
    }
    let layout = try books.layout(layout)
    for (index, candidate) in members.enumerated() where !except.contains(index + 1) {
      let result = try desk.take(order: index + 1, of: candidate, layout: layout)
      if !result.isAccepted { answer(result, session, profile) }
    }
  }

  /// Who has not signed is read off the class list on paper: if its order numbers mean others by now, somebody would be recorded
  /// who has not signed.
  private func demandOrders(of members: [Candidate], asPrintedFor name: String, _ books: Books) throws {
    guard let list = try books.read({ try $0.lists(ofClass: name) }).last(where: { !$0.isSupplement }) else { return }
    let printed = list.rows.sorted { $0.order < $1.order }.map(\.candidate)
    guard printed == members.map(\.id) else { throw Refusal.ordersMoved(className: name, list: list.code) }
  }

  /// Each code is answered as it comes, so that the clerk can put the sheet on the right pile.
  private func takeCodes(_ desk: inout SigningDesk, _ session: Session, _ profile: ExamProfile) throws {
    for code in codes { answer(try desk.take(code), session, profile) }
    if let from, from != "-" {
      let bytes = try FileOutput.read(from)
      for line in String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline) {
        let code = line.trimmingCharacters(in: .whitespaces)
        if !code.isEmpty { answer(try desk.take(code), session, profile) }
      }
    } else if from == "-" || codes.isEmpty {
      if session.console.readsFromTerminal {
        session.console.note(
          session.say(
            "Quét từng phiếu; xong thì bấm Ctrl-D. Chưa ghi gì cho tới lúc đó.",
            "Scan sheet after sheet, then press Ctrl-D. Nothing is recorded until then."))
      }
      while let line = readLine() {
        let code = line.trimmingCharacters(in: .whitespaces)
        if !code.isEmpty { answer(try desk.take(code), session, profile) }
      }
    }
  }

  /// As text the answers are the result; for programs the whole comes at the end.
  private func answer(_ result: ScanResult, _ session: Session, _ profile: ExamProfile) {
    guard options.format == .text else { return }
    let words = session.describe(result, profile, corrected: corrected)
    session.console.write(words.text, in: words.colour)
  }

  private func table(
    _ results: [ScanResult], _ appended: Appended?, _ profile: ExamProfile, _ session: Session
  ) -> Table {
    var table = Table(
      name: "results",
      columns: [
        .init(key: "text", vietnamese: "Đã đọc", english: "Read"),
        .init(key: "code", vietnamese: "Mã", english: "Code"),
        .init(key: "outcome", vietnamese: "Kết quả", english: "Outcome"),
        .init(key: "number", vietnamese: "Số", english: "No.", isRight: true),
        .init(key: "stale", vietnamese: "Mục đã đổi", english: "Changed fields"),
        .init(key: "note", vietnamese: "Ghi chú", english: "Note"),
      ],
      members: [
        ("accepted", .integer(results.count(where: \.isAccepted))),
        ("purpose", .string(corrected ? "returned" : "signed")),
        ("recorded", appended?.range.json ?? .null),
        ("refused", .integer(results.count { !$0.isAccepted })),
      ])
    for result in results {
      var (number, stale): (JSON, JSON) = (.null, .array([]))
      if case .sheet(let candidate, _, _, _, let fields) = result.outcome {
        number = .integer(candidate.number)
        stale = .array(fields.map { .string($0.field) })
      }
      table.rows.append([
        .string(result.text), result.pageCode.map(JSON.string) ?? .null, .string(result.word), number, stale,
        .string(session.describe(result, profile, corrected: corrected).text),
      ])
    }
    return table
  }
}

extension LedgerError {
  /// Others have written since the decision.
  fileprivate var isConflict: Bool {
    switch self {
    case .conflict, .versionGap: true
    default: false
    }
  }
}

extension Range<Int> {
  /// Positions of an append.
  var json: JSON { ["first": .integer(lowerBound), "last": .integer(upperBound - 1)] }
}

extension ScanResult {
  /// The short code of the page that was found.
  var pageCode: String? {
    switch outcome {
    case .sheet(_, let sheet, _, _, _): sheet.code
    case .list(let list, _, _), .notASheet(let list): list.code
    case .fault, .repeated, .nothingPrinted: nil
    }
  }

  /// The short code where there is one, else what was typed, cut for people.
  var code: String {
    pageCode ?? (text.utf8.count > 40 ? String(text.prefix(20)) + "…" : text)
  }

  /// For programs.
  var word: String {
    switch outcome {
    case .sheet(_, _, let verdict, _, _):
      switch verdict {
      case .accepted: "accepted"
      case .alreadySigned: "alreadySigned"
      case .stale: "stale"
      case .withdrawn: "withdrawn"
      case .awaitsCorrection: "awaitsCorrection"
      }
    case .list(_, let already, _): already ? "alreadySigned" : "accepted"
    case .fault(let fault): "\(fault)"
    case .repeated: "repeated"
    case .notASheet: "notASheet"
    case .nothingPrinted: "nothingPrinted"
    }
  }
}
