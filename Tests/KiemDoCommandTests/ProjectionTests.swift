import Foundation
import Testing

@Suite struct `projections can be thrown away` {
  private func projections(_ scene: Scene) -> String { scene.ledger + ".projections" }

  @Test func `deleted, the next writer builds them again with mode 0600`() throws {
    let scene = try Scene(.imported())
    try FileManager.default.removeItem(atPath: projections(scene))
    #expect(try scene.done("show", "3").out.contains("Đặng Gia Bảo"))
    #expect(!scene.exists("so.kiemdo.projections"))
    try scene.done("correct", "3", "a4=031205558246", "--reason", "Theo CCCD")
    #expect(try scene.mode(projections(scene)) == 0o600)
    try scene.expectSound()
  }

  @Test(arguments: ["text", "cut", "empty", "of another ledger"])
  func `damaged, they are built again`(_ damage: String) throws {
    let scene = try Scene(.imported())
    switch damage {
    case "text": try scene.write("hỏng\n", to: "so.kiemdo.projections")
    case "cut": try scene.write(try scene.bytes("so.kiemdo.projections").prefix(20_000), to: "so.kiemdo.projections")
    case "empty": try scene.write(Data(), to: "so.kiemdo.projections")
    default:
      let other = try Scene()
      try other.done("init", "--unit-name", "T", "--officer", "lan", "--officer-name", "Lan")
      try scene.write(try other.bytes("so.kiemdo.projections"), to: "so.kiemdo.projections")
    }
    #expect(try scene.done("show", "3").out.contains("Đặng Gia Bảo"), "\(damage)")
    try scene.done("correct", "3", "a4=031205558246", "--reason", "Theo CCCD")
    try scene.expectSound()
  }

  @Test func `those of a program with other columns are built again`() throws {
    let scene = try Scene(.imported())
    let changed = try scene.sqlite(
      "ALTER TABLE binding DROP COLUMN erasures; UPDATE binding SET shape = shape - 1;", file: projections(scene))
    try #require(changed.status == 0, "\(changed)")
    #expect(try scene.done("show", "3").out.contains("Đặng Gia Bảo"))
    try scene.done("correct", "3", "a4=031205558246", "--reason", "Theo CCCD")
    try scene.expectSound()
  }

  @Test func `older ones are brought up to date`() throws {
    let scene = try Scene(.imported())
    let old = try scene.bytes("so.kiemdo.projections")
    try scene.done("correct", "3", "a4=031205558246", "--reason", "Theo CCCD")
    try scene.write(old, to: "so.kiemdo.projections")
    #expect(try scene.done("show", "3").out.contains("031205558246"))
    #expect(try scene.bytes("so.kiemdo.projections") == old)
    try scene.done("correct", "3", "a7-dt=0912345678", "--reason", "Phụ huynh báo")
    try scene.expectSound()
  }

  @Test func `an edited projection is noticed by verify and mended by rebuild`() throws {
    let scene = try Scene(.imported())
    let file = projections(scene)
    let tables = try scene.query("SELECT name FROM sqlite_schema WHERE type = 'table'", file: file)
      .split(separator: "\n").map(String.init)
    var edited = 0
    for table in tables {
      let columns = try scene.query("SELECT name FROM pragma_table_info('\(table)')", file: file).split(separator: "\n")
      for column in columns {
        edited +=
          Int(
            try scene.query(
              "UPDATE OR IGNORE \"\(table)\" SET \"\(column)\" = replace(CAST(\"\(column)\" AS TEXT), 'Đặng Gia Bảo', 'Đặng Gia Bào') "
                + "WHERE CAST(\"\(column)\" AS TEXT) LIKE '%Đặng Gia Bảo%'; SELECT changes();", file: file)) ?? 0
      }
    }
    try #require(edited > 0, "no projection holds the name")
    let found = try scene.run("verify")
    #expect(found.status == 1, "\(found)")
    #expect(found.out.lowercased().contains("projection") || found.out.contains("tra cứu"), "\(found)")
    try scene.done("rebuild")
    try scene.expectSound()
  }
}
