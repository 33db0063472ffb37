import ArgumentParser
import CanonicalForms
import EventLedger
import TransparencyLog

/// The desk of a witness: an office that vouches for what it has seen of others' ledgers.
struct WitnessCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "witness", abstract: "Nhân chứng ký chứng điểm chốt của sổ khác (who vouches for others' heads).",
    subcommands: [InitWitness.self, ListWitnesses.self], aliases: ["nhan-chung"])

  struct InitWitness: KiemDoCommand {
    static let configuration = CommandConfiguration(
      commandName: "init", abstract: "Lập khóa của nhân chứng (makes a witness's key).", aliases: ["lap"])

    @OptionGroup var options: GlobalOptions
    @Argument(help: "Tên nhân chứng, ví dụ so-gddt.haiphong.example/khao-thi.") var name: String

    func run(in session: Session) throws {
      let folder = try WitnessFolder(root: session.witnessRoot, name: name)
      let key = try folder.createKey().verifierKey
      session.console.note(
        session.say(
          "Khóa bí mật nằm trong \(folder.path). Khóa này chỉ ký chứng, không ký gì khác. Đừng chép lại thư mục này từ bản sao cũ: nhân chứng sẽ quên điều đã thấy.",
          "The private key lies in \(folder.path). It cosigns and signs nothing else. Never restore this folder from an older copy: the witness would forget what it has seen."
        ))
      session.show(
        JSONObject([("folder", .string(folder.path)), ("key", .string(key.format())), ("name", .string(name))]),
        text: key.format())
    }
  }

  struct ListWitnesses: KiemDoCommand {
    static let configuration = CommandConfiguration(
      commandName: "list", abstract: "Khóa của nhân chứng và đầu sổ đã thấy (keys, and the heads seen).",
      aliases: ["danh-sach"])

    @OptionGroup var options: GlobalOptions

    func run(in session: Session) throws {
      var table = Table(
        name: "heads",
        columns: [
          .init(key: "witness", vietnamese: "Nhân chứng", english: "Witness"),
          .init(key: "origin", vietnamese: "Sổ", english: "Ledger"),
          .init(key: "size", vietnamese: "Cỡ", english: "Size", isRight: true),
          .init(key: "root", vietnamese: "Gốc", english: "Root"),
          .init(key: "time", vietnamese: "Lúc", english: "Time"),
          .init(key: "ledgerKey", vietnamese: "Khóa của sổ", english: "The ledger's key"),
        ])
      var keys: [String: JSON] = [:]
      for name in try WitnessFolder.names(root: session.witnessRoot) {
        let folder = try WitnessFolder(root: session.witnessRoot, name: name)
        keys[name] = .string(try folder.key().verifierKey.format())
        table.rows += try folder.heads().map { head in
          [
            .string(name), .string(head.checkpoint.origin), .integer(head.checkpoint.size),
            .string(head.checkpoint.root.base64), .integer(head.time), .string(head.ledgerKey.format()),
          ]
        }
      }
      guard options.format == .text else {
        table.members.append(("keys", .object(JSONObject(keys))))
        session.show(table)
        return
      }
      for index in table.rows.indices {
        if case .integer(let time) = table.rows[index][4] {
          table.rows[index][4] = .string(session.vietnamTime(seconds: time))
        }
      }
      for (_, key) in keys.sorted(by: { $0.key < $1.key }) { session.console.write(key.plainText) }
      if !table.rows.isEmpty { session.show(table) }
      if keys.isEmpty {
        session.console.note(
          session.say(
            "Máy này chưa có khóa nhân chứng (\(session.witnessRoot)). Lập khóa: kiemdo witness init TÊN.",
            "There is no witness's key here (\(session.witnessRoot)). Make one: kiemdo witness init NAME."))
      } else if table.rows.isEmpty {
        session.console.note(session.say("Chưa ký chứng cho sổ nào.", "No ledger was cosigned yet."))
      }
    }
  }
}
