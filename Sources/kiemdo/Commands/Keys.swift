import ArgumentParser
import Bookkeeping
import CanonicalForms
import EventLedger
import TransparencyLog

struct Keys: KiemDoCommand {
  static let configuration = CommandConfiguration(
    commandName: "keys", abstract: "Khóa kiểm chứng của sổ và của cán bộ (the verifier keys).", aliases: ["khoa"])

  @OptionGroup var options: GlobalOptions

  func run(in session: Session) throws {
    let ledger = try session.openBooks().ledger
    var table = Table(
      name: "keys",
      columns: [
        .init(key: "role", vietnamese: "Vai", english: "Role"),
        .init(key: "officer", vietnamese: "Cán bộ", english: "Officer"),
        .init(key: "key", vietnamese: "Khóa", english: "Key"),
        .init(key: "inForce", vietnamese: "Còn hiệu lực", english: "In force"),
      ])
    table.rows.append(["ledger", nil, .string(ledger.ledgerKey.format()), true])
    for officer in ledger.officers {
      table.rows.append([
        "officer", .string(officer.id), .string(officer.key.format()), .bool(officer.revokedAt == nil),
      ])
    }
    session.show(table)
  }
}
