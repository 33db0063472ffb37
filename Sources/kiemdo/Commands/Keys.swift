import ArgumentParser
import Bookkeeping
import CanonicalForms
import EventLedger
import TransparencyLog

struct Keys: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "keys", abstract: "Khóa của sổ và của cán bộ (the keys of the ledger and of officers).",
    subcommands: [ListKeys.self, RotateKey.self], defaultSubcommand: ListKeys.self, aliases: ["khoa"])

  struct ListKeys: KiemDoCommand {
    static let configuration = CommandConfiguration(
      commandName: "list", abstract: "Khóa kiểm chứng của sổ và của cán bộ (the verifier keys).",
      aliases: ["danh-sach"])

    @OptionGroup var options: GlobalOptions
    @Option(help: "Thời điểm: \"25/04/2023 17:00\", RFC 3339 hoặc @vị-trí.") var asOf: String?

    func run(in session: Session) throws {
      let books = try session.openBooks()
      let viewpoint = try session.viewpoint(asOf, books)
      let custody = try books.keyCustody(size: viewpoint.size)
      let needed = custody.rotationNeeded
      var table = Table(
        name: "keys",
        columns: [
          .init(key: "role", vietnamese: "Vai", english: "Role"),
          .init(key: "officer", vietnamese: "Cán bộ", english: "Officer"),
          .init(key: "key", vietnamese: "Khóa", english: "Key"),
          .init(key: "inForce", vietnamese: "Còn hiệu lực", english: "In force"),
        ],
        members: [("rotationNeeded", .array(needed.map { .string($0.id) }))] + viewpoint.members)
      for key in custody.ledgerKeys {
        table.rows.append(["ledger", nil, .string(key.key.format()), .bool(key.ended == nil)])
      }
      for officer in custody.officers {
        table.rows.append([
          "officer", .string(officer.id), .string(officer.key.format()), .bool(officer.canWrite),
        ])
      }
      session.show(table)
      session.sayRotationNeeded(needed)
    }
  }

  struct RotateKey: KiemDoCommand {
    static let configuration = CommandConfiguration(
      commandName: "rotate",
      abstract: "Đổi khóa của sổ, từ lần ghi sau (brings a new ledger key into force from the next append on).",
      aliases: ["doi-khoa"])

    @OptionGroup var options: GlobalOptions

    func run(in session: Session) throws {
      let books = try session.openBooks(.write)
      let signer = try session.signer(for: books.ledger)
      let (appended, key) = try books.ledger.rotate(
        signer: signer, decidedAt: books.ledger.size, clock: session.now, commandName: "keys rotate")
      try books.refresh()
      session.report(appended)
      session.show(
        JSONObject([
          ("before", .string(signer.ledgerKey.verifierKey.format())), ("key", .string(key.format())),
          ("position", .integer(appended.range.lowerBound)),
        ]),
        text: session.say(
          """
          Đã đổi khóa của sổ (số \(appended.range.lowerBound)), dùng từ lần ghi sau: \(key.format())
          Những gì đã ký vẫn có giá trị. Ghi khóa mới ra giấy, báo cho người kiểm chứng; máy khác còn ghi sổ thì chép ledger.key sang.
          """,
          """
          The ledger's key is rotated (event \(appended.range.lowerBound)), in force from the next append on: \(key.format())
          What was signed stays valid. Put the new key on paper and tell who verifies; other computers that write need ledger.key.
          """))
    }
  }
}

extension Session {
  /// Says that revoked officers can still sign in the ledger's name.
  func sayRotationNeeded(_ officers: [KeyCustody.Officer]) {
    guard options.format == .text, !officers.isEmpty else { return }
    console.note(rotationNeeded(officers))
  }

  func rotationNeeded(_ officers: [KeyCustody.Officer]) -> String {
    let ids = officers.map(\.id).joined(separator: ", ")
    return say(
      "Phải đổi khóa của sổ: \(ids) đã thôi ghi sổ nhưng từng giữ khóa ấy. Chạy: kiemdo keys rotate",
      "The ledger's key must be rotated: \(ids), revoked, held it. Run: kiemdo keys rotate")
  }
}
