import Foundation
import Testing

extension Tampering {
  /// The file, its schema, and copies that lack something.
  static let files: [Tampering] = [
    Tampering("application_id changed", finds: "file.applicationID") { _ = try $0.query("PRAGMA application_id = 7") },
    Tampering("user_version lowered", finds: "file.userVersion") { _ = try $0.query("PRAGMA user_version = 0") },
    Tampering("user_version raised, as if by a newer program", finds: "refused 65") {
      _ = try $0.query("PRAGMA user_version = 2")
    },
    Tampering("a trigger dropped", finds: "file.schema") { _ = try $0.query("DROP TRIGGER payload_update") },
    Tampering("a trigger dropped and a payload edited", finds: "payload.commitment", at: 107) {
      _ = try $0.query(
        "DROP TRIGGER payload_update; UPDATE payload SET body = replace(body, 'Nguyễn', 'Nguyện') WHERE position = 107")
    },
    Tampering("a trigger weakened", finds: "file.schema") {
      _ = try $0.query(
        "DROP TRIGGER event_update; CREATE TRIGGER event_update BEFORE UPDATE ON event BEGIN SELECT 1; END")
    },
    Tampering("a trigger added", finds: "file.schema") {
      _ = try $0.query("CREATE TRIGGER more BEFORE INSERT ON event BEGIN SELECT 1; END")
    },
    Tampering("an index added", finds: "file.schema") { _ = try $0.query("CREATE INDEX more ON payload (body)") },
    Tampering("a table added", finds: "file.schema") { _ = try $0.query("CREATE TABLE more (x)") },
    Tampering("payload replaced by a view that shows another name", finds: "payload.commitment", at: 107) {
      _ = try $0.query(
        """
        PRAGMA foreign_keys = OFF; PRAGMA legacy_alter_table = ON; ALTER TABLE payload RENAME TO that;
        CREATE VIEW payload AS SELECT position, salt,
          CASE position WHEN 107 THEN replace(body, 'Nguyễn', 'Nguyện') ELSE body END AS body FROM that
        """)
    },
    Tampering("a generated column faked in the schema", finds: "file.schema") {
      try $0.editSchema(
        "type = 'table' AND name = 'event'", "CAST(substr(CAST(header AS BLOB),\n    196",
        "CAST(substr(CAST(header AS BLOB),\n    197")
    },
    Tampering("a CHECK removed from the schema", finds: "file.schema") {
      try $0.editSchema("type = 'table' AND name = 'payload'", " CHECK (length(salt) = 32)", "")
    },
    Tampering(
      "the file cut in half", finds: "file.integrity",
      differs: "SQLite names the damage differently, depending on which page is asked for first"
    ) {
      try $0.replaceLedger(with: try $0.bytes("so.kiemdo").prefix(160 * 1024))
    },
    Tampering(
      "a page of the file overwritten", finds: "file.integrity",
      differs: "SQLite names the damage differently, depending on which page is asked for first"
    ) { scene in
      var bytes = try scene.bytes("so.kiemdo")
      let size = 4096
      let page = try #require(
        Int(
          try scene.query(
            "SELECT pageno FROM dbstat WHERE name = 'payload' AND pagetype = 'leaf' ORDER BY pageno DESC LIMIT 1")))
      bytes.replaceSubrange((page - 1) * size..<page * size, with: Data(repeating: 0xFF, count: size))
      try scene.replaceLedger(with: bytes)
    },
    Tampering(
      "the tail cut off, checkpoints too", finds: "checkpoint.known", at: 272,
      needs: "what is left is a ledger, as it was when it had 272 events; only a later head from outside tells",
      sql:
        """
        DELETE FROM payload WHERE position = 272; DELETE FROM event WHERE position = 272;
        DELETE FROM cosignature WHERE size = 273; DELETE FROM checkpoint WHERE size = 273
        """
    ),
    Tampering(
      "rolled back to a backup", finds: "checkpoint.known", at: 263,
      needs: "a backup is a sound ledger; only a later head from outside tells"
    ) { scene in try scene.replaceLedger(with: try scene.bytes("backup.kiemdo")) },
    Tampering(
      "copied without its write-ahead log", finds: "checkpoint.known", at: 272,
      needs: "what the log held is missing whole; only a later head from outside tells"
    ) { scene in try scene.replaceLedger(with: try scene.bytes("without-log.kiemdo")) },
  ]
}

extension Scene {
  func replaceLedger(with bytes: Data) throws {
    for suffix in ["-wal", "-shm"] { try? FileManager.default.removeItem(atPath: ledger + suffix) }
    try write(bytes, to: "so.kiemdo")
  }

  /// Changes a text in the schema itself, which SQLite lets whoever owns the file do.
  func editSchema(_ which: String, _ old: String, _ new: String) throws {
    let output = try sqlite(
      """
      PRAGMA writable_schema = ON;
      UPDATE sqlite_schema SET sql = replace(sql, '\(old)', '\(new)') WHERE \(which);
      SELECT changes();
      """)
    try #require(output.status == 0 && output.out.hasSuffix("1\n"), "\(output)")
  }
}
