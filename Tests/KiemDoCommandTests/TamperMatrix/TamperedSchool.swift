import Foundation
import Testing
import TransparencyLog

/// The ledger that the matrix starts from: 250 candidates, two officers, sheets and a class list, signatures, corrections,
/// an erasure, a rotation, a cosignature: 273 events and one full tile; published, and with proofs of reports.
enum TamperedSchool {
  static func make() throws -> Scene {
    let scene = try Scene(.school())
    var minute = 0
    func at(_ arguments: String..., officer: String = "lan") throws {
      minute += 1
      scene.clock = String(format: "2023-04-20T01:%02d:00.000Z", minute)
      let output = try scene.run(arguments + ["--officer", officer])
      try #require(output.status == 0, "\(arguments): \(output)")
    }
    func code(_ position: Int) throws -> String {
      "\(position)-" + (try scene.query("SELECT body ->> '$.check' FROM payload WHERE position = \(position)"))
    }
    try scene.write(Sample.pupils(250), to: "khoi12.csv")
    try at("import", "khoi12.csv", "--reason", "Nhập từ CSDL ngành")
    try at("officer", "add", "hoa", "--name", "Trần Thị Hoa")
    try at("correct", "3", "a7-dt=0912345678", "--reason", "Phụ huynh báo", officer: "hoa")
    try at("print", "1", "2", "3", "4", "--output", "phieu.pdf")
    try at("class-list", "--class", "12A6", "--output", "ds.pdf")
    try scene.write(try scene.bytes("so.kiemdo"), to: "backup.kiemdo")
    try at("sign", code(258), code(259))
    try at("sign", code(262))
    try at("unsign", code(259), "--reason", "Nhầm phiếu")
    try at("correct", "1", "a7-dt=0912345679", "--reason", "Phụ huynh báo")
    try at("withdraw", "250", "--reason", "Chuyển trường")
    try at("erase", "4", "--reason", "Theo yêu cầu", "--authority", "Quyết định 1/QĐ", "--confirm")
    try at("audit", "--officer", "hoa", "--proof", "truoc-khi-thay-khoa.gz")
    try at("keys", "rotate")
    try at("correct", "1", "a7-dt=0912345670", "--reason", "Phụ huynh báo")
    // While somebody else reads, the last append stays in the write-ahead log.
    let reader = try LongReader(of: scene)
    try at("print", "1", "--output", "lai.pdf")
    try scene.write(try scene.bytes("so.kiemdo"), to: "without-log.kiemdo")
    reader.end()
    try cosign(scene)
    try scene.done("publish", "cong-bo")
    try scene.done("audit", "--officer", "hoa", "--proof", "theo-can-bo.gz")
    try scene.done("audit", "--after-signing", "--proof", "sau-khi-ky.gz")
    try scene.done("audit", "--from", "@271", "--proof", "tu-271.gz")
    _ = try scene.query("PRAGMA wal_checkpoint(TRUNCATE)")
    try keep(scene)
    return scene
  }

  private static func cosign(_ scene: Scene) throws {
    let note = try SignedNote.parse(try scene.query("SELECT note FROM checkpoint WHERE size = 273") + "\n")
    let witness = try WitnessSigningKey(name: "nhan-chung.example/1", seed: Array(repeating: 7, count: 32))
    let line = witness.cosign(try Checkpoint.parse(note.text), time: 1_682_000_000).noteSignature
    _ = try scene.query("INSERT INTO cosignature VALUES (273, '\(line.format())')")
  }

  /// What an auditor has: the key of his first visit and the last head; and the projections, which most rows go without.
  private static func keep(_ scene: Scene) throws {
    try FileManager.default.copyItem(atPath: scene.keyRoot, toPath: scene.path("kept"))
    try FileManager.default.moveItem(atPath: scene.ledger + ".projections", toPath: scene.path("projections"))
    try scene.write(try #require(try scene.firstLedgerKey()).format(), to: "kept.key")
  }
}
