import Foundation
import Testing

/// All that can be seen of a folder and what is in it, to see that nothing has changed: names, bytes, modes, times of change.
struct Inventory: Equatable, CustomStringConvertible {
  private var items: [String: String] = [:]

  init(of folder: String) throws {
    let names = try FileManager.default.subpathsOfDirectory(atPath: folder)
    for name in [""] + names {
      let path = name.isEmpty ? folder : folder + "/" + name
      var status = stat()
      try #require(lstat(path, &status) == 0, "\(path)")
      let isFile = status.st_mode & S_IFMT == S_IFREG
      let bytes = isFile ? Self.fingerprint(try Data(contentsOf: URL(filePath: path))) : "-"
      items[name] =
        "mode \(String(status.st_mode, radix: 8)) changed \(status.st_mtim.tv_sec).\(status.st_mtim.tv_nsec) bytes \(bytes)"
    }
  }

  /// Fowler, Noll, Vo: FNV-1a, 64 bits; here nobody forges.
  private static func fingerprint(_ data: Data) -> String {
    let hash = data.reduce(UInt64(0xCBF2_9CE4_8422_2325)) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    return "\(data.count):\(String(hash, radix: 16))"
  }

  var description: String { items.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }.joined(separator: "\n") }

  /// The names whose entries differ.
  func differences(from other: Inventory) -> [String] {
    Set(items.keys).union(other.items.keys).filter { items[$0] != other.items[$0] }.sorted()
  }
}
