import ArgumentParser
import Bookkeeping
import CanonicalForms
import EventLedger
import ExamRecords

struct Status: KiemDoCommand {
  static let configuration = CommandConfiguration(
    commandName: "status",
    abstract: "Tình hình từng lớp và việc phải làm tiếp (where each class stands, what to do next).",
    aliases: ["tinh-hinh"])

  @OptionGroup var options: GlobalOptions
  @Option(name: [.customLong("class")], help: "Chỉ một lớp.") var className: String?
  @Option(help: "Mẫu phiếu (mặc định: mẫu in gần nhất).") var layout: String?
  @Option(help: "Thời điểm: \"25/04/2023 17:00\", RFC 3339 hoặc @vị-trí.") var asOf: String?

  func run(in session: Session) throws {
    let books = try session.openBooks()
    let viewpoint = try session.viewpoint(asOf, books)
    let records = try books.records(size: viewpoint.size)
    let profile = try books.profile(in: records)
    let layout = try books.layout(layout, of: profile, records.school)
    let overviews = Overview.byClass(records, profile: profile, layout: layout, only: className)
    if let className, overviews.isEmpty { throw BookError.noSuchClass(className) }
    let returned = overviews.flatMap(\.returned)
    if options.format == .text, !returned.isEmpty {
      session.console.write(
        session.say(
          "Đã thu, có sửa, chờ nhập (\(returned.count)):", "Returned with corrections, to be keyed (\(returned.count)):"
        ))
      for sheet in returned {
        session.console.write("  \(sheet.code)  \(sheet.fullName ?? "")  (\(session.say("số", "no.")) \(sheet.number))")
      }
      session.console.write("")
    }
    if options.format == .text {
      session.console.write(
        session.say("Mẫu phiếu \(layout.id): \(layout.title)", "Layout \(layout.id): \(layout.title)"))
    }
    let needed =
      viewpoint.isPast
      ? try books.keyCustody(size: viewpoint.size).rotationNeeded : try books.rotationNeeded()
    let isErasing = try books.ledger.isErasureUnfinished()
    session.show(table(overviews, layout, viewpoint, records.unknown.count, isErasing, needed, session))
    if options.format == .text, !records.unknown.isEmpty {
      session.console.write(
        session.say(
          "Ngoài ra \(records.unknown.count) thí sinh không còn hồ sơ đọc được: kiemdo history SỐ nói vì sao.",
          "Apart from these, \(records.unknown.count) candidates have no readable record: kiemdo history NUMBER tells why."
        ))
    }
    if options.format == .text, isErasing { session.console.write(session.erasureUnfinishedLine) }
    if options.format == .text {
      session.console.write("\n" + nextSteps(overviews, layout, needed, session).joined(separator: "\n") + "\n")
    }
    session.close([])
  }

  private func table(
    _ overviews: [Overview], _ layout: SheetLayout, _ viewpoint: Viewpoint, _ unknown: Int, _ isErasing: Bool,
    _ needed: [KeyCustody.Officer], _ session: Session
  ) -> Table {
    var table = Table(
      name: "classes",
      columns: [
        .init(key: "class", vietnamese: "Lớp", english: "Class"),
        .init(key: "total", vietnamese: "Thí sinh", english: "Total", isRight: true),
        .init(key: "withErrors", vietnamese: "Có lỗi", english: "Errors", isRight: true),
        .init(key: "unprinted", vietnamese: "Chưa in", english: "Unprinted", isRight: true),
        .init(key: "printed", vietnamese: "Đã in", english: "Printed", isRight: true),
        .init(key: "signed", vietnamese: "Đã ký", english: "Signed", isRight: true),
        .init(key: "stale", vietnamese: "Phiếu cũ", english: "Stale", isRight: true),
        .init(key: "withdrawn", vietnamese: "Đã rút", english: "Withdrawn", isRight: true),
        .init(key: "list", vietnamese: "Danh sách lớp", english: "Class list"),
      ],
      members: [
        ("erasureUnfinished", .bool(isErasing)), ("layout", .string(layout.id)), ("notLogged", NotLogged.json),
        (
          "returned",
          .array(
            overviews.flatMap(\.returned).map {
              [
                "code": .string($0.code), "fullName": $0.fullName.map(JSON.string) ?? .null,
                "number": .integer($0.number),
              ]
            })
        ),
        ("rotationNeeded", .array(needed.map { .string($0.id) })), ("unknown", .integer(unknown)),
      ] + viewpoint.members)
    for overview in overviews {
      table.rows.append(
        [.string(overview.className)] + counts(overview).map(JSON.integer) + [list(overview.list, session)])
    }
    if options.format == .text, overviews.count > 1 {
      let sums = overviews.map(counts).reduce(Array(repeating: 0, count: 7)) { zip($0, $1).map { $0 + $1 } }
      table.rows.append([.string(session.say("Cộng", "Total"))] + sums.map(JSON.integer) + [.null])
    }
    return table
  }

