import CanonicalForms
import EventLedger
import ExamRecords
import Foundation
import GRDB
import TransparencyLog

/// The current records, sheets and lists beside the ledger, in a file that can be deleted at any time.
///
/// It is bound to the ledger's origin, size and root: a file that is older is brought up to date, one that belongs to
/// another history, that can't be read, or that was made before something was erased, is replaced by a replay. Where the place is
/// not writable it lives in memory.
///
/// Who only reads the ledger leaves the file as it is: see `openToRead`.
final class ProjectionFile {
  /// Raised when the shape of the rows changes; another shape means a rebuild.
  static let shape = 7

  let path: String?
  /// Whether events can be folded in: not into a file that is only read.
  let isWritable: Bool
  private let queue: DatabaseQueue
  private var decodedProfile: (position: Int, profile: ExamProfile)?

  private init(path: String?, queue: DatabaseQueue, isWritable: Bool = true) {
    self.path = path
    self.isWritable = isWritable
    self.queue = queue
  }

  static func path(ofLedger path: String) -> String { path + ".projections" }

  /// Opens the file beside the ledger and brings it up to the ledger's size.
  ///
  /// - Parameter rebuild: fold everything anew, whatever is there.
  static func openToWrite(for ledger: Ledger, rebuild: Bool = false) throws -> ProjectionFile {
    let path = path(ofLedger: ledger.path)
    do {
      return try openFile(at: path, for: ledger, rebuild: rebuild)
    } catch let error where isInDoubt(error) {
      return try (try? openFile(at: path, for: ledger, rebuild: true)) ?? inMemory(for: ledger)
    } catch is DatabaseError {
      // Busy for long, or a place where nothing can be written: the ledger can be read all the same.
      return try inMemory(for: ledger)
    } catch is CocoaError {
      return try inMemory(for: ledger)
    }
  }

  /// Whether an error says that the file can't be believed: no database, other tables, a row that no fold has written.
  static func isInDoubt(_ error: any Error) -> Bool {
    error is StrangeRow || error is ErasedSince || (error as? DatabaseError)?.isDoubtful == true
  }

  private static func openFile(at path: String, for ledger: Ledger, rebuild: Bool) throws -> ProjectionFile {
    // Another file and not the same one emptied: what was erased from the ledger must not stand in its free pages.
    if rebuild { try remove(path) }
    let file = try ProjectionFile(path: path, queue: queue(at: path))
    try file.catchUp(with: ledger, fromTheBeginning: rebuild)
    return file
  }

  /// A replay that leaves no trace.
  static func inMemory(for ledger: Ledger) throws -> ProjectionFile {
    let file = ProjectionFile(path: nil, queue: try DatabaseQueue())
    try file.catchUp(with: ledger)
    return file
  }

  private static func queue(at path: String) throws -> DatabaseQueue {
    if !FileManager.default.fileExists(atPath: path) {
      // Made before SQLite opens it, so that the records of minors are never readable by others, not even for a moment.
      let made = FileManager.default.createFile(atPath: path, contents: nil, attributes: [.posixPermissions: 0o600])
      guard made else { throw CocoaError(.fileWriteNoPermission) }
    }
    // It may have been there before, with other modes.
    chmod(path, 0o600)
    var configuration = Configuration()
    configuration.busyMode = .timeout(5)
    configuration.prepareDatabase { db in
      // Whole after a power cut. A rollback journal, since a write-ahead log can't be read where nothing can be written.
      try db.execute(sql: "PRAGMA journal_mode = TRUNCATE; PRAGMA synchronous = FULL")
      // In KiB: room for all that one import touches, so that pages are written once.
      try db.execute(sql: "PRAGMA cache_size = -65536")
    }
    return try DatabaseQueue(path: path, configuration: configuration)
  }

  /// - Throws: `CocoaError` if any of it is still there.
  static func remove(_ path: String) throws {
    for name in [path, path + "-journal", path + "-wal", path + "-shm"] {
      do {
        try FileManager.default.removeItem(atPath: name)
      } catch CocoaError.fileNoSuchFile {}
    }
  }

