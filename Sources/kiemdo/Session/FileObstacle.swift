/// Why a file can't be read or written, for a sentence that names the file.
enum FileObstacle: Equatable {
  /// The number that the system gave, as in errno(3).
  case system(Int32)
  case isFolder
  /// The folder in which the file should be made.
  case noFolder(String)
  /// A page without the ledger that it would be drawn from.
  case noLedger
}
