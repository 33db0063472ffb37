import CanonicalForms
import Foundation
import GRDBSQLite
public import TransparencyLog

/// A file as its bytes were read.
public struct ReceivedFile: Equatable, Sendable {
  /// Its name without the folder.
  public let name: String
  /// In bytes.
  public let size: Int
  public let hash: Hash

  public init(name: String, size: Int, hash: Hash) {
    self.name = name
    self.size = size
    self.hash = hash
  }
}

/// A ledger that was copied with what belongs to it.
public struct ReceivedLedger: Equatable, Sendable {
  /// The ledger's file first, then its write-ahead log or rollback journal if it had one with content.
  public let sources: [ReceivedFile]
  /// One file: the log is folded in. Without a log its bytes are the source's.
  public let copy: ReceivedFile
  /// Whether a mark beside the source says that an erasure is not finished (`Schemas/ledger-format.md`, 13): then one is beside
  /// the copy too.
  public let isErasureMarked: Bool
}

extension Ledger {
  /// Copies a ledger from where nothing may change, with its write-ahead log, and makes the copy one file.
  ///
  /// The copy is built under another name and appears whole or not at all; what is no ledger is not copied. Whether it is sound is
  /// another question, which `inspect` can ask of the copy before it gets its name.
  ///
  /// The mark of an unfinished erasure is carried over: what was erased may be in the copy.
  ///
  /// - Parameter inspect: looks at the copy at this path.
  /// - Throws: `noSuchFile`, `notAFile`, `unreadable`, `notALedger`, `newerFormat`, `fileExists` (the copy, or a log or a mark beside it), `busy`,
  ///   `damaged` (a log that can't be folded in), `inputOutput`, and what `inspect` throws.
  public static func receive<Value>(
    _ source: String, as target: String, inspect: (String) throws -> Value
  ) throws -> (ReceivedLedger, Value) {
    let (source, target) = (LedgerFile.real(source), LedgerFile.real(target))
    try LedgerFile.demandFree(target)
    try FileSystem.demandFile(source)
    try refuseForeign(source)
    let temporary = "\(target).\(getpid()).\(UInt32.random(in: 0 ... .max)).new"
    defer { for suffix in ["", "-wal", "-shm", "-journal"] { unlink(temporary + suffix) } }
    do {
      let mark = ErasureMark(ofLedger: source)
      let wasMarked = mark.isThere
      let sources = try Replica.make(of: source, at: temporary)
      // An erasure may have begun, or ended, while the files were read.
      let isMarked = wasMarked || mark.isThere
      try check(temporary, source: source)
      let value = try inspect(temporary)
      try FileSystem.synchronize(temporary)
      let copy = try ReceivedFile(named: LedgerFile.name(of: target), at: temporary)
      try publish(temporary, as: target, marked: isMarked)
      return (ReceivedLedger(sources: sources, copy: copy, isErasureMarked: isMarked), value)
    } catch {
      guard let error = error as? LedgerError else { throw error }
      throw FileMarks.explained(error, path: source)
    }
  }

  /// The mark is there before the copy has its name, so that nobody sees the one without the other.
  private static func publish(
    _ temporary: String, as target: String, marked isMarked: Bool
  ) throws(LedgerError) {
    guard isMarked else { return try publish(temporary, as: target) }
    let mark = ErasureMark(ofLedger: target)
    try mark.set()
    do {
      try publish(temporary, as: target)
    } catch {
      unlink(mark.path)
      throw error
    }
  }

  /// Refuses what is no ledger by its first bytes, before perhaps very many of them are copied. Where a journal stands beside it, the
  /// first page may be in there.
  private static func refuseForeign(_ path: String) throws(LedgerError) {
    guard !JournalMark.all(path).contains(where: \.hasContent),
      let bytes = try FileSystem.beginning(of: path, count: 72),
      bytes.count == 72
    else { return }
    guard bytes.starts(with: Array("SQLite format 3\0".utf8)) else {
      throw .notALedger(path: path, detail: "file is not a database")
    }
    // SQLite's file format, 1.3.12: the application id stands at offset 68, big-endian.
    let applicationID = bytes[68...].reduce(0) { $0 << 8 | Int($1) }
    guard applicationID == Schema.applicationID else {
      throw .notALedger(path: path, detail: "application_id 0x\(String(applicationID, radix: 16))")
    }
  }

  /// That it is a ledger of a format that is known, whatever state it is in.
  private static func check(_ path: String, source: String) throws {
    do {
      try LedgerSnapshot(path).read { try FileMarks.checkHeader($0, path: source) }
    } catch {
      let error = LedgerFile.mapped(error)
      // What is damaged is received all the same: that it is, the account of the copy says.
      if case .sqlite(let code, _) = error, code & 0xFF == SQLITE_CORRUPT { return }
      throw error
    }
  }
}

extension ReceivedFile {
  init(named name: String, at path: String) throws(LedgerError) {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { throw .inputOutput(path: path, operation: "open", errno: errno) }
    defer { close(file) }
    var stream = Hash.Stream()
    let size = try FileSystem.read(file, path: path) { (bytes) throws(LedgerError) in stream.append(bytes) }
    self.init(name: name, size: size, hash: stream.hash)
  }
}