  /// Reads the file beside the ledger where it is of this ledger and up to date. Where it is behind, it is brought up to date in
  /// memory; where it is damaged or in the middle of a change, everything is folded anew there. The file stays as it is.
  static func openToRead(for ledger: Ledger) throws -> ProjectionFile {
    let path = path(ofLedger: ledger.path)
    do {
      let queue = try readingQueue(at: path)
      let file = ProjectionFile(path: path, queue: queue, isWritable: false)
      guard let size = try queue.read({ try file.belongs($0, to: ledger) ? file.binding($0)?.size : nil }) else {
        return try inMemory(for: ledger)
      }
      if size == ledger.size { return file }
      let copy = ProjectionFile(path: nil, queue: try DatabaseQueue())
      try queue.backup(to: copy.queue)
      try copy.catchUp(with: ledger)
      return copy
    } catch let error where error is DatabaseError || isInDoubt(error) {
      return try inMemory(for: ledger)
    }
  }

  /// A connection that changes nothing: it can't roll a journal back, and no fold has left the file with a write-ahead log, for
  /// which SQLite would make files beside it.
  private static func readingQueue(at path: String) throws -> DatabaseQueue {
    if hasWriteAheadLog(path) { throw DatabaseError(resultCode: .SQLITE_NOTADB) }
    var configuration = Configuration()
    configuration.readonly = true
    configuration.busyMode = .timeout(5)
    return try DatabaseQueue(path: path, configuration: configuration)
  }

  /// Whether the file's header asks for a write-ahead log: "file format read version" 2 (SQLite's file format, 1.3).
  private static func hasWriteAheadLog(_ path: String) -> Bool {
    guard let file = FileHandle(forReadingAtPath: path) else { return false }
    defer { try? file.close() }
    guard let header = try? file.read(upToCount: 20), header.count == 20 else { return false }
    return header[19] == 2
  }

  // MARK: Binding

  private struct Binding: Equatable {
    var shape: Int
    var origin: String
    var size: Int
    var root: String
    /// How many erasures the ledger had, and how many of the rows that they name were still there.
    var erasures: Int
    var pending: Int
  }

  private func binding(_ db: Database) throws -> Binding? {
    guard try db.tableExists("binding") else { return nil }
    guard let row = try Row.fetchOne(db, sql: "SELECT * FROM binding") else { return nil }
    // Another program's shape, or an edited row: not this one's, and no reason to stop.
    func value<Value: DatabaseValueConvertible>(_ column: String) -> Value? {
      row.hasColumn(column) ? Value.fromDatabaseValue(row[column]) : nil
    }
    guard let shape: Int = value("shape"), let origin: String = value("origin"), let size: Int = value("size"),
      let root: String = value("root"), let erasures: Int = value("erasures"), let pending: Int = value("pending")
    else { return nil }
    return Binding(shape: shape, origin: origin, size: size, root: root, erasures: erasures, pending: pending)
  }

  /// Whether the file is a projection of this history, maybe of an earlier size. It may be ahead of the ledger as this
  /// process sees it, if another has just written: then the ledger is looked at again.
  private func belongs(_ db: Database, to ledger: Ledger) throws -> Bool {
    guard let binding = try binding(db), binding.shape == Self.shape, binding.origin == ledger.origin else {
      return false
    }
    if binding.size > ledger.size { try ledger.refresh() }
    guard binding.size <= ledger.size else { return false }
    // Counted where something may be recorded that rests on all of them; to show one record needs no count of a hundred thousand.
    guard try ledger.mode == .read || hasAllRows(db) else { return false }
    guard try ledger.root(at: binding.size).base64 == binding.root else { return false }
    guard try (binding.erasures, binding.pending) == ledger.erasureState() else { throw ErasedSince() }
    return true
  }

  /// A row that is gone would not be missed by who reads the others.
  private func hasAllRows(_ db: Database) throws -> Bool {
    try Bool.fetchOne(
      db,
      sql: """
        SELECT candidates = (SELECT count(*) FROM candidate) AND lookups = (SELECT count(*) FROM lookup) FROM binding
        """) ?? false
  }

