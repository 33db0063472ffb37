/// The tables and triggers of a ledger file, version 1.
///
/// SQLite keeps these texts in `sqlite_schema` as they were given, so `verify` compares them byte for byte: a dropped
/// trigger, a table rebuilt as a view and a lookup column that no longer comes from the header all differ.
///
/// The triggers are a guard against accidents. The proof is in the tree and the signatures: whoever owns the file can
/// drop a trigger.
enum Schema {
  /// `KDLG` in ASCII, in the file's header.
  static let applicationID = 0x4B44_4C47
  /// The format's version, in the file's header and in `ledger.opened`.
  static let format = 1

  /// One statement of `CREATE` and what SQLite calls the thing it makes.
  struct Object: Equatable {
    enum Kind: String { case table, trigger }
    let kind: Kind
    let name: String
    let table: String
    let sql: String
  }

  /// In the order in which they are made.
  static let objects: [Object] = tables + triggers

  static let tables: [Object] = [
    table("event", eventTable), table("payload", payloadTable), table("tile", tileTable),
    table("checkpoint", checkpointTable), table("cosignature", cosignatureTable),
  ]

  static let triggers: [Object] =
    [
      trigger("event_insert", on: "event", eventInsert),
      trigger("payload_insert", on: "payload", payloadInsert),
      trigger("payload_delete", on: "payload", payloadDelete),
      trigger("tile_insert", on: "tile", tileInsert),
      trigger("checkpoint_insert", on: "checkpoint", checkpointInsert),
      trigger("cosignature_insert", on: "cosignature", cosignatureInsert),
    ]
    + ["event", "payload", "tile", "checkpoint", "cosignature"].map { table in
      trigger("\(table)_update", on: table, refuse("UPDATE", on: table, named: "\(table)_update"))
    }
    + ["event", "tile", "checkpoint", "cosignature"].map { table in
      trigger("\(table)_delete", on: table, refuse("DELETE", on: table, named: "\(table)_delete"))
    }

  /// Indexes that SQLite makes by itself for UNIQUE and PRIMARY KEY, without a text.
  static let automaticIndexes: [String: String] = [
    "sqlite_autoindex_event_1": "event", "sqlite_autoindex_tile_1": "tile",
    "sqlite_autoindex_cosignature_1": "cosignature",
  ]

  private static func table(_ name: String, _ sql: String) -> Object {
    Object(kind: .table, name: name, table: name, sql: sql)
  }

  private static func trigger(_ name: String, on table: String, _ sql: String) -> Object {
    Object(kind: .trigger, name: name, table: table, sql: sql)
  }
}
