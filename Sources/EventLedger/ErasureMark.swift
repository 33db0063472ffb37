import Foundation

/// The file `<ledger>.erasing`, which says that an erasure is not finished (`Schemas/ledger-format.md`, 13).
///
/// Once the rows are gone, nothing in the ledger tells whether their bytes still stand in free pages, in the write-ahead log or
/// in the projections. So this file is on the disk before the first row goes, and is removed after the last copy: whatever
/// moment a kill or a power cut takes, either named rows or this file are found.
struct ErasureMark {
  let path: String

  init(ofLedger path: String) { self.path = path + ".erasing" }

  /// Only a regular file is the mark: no writer has made anything else, nor could take it away.
  var isThere: Bool { FileSystem.kindOfName(path) == S_IFREG }

  /// What stands in the mark's place; nil if nothing does but the mark.
  var obstacle: ErasureObstacle? {
    switch FileSystem.kindOfName(path) {
    case nil, S_IFREG: nil
    case S_IFDIR: ErasureObstacle(path: path, kind: .folder)
    case S_IFLNK: ErasureObstacle(path: path, kind: .link)
    default: ErasureObstacle(path: path, kind: .other)
    }
  }

  /// For the person who finds the file.
  private static let text = """
    Việc xóa dữ liệu trong sổ ghi cạnh tệp này chưa xong. Lệnh kiemdo ghi sổ kế tiếp sẽ làm nốt và xóa tệp này.
    An erasure in the ledger beside this file is not finished. The next kiemdo command that writes finishes it.

    """

  /// - Throws: `erasureObstructed`.
  func demandPlace() throws(LedgerError) {
    if let obstacle { throw .erasureObstructed(obstacle) }
  }

  /// On the disk when this returns.
  ///
  /// - Throws: `erasureObstructed`, `inputOutput`.
  func set() throws(LedgerError) {
    try demandPlace()
    if !isThere { try FileSystem.write(Array(Self.text.utf8), toNew: path, mode: 0o600) }
    try FileSystem.synchronizeNames(in: LedgerFile.folder(of: path))
  }

  /// What was removed before is removed on the disk before the mark is.
  func clear() throws(LedgerError) {
    let folder = LedgerFile.folder(of: path)
    try FileSystem.synchronizeNames(in: folder)
    guard unlink(path) == 0 || errno == ENOENT else {
      throw .inputOutput(path: path, operation: "unlink", errno: errno)
    }
    try FileSystem.synchronizeNames(in: folder)
  }
}

/// Something beside a ledger under the name of the mark of an unfinished erasure that is not this mark: no regular file. It says
/// nothing of an erasure, but none can begin before it is taken away.
public struct ErasureObstacle: Equatable, Sendable {
  public enum Kind: Sendable {
    case folder, link
    /// A socket, a pipe, a device.
    case other
  }

  public let path: String
  public let kind: Kind

  /// Nil if there is none beside this ledger.
  public static func beside(ledger path: String) -> ErasureObstacle? {
    ErasureMark(ofLedger: LedgerFile.real(path)).obstacle
  }
}
