import CanonicalForms
import GRDB

/// The checks of a file that need no row to be understood.
enum FileCheck {
  /// Marks in the file's header, and the schema against the specification.
  static func marksAndSchema(_ database: Database, path: String, _ findings: inout Findings) throws(LedgerError) {
    let applicationID = try database.integer("PRAGMA application_id") ?? 0
    if applicationID != Schema.applicationID {
      findings.add(
        .applicationID, nil, "application_id", expected: "\(Schema.applicationID)", found: "\(applicationID)")
    }
    let version = try database.integer("PRAGMA user_version") ?? 0
    if version > Schema.format { throw .newerFormat(path: path, found: version) }
    if version != Schema.format {
      findings.add(.userVersion, nil, "user_version", expected: "\(Schema.format)", found: "\(version)")
    }
    let encoding = try Statement(database, "PRAGMA encoding")
    if try encoding.step(), encoding.text(0) != "UTF-8" {
      findings.add(.encoding, nil, "encoding", expected: "UTF-8", found: "\(encoding.text(0))")
    }
    try schema(database, &findings)
  }

  /// The tables, triggers and indexes against the specification, byte for byte.
  static func schema(_ database: Database, _ findings: inout Findings) throws(LedgerError) {
    var missing = Dictionary(uniqueKeysWithValues: Schema.objects.map { ($0.name, $0) })
    var missingIndexes = Schema.automaticIndexes
    let statement = try Statement(database, "SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY name")
    while try statement.step() {
      let (type, name, table) = (statement.text(0), statement.text(1), statement.text(2))
      if statement.isNull(3), type == "index", missingIndexes[name] == table {
        missingIndexes[name] = nil
        continue
      }
      let sql = statement.text(3)
      guard let object = missing.removeValue(forKey: name) else {
        findings.add(.schema, nil, subject(type, name), expected: "none", found: "\(sql)")
        continue
      }
      let found = Schema.Object(
        kind: Schema.Object.Kind(rawValue: type) ?? object.kind, name: name, table: table, sql: sql)
      if found != object || type != object.kind.rawValue || !sql.utf8.elementsEqual(object.sql.utf8) {
        findings.add(
          .schema, nil, subject(object.kind.rawValue, name), expected: "\(object.sql)", found: "\(type): \(sql)")
      }
    }
    for object in missing.values.sorted(by: { $0.name < $1.name }) {
      findings.add(.schema, nil, subject(object.kind.rawValue, object.name), expected: "\(object.sql)", found: "none")
    }
    for name in missingIndexes.keys.sorted() {
      findings.add(.schema, nil, "index \(name)", expected: "an index", found: "none")
    }
  }

  private static func subject(_ type: String, _ name: String) -> Evidence {
    switch type {
    case "table": "table \(name)"
    case "index": "index \(name)"
    case "trigger": "trigger \(name)"
    case "view": "view \(name)"
    default: "\(type) \(name)"
    }
  }

  /// SQLite's own checks, which take their time: they run beside the rest on a connection of their own.
  static func integrity(_ database: Database) -> [Finding] {
    var findings = Findings()
    do {
      // Positions are checked against the headers' own bytes anyway.
      try database.run("PRAGMA ignore_check_constraints = ON")
      let integrity = try Statement(database, "PRAGMA integrity_check")
      while try integrity.step() {
        let text = integrity.text(0)
        if text != "ok" { findings.add(.integrity, nil, "integrity_check", expected: "ok", found: "\(text)") }
      }
      let foreignKeys = try Statement(database, "PRAGMA foreign_key_check")
      while try foreignKeys.step() {
        let row = foreignKeys.isInteger(1) ? foreignKeys.integer(1) : nil
        findings.add(
          .foreignKey, foreignKeys.text(0) == "payload" ? row : nil, "\(foreignKeys.text(0)) row",
          expected: "a row of \(foreignKeys.text(2))", found: "none")
      }
    } catch {
      findings.add(.integrity, nil, "integrity_check", expected: "ok", found: Evidence(error))
    }
    return findings.all
  }
}
