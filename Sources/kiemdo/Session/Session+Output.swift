import EventLedger
import Foundation

extension Session {
  /// Refuses, before anything is recorded, an output that would take the place of the ledger, of what belongs to it or of a
  /// file that is being read, or of a file of another kind, or whose folder is not there.
  ///
  /// - Parameter ledger: the ledger of this command, already open.
  func demandOutput(_ path: String, as kind: OutputKind, of ledger: Ledger, besides inputs: [String] = []) throws {
    try demandOutput(path, as: kind, keys: keys(origin: ledger.origin).path, besides: inputs)
  }

  /// The same where the ledger may be too damaged to be opened.
  func demandOutput(_ path: String, as kind: OutputKind, besides inputs: [String] = []) throws {
    if let origin = try? Ledger.open(at: ledgerPath, mode: .read).origin {
      return try demandOutput(path, as: kind, keys: keys(origin: origin).path, besides: inputs)
    }
    for root in keyRoots { try demandOutput(path, as: kind, keys: root, besides: inputs) }
  }

  private func demandOutput(_ path: String, as kind: OutputKind, keys: String, besides inputs: [String]) throws {
    let ledger = Ledger.realPath(of: ledgerPath)
    let journals = ["-wal", "-shm", "-journal"]
    let family = ["", ".erasing", ".lock", ".projections"] + journals + journals.map { ".projections" + $0 }
    try demandOutput(path, as: kind, outside: keys, besides: family.map { ledger + $0 } + inputs)
  }

  /// The same for a command without a ledger.
  ///
  /// - Parameter folder: a folder of keys in which nothing may be put.
  func demandOutput(_ path: String, as kind: OutputKind, outside folder: String, besides inputs: [String]) throws {
    for input in inputs where isSameFile(path, input) { throw Failure.outputTakesPlace(of: input) }
    if resolved(path).hasPrefix(resolved(folder) + "/") { throw Failure.outputTakesPlace(of: folder) }
    try demandPlace(path)
    try kind.demand(path)
  }

  private func demandPlace(_ path: String) throws {
    var isFolder: ObjCBool = false
    if path.isEmpty { throw Failure.notWritten("\"\"", .isFolder) }
    if FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue {
      throw Failure.notWritten(path, .isFolder)
    }
    if !FileManager.default.fileExists(atPath: path.folder) {
      throw Failure.notWritten(path, .noFolder(path.folder))
    }
  }

  private func isSameFile(_ path: String, _ other: String) -> Bool {
    if resolved(path) == resolved(other) { return true }
    var (one, two) = (stat(), stat())
    guard stat(path, &one) == 0, stat(other, &two) == 0 else { return false }
    return one.st_dev == two.st_dev && one.st_ino == two.st_ino
  }

  /// The same place that `FileOutput` writes to.
  private func resolved(_ path: String) -> String {
    Ledger.realPath(of: path)
  }
}
