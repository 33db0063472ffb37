import ArgumentParser
import Bookkeeping
import CanonicalForms
import EventLedger
import ExamRecords

struct Unit: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "unit", abstract: "Thông tin đơn vị in ở đầu và cuối trang (what pages say of the unit).",
    subcommands: [ShowUnit.self, SetUnit.self], aliases: ["don-vi"])

  struct ShowUnit: KiemDoCommand {
    static let configuration = CommandConfiguration(
      commandName: "show", abstract: "Xem thông tin đơn vị (shows the settings).", aliases: ["xem"])

    @OptionGroup var options: GlobalOptions
    @Option(help: "Thời điểm: \"25/04/2023 17:00\", RFC 3339 hoặc @vị-trí.") var asOf: String?

    func run(in session: Session) throws {
      let books = try session.openBooks()
      let viewpoint = try session.viewpoint(asOf, books)
      session.show(try books.unit(size: viewpoint.size), recordedAt: nil, viewpoint)
    }
  }

  struct SetUnit: KiemDoCommand {
    static let configuration = CommandConfiguration(
      commandName: "set", abstract: "Sửa thông tin đơn vị (changes the settings).",
      discussion:
        "Phó hiệu trưởng ký thay: --signatory $'KT. HIỆU TRƯỞNG\\nPHÓ HIỆU TRƯỞNG'. Để trống (--code \"\") là xóa.",
      aliases: ["dat"])

    @OptionGroup var options: GlobalOptions
    @Option(help: "Tên đơn vị.") var name: String?
    @Option(help: "Mã đơn vị ĐKDT.") var code: String?
    @Option(help: "Sở Giáo dục và Đào tạo.") var department: String?
    @Option(help: "Địa danh.") var place: String?
    @Option(help: "Thẩm quyền ký danh sách: HIỆU TRƯỞNG.") var signatory: String?
    @Option(help: "Họ tên người ký danh sách.") var signatoryName: String?
    @Option(help: "Lý do.") var reason: String?

    func run(in session: Session) throws {
      let books = try session.openBooks(.write)
      let before = books.school.unit
      guard var settings = before ?? name.map({ UnitSettings(name: $0) }) else {
        try books.demandWhole()
        throw BookError.noUnit
      }
      if let name { settings.name = try session.demand(name, "--name") }
      if let signatory, session.text(signatory) != nil {
        // "\n" typed in a shell without $'…' means a line break all the same.
        settings.signatory = signatory.nfc.split(separator: "\\n").joined(separator: "\n")
      }
      change(&settings.code, code)
      change(&settings.department, department)
      change(&settings.place, place)
      change(&settings.signatoryName, signatoryName)
      guard settings != before else {
        throw Failure.nothingToDo(
          "Thông tin đơn vị đã như vậy: không ghi gì.", "The settings are so already: nothing recorded.")
      }
      let appended = try books.record(
        [
          Draft(
            .unitDescribed(UnitDescribed(settings: settings, reason: session.text(reason))), stream: "ledger",
            version: try books.nextLedgerVersion())
        ],
        signer: try session.signer(for: books.ledger), clock: session.now, commandName: "unit set")
      session.report(appended)
      session.show(
        settings, recordedAt: appended.range.lowerBound,
        Viewpoint(size: books.ledger.size, clockSteps: []))
    }

    private func change(_ value: inout String?, _ new: String?) {
      guard let new else { return }
      value = new.contains { !$0.isWhitespace } ? new.nfc : nil
    }
  }
}

extension Session {
  fileprivate func show(_ unit: UnitSettings, recordedAt position: Int?, _ viewpoint: Viewpoint) {
    let lines: [(key: String, label: String, value: String?)] = [
      ("name", say("Đơn vị", "Unit"), unit.name), ("code", say("Mã đơn vị ĐKDT", "Code"), unit.code),
      ("department", say("Sở", "Department"), unit.department), ("place", say("Địa danh", "Place"), unit.place),
      ("signatory", say("Thẩm quyền ký", "Signatory"), unit.signatory),
      ("signatoryName", say("Người ký", "Signatory's name"), unit.signatoryName),
    ]
    show(
      JSONObject(
        lines.map { ($0.key, $0.value.map(JSON.string) ?? .null) } + [("position", position.map(JSON.integer) ?? .null)]
          + viewpoint.members
      ),
      text: lines.map { "\($0.label): \(($0.value ?? "–").split(separator: "\n").joined(separator: " / "))" }
        .joined(separator: "\n"))
  }
}
