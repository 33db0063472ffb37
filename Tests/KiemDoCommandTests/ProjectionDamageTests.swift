import Foundation
import Testing

@Suite struct `projections that were edited decide nothing` {
  private func edit(_ scene: Scene, _ sql: String) throws {
    let changes = try scene.query("\(sql); SELECT total_changes();", file: scene.ledger + ".projections")
    try #require(Int(changes) ?? 0 > 0, "nothing was edited: \(sql)")
  }

  @Test(arguments: [
    "DELETE FROM candidate WHERE number = 3; DELETE FROM lookup WHERE number = 3",
    "DELETE FROM candidate WHERE number = 45", "DELETE FROM lookup WHERE number = 3",
  ])
  func `a candidate whose rows are gone is still in the class and in the print`(_ sql: String) throws {
    let scene = try Scene(.printed())
    try edit(scene, sql)
    let list = try scene.done("class-list", "--class", "12A1", "--output", "ds.pdf", "--format", "json").json()
    #expect(list["rows"].number == 45)
    try edit(scene, sql)
    try scene.done("print", "--all", "--output", "lai.pdf")
    #expect(try scene.count("sheet.printed") == 90)
    try scene.expectSound()
  }

  @Test func `the old value of a correction is the ledger's`() throws {
    let scene = try Scene(.imported())
    try edit(scene, "UPDATE candidate SET body = replace(body, '0946177423', '0946177424') WHERE number = 3")
    let result = try scene.done("correct", "3", "phone=0912345679", "--reason", "Phụ huynh báo", "--format", "json")
    #expect(try result.json()["changes"][0]["old"].text == "0946177423", "\(result)")
    try scene.expectSound()
  }

  @Test(arguments: [
    "ALTER TABLE binding DROP COLUMN pending",
    "DROP TABLE binding; CREATE TABLE binding (shape); INSERT INTO binding VALUES (3)",
    "DROP TABLE binding; CREATE TABLE binding AS SELECT 'x' AS shape, 1 AS origin, 'y' AS size, 2.5 AS root, '' AS erasures, x'00' AS pending",
  ])
  func `a file in another program's shape is made anew`(_ sql: String) throws {
    let scene = try Scene(.imported())
    _ = try scene.query(sql, file: scene.ledger + ".projections")
    #expect(try scene.done("show", "3").out.contains("Đặng Gia Bảo"))
    try scene.done("correct", "3", "phone=0912345679", "--reason", "Phụ huynh báo")
    try scene.expectSound()
  }

  @Test(arguments: ["'{hỏng'", "''", "'{}'"])
  func `a candidate whose row is garbled is shown`(_ body: String) throws {
    let scene = try Scene(.imported())
    try edit(scene, "UPDATE candidate SET body = \(body) WHERE number = 3")
    #expect(try scene.done("show", "3").out.contains("Đặng Gia Bảo"))
  }

  @Test func `a writer closes a file that others may read`() throws {
    let scene = try Scene(.imported())
    try scene.setMode(0o644, scene.ledger + ".projections")
    try scene.done("correct", "3", "phone=0912345679", "--reason", "Nhầm")
    #expect(try scene.mode(scene.ledger + ".projections") == 0o600)
  }
}
