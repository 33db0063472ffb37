import Foundation

/// The file `<ledger>.erasing`, which says that an erasure is not finished (`Schemas/ledger-format.md`, 13).
///
/// Once the rows are gone, nothing in the ledger tells whether their bytes still stand in free pages, in the write-ahead log or
/// in the projections. So this file is on the disk before the first row goes, and is removed after the last copy: whatever
/// moment a kill or a power cut takes, either named rows or this file are found.
struct ErasureMark {
  let path: String

  init(ofLedger path: String) { self.path = path + ".erasing" }

  var isThere: Bool { FileSystem.exists(path) }

  /// For the person who finds the file.
  private static let text = """
    Việc xóa dữ liệu trong sổ ghi cạnh tệp này chưa xong. Lệnh kiemdo ghi sổ kế tiếp sẽ làm nốt và xóa tệp này.
    An erasure in the ledger beside this file is not finished. The next kiemdo command that writes finishes it.

    """

  /// On the disk when this returns.
  func set() throws(LedgerError) {
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