  private func empty(_ db: Database) throws {
    for table in ["binding", "school", "candidate", "unknown", "lookup", "list"] {
      try db.execute(sql: "DROP TABLE IF EXISTS \(table)")
    }
    try db.execute(
      sql: """
        CREATE TABLE binding(shape INTEGER NOT NULL, origin TEXT NOT NULL, size INTEGER NOT NULL, root TEXT NOT NULL,
          erasures INTEGER NOT NULL, pending INTEGER NOT NULL, candidates INTEGER NOT NULL, lookups INTEGER NOT NULL);
        CREATE TABLE school(body TEXT NOT NULL);
        CREATE TABLE candidate(number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, body TEXT NOT NULL);
        CREATE TABLE lookup(kind TEXT NOT NULL, value TEXT NOT NULL, number INTEGER NOT NULL,
          PRIMARY KEY (kind, value, number)) WITHOUT ROWID;
        CREATE TABLE unknown(id TEXT PRIMARY KEY, number INTEGER NOT NULL, version INTEGER NOT NULL,
          registeredAt INTEGER NOT NULL, withdrawn INTEGER NOT NULL);
        CREATE TABLE list(position INTEGER PRIMARY KEY, class TEXT NOT NULL, body TEXT NOT NULL);
        """)
  }

  // MARK: Keeping up

  /// Folds in the events that the ledger has and the file has not; all of them if the file is not this ledger's. One
  /// transaction, so that no other process ever sees half of it.
  func catchUp(with ledger: Ledger, fromTheBeginning: Bool = false) throws {
    precondition(isWritable, "A file that is only read is not caught up.")
    try queue.write { db in
      if try fromTheBeginning || !belongs(db, to: ledger) { try empty(db) }
      let start = try binding(db)?.size ?? 0
      guard start < ledger.size else { return }
      var fold = Fold(database: db) { try self.profile(of: $0, in: ledger) }
      try fold.loadSchool()
      try ledger.eventBatches(in: start..<ledger.size, altered: .told) { events in
        try fold.apply(events)
      }
      try fold.store()
      let erasures = try ledger.erasureState()
      try db.execute(sql: "DELETE FROM binding")
      try db.execute(
        sql: """
          INSERT INTO binding
          VALUES (?, ?, ?, ?, ?, ?, (SELECT count(*) FROM candidate), (SELECT count(*) FROM lookup))
          """,
        arguments: [
          Self.shape, ledger.origin, ledger.size, ledger.head.root.base64, erasures.count, erasures.pending,
        ])
    }
  }

  // MARK: Reading

  /// The profile in force, decoded once for as long as it is; nil before one is adopted.
  func profile(of school: School, in ledger: Ledger) throws -> ExamProfile? {
    guard let adopted = school.profiles.last else { return nil }
    if let decodedProfile, decodedProfile.position == adopted.position { return decodedProfile.profile }
    let profile = try ledger.profile(of: school)
    decodedProfile = profile.map { (adopted.position, $0) }
    return profile
  }

  /// Reads in one transaction.
  ///
  /// - Returns: nil if the file is not at this size: another process has caught it up since.
  func read<Value>(at size: Int, _ body: (ProjectionReader) throws -> Value) throws -> Value? {
    try queue.read { db in
      guard try binding(db)?.size == size else { return nil }
      return try body(ProjectionReader(database: db))
    }
  }
}

extension ProjectionFile {
  /// What lies beside a ledger.
  enum Found {
    /// No file, or one of another size.
    case absent
    case unreadable
    case records(Records, Set<LookupRow>)
  }

  /// What the file beside a ledger holds, without bringing it up to date.
  static func readAsItIs(besideLedger path: String, size: Int) -> Found {
    let path = Self.path(ofLedger: path)
    guard FileManager.default.fileExists(atPath: path) else { return .absent }
    do {
      return try readingQueue(at: path).read { db in
        let found = try Int.fetchOne(db, sql: "SELECT size FROM binding WHERE shape = ?", arguments: [shape])
        guard found == size else { return .absent }
        let reader = ProjectionReader(database: db)
        return .records(try reader.records(), try reader.lookups())
      }
    } catch let error as DatabaseError where !error.isDoubtful {
      // Busy, or not to be opened here: that says nothing against what it holds.
      return .absent
    } catch {
      return .unreadable
    }
  }
}

extension DatabaseError {
  /// The file is no database, or its tables are not ours.
  fileprivate var isDoubtful: Bool {
    switch resultCode {
    case .SQLITE_NOTADB, .SQLITE_CORRUPT, .SQLITE_SCHEMA, .SQLITE_ERROR, .SQLITE_CONSTRAINT, .SQLITE_MISMATCH: true
    default: false
    }
  }
}