  private func counts(_ overview: Overview) -> [Int] {
    [overview.total, overview.withErrors] + [.unprinted, .printed, .signed, .stale].map { overview.states[$0] ?? 0 }
      + [overview.withdrawn]
  }

  private func list(_ list: Overview.ListState, _ session: Session) -> JSON {
    let (state, code, stale): (String, String?, Int) =
      switch list {
      case .unprinted: ("unprinted", nil, 0)
      case .printed(let code, let stale): ("printed", code, stale)
      case .signed(let code, let stale): ("signed", code, stale)
      }
    guard options.format == .text else {
      return ["code": code.map(JSON.string) ?? .null, "staleRows": .integer(stale), "state": .string(state)]
    }
    let word =
      switch state {
      case "signed": session.say("đã ký", "signed")
      case "printed": session.say("đã in", "printed")
      default: session.say("chưa in", "unprinted")
      }
    let rest = stale > 0 ? session.say(", \(stale) dòng cũ", ", \(stale) stale rows") : ""
    return .string([word, code].compactMap(\.self).joined(separator: " ") + rest)
  }

  private func nextSteps(
    _ overviews: [Overview], _ layout: SheetLayout, _ needed: [KeyCustody.Officer], _ session: Session
  ) -> [String] {
    func sum(_ state: SheetState) -> Int { overviews.reduce(0) { $0 + ($1.states[state] ?? 0) } }
    let scope = className.map { " --class \($0)" } ?? ""
    let named = self.layout.map { " --layout \($0)" } ?? ""
    var steps: [String] = needed.isEmpty ? [] : [session.rotationNeeded(needed)]
    if let first = overviews.flatMap(\.returned).first {
      steps.append(
        session.say(
          "Nhập phần thí sinh ghi sửa: kiemdo correct \(first.code) MỤC=GIÁ TRỊ",
          "Key in what students wrote: kiemdo correct \(first.code) FIELD=VALUE"))
    }
    let errors = overviews.reduce(0) { $0 + $1.withErrors }
    if errors > 0 {
      steps.append(
        session.say(
          "Xem \(errors) hồ sơ có lỗi: kiemdo list --state errors\(scope)\(named)",
          "Look at \(errors) records with errors: kiemdo list --state errors\(scope)\(named)"))
    }
    if sum(.stale) > 0 {
      steps.append(
        session.say(
          "In lại \(sum(.stale)) phiếu cũ: kiemdo print --state stale\(scope)\(named) --output in-lai.pdf",
          "Print \(sum(.stale)) stale sheets again: kiemdo print --state stale\(scope)\(named) --output again.pdf"))
    }
    if sum(.unprinted) > 0 {
      steps.append(
        session.say(
          "In \(sum(.unprinted)) phiếu chưa in: kiemdo print --state unprinted\(scope)\(named) --output phieu.pdf",
          "Print \(sum(.unprinted)) sheets: kiemdo print --state unprinted\(scope)\(named) --output sheets.pdf"))
    }
    if sum(.printed) > 0 {
      steps.append(
        session.say(
          "Thu \(sum(.printed)) phiếu đã in chưa ký, rồi quét: kiemdo sign",
          "Collect \(sum(.printed)) printed sheets, then scan them: kiemdo sign"))
    }
    if overviews.isEmpty {
      steps.append(
        session.say(
          "Sổ chưa có thí sinh: kiemdo import DANH-SACH.csv --reason \"Nhập từ CSDL ngành\"",
          "No candidates yet: kiemdo import LIST.csv --reason …"))
    } else if steps.isEmpty {
      steps.append(
        session.say(
          "Mọi phiếu mẫu \(layout.id) đã ký và còn đúng. Kiểm chứng sổ: kiemdo verify",
          "Every sheet of layout \(layout.id) is signed and in force. Verify the ledger: kiemdo verify"))
    }
    return [session.say("Việc tiếp theo:", "Next:")] + steps.map { "  " + $0 }
  }
}
