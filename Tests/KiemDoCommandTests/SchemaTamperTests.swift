import Foundation
import Testing

@Suite struct `the schema itself is checked` {
  @Test(arguments: [
    "event_insert", "event_update", "event_delete", "payload_insert", "payload_update", "payload_delete", "tile_insert",
    "tile_update", "tile_delete", "checkpoint_insert", "checkpoint_update", "checkpoint_delete", "cosignature_insert",
    "cosignature_update", "cosignature_delete",
  ])
  func `a dropped trigger is found`(_ trigger: String) throws {
    let scene = try Scene(.imported())
    _ = try scene.query("DROP TRIGGER \(trigger)")
    let output = try scene.run("verify")
    #expect(output.status == 1, "\(output)")
    #expect(output.out.contains(trigger), "\(output)")
  }

  @Test func `a dropped trigger and an edit are both found`() throws {
    let scene = try Scene(.imported())
    let output = try scene.sqlite(
      "DROP TRIGGER payload_update; UPDATE payload SET body = replace(body, 'Bảo', 'Bào') WHERE position = 7;")
    try #require(output.status == 0)
    let codes = try scene.expectFinding(at: 7)
    #expect(Set(codes).count >= 2, "\(codes)")
    let text = try scene.run("verify").out
    #expect(text.contains("payload_update"))
  }

  @Test(arguments: [
    "CREATE TRIGGER them BEFORE INSERT ON event BEGIN SELECT 1; END", "CREATE TABLE them (x)",
    "CREATE INDEX them ON payload (body)", "CREATE VIEW them AS SELECT * FROM event",
    "DROP TRIGGER event_update; CREATE TRIGGER event_update BEFORE UPDATE ON event BEGIN SELECT 1; END",
  ])
  func `anything added or weakened is found`(_ sql: String) throws {
    let scene = try Scene(.imported())
    try #require(try scene.sqlite(sql + ";").status == 0)
    try scene.expectFinding(at: nil)
  }

  @Test func `a table rebuilt as a view is found`() throws {
    let scene = try Scene(.imported())
    let output = try scene.sqlite(
      "PRAGMA foreign_keys = OFF; PRAGMA legacy_alter_table = ON; ALTER TABLE payload RENAME TO that; "
        + "CREATE VIEW payload AS SELECT position, salt, replace(body, 'Bảo', 'Bào') AS body FROM that;")
    try #require(output.status == 0, "\(output)")
    try scene.expectFinding(at: nil)
  }
}

@Suite struct `events that no checkpoint covers are shown and read by nobody` {
  /// One event more, as another program would write it, without a checkpoint.
  private func intruded() throws -> Scene {
    let scene = try Scene(.imported())
    let output = try scene.sqlite(
      """
      BEGIN;
      INSERT INTO event (position, header) SELECT 50, replace(replace(header, '"position":7,', '"position":50,'), '"version":1}', '"version":2}') FROM event WHERE position = 7;
      INSERT INTO payload SELECT 50, salt, replace(body, 'Đặng Gia Bảo', 'Kẻ Lạ') FROM payload WHERE position = 7;
      COMMIT;
      """)
    try #require(output.status == 0, "\(output)")
    return scene
  }

  @Test func `verify names the position, readers don't see it, nobody writes after it`() throws {
    let scene = try intruded()
    try scene.expectFinding(at: 50)
    #expect(try scene.done("show", "3").out.contains("Đặng Gia Bảo"))
    #expect(try scene.done("list", "--format", "json").json()["candidates"].items.count == 45)
    let output = try scene.refused(65, "correct", "3", "a4=031205558246", "--reason", "Theo CCCD")
    #expect(output.err.contains("kiemdo verify"))
    try scene.write(Sample.list("1000000001,Nguyễn Văn Muộn,01/02/2005,Nam,Kinh,12A1,031205000001"), to: "moi.csv")
    try scene.refused(65, "import", "moi.csv", "--reason", "Chuyển đến")
  }
}
