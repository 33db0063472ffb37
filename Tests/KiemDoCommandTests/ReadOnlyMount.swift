import Foundation
import Testing

/// A folder mounted read-only at another place: modes do not stop root, a mount does.
final class ReadOnlyMount {
  let path: String

  init(of folder: String, in scene: Scene) throws {
    path = scene.path("chi-doc")
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    let mount = try Tool.run("/usr/bin/mount", "-o", "ro,bind", folder, path, in: scene)
    try #require(mount.status == 0, "\(mount)")
  }

  deinit { unmount() }

  func unmount() {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/umount")
    process.arguments = [path]
    process.standardError = FileHandle.nullDevice
    try? process.run()
    process.waitUntilExit()
  }

  /// Whether this machine lets the tests mount, and the mount keeps its word.
  static let isPossible: Bool = {
    guard let scene = try? Scene(),
      (try? FileManager.default.createDirectory(
        atPath: scene.path("a"), withIntermediateDirectories: true)) != nil,
      let mount = try? ReadOnlyMount(of: scene.path("a"), in: scene)
    else { return false }
    return !FileManager.default.createFile(atPath: mount.path + "/x", contents: nil)
  }()
}

/// A disk in memory that is soon full.
final class SmallDisk {
  let path: String

  init(megabytes: Int, in scene: Scene) throws {
    path = scene.path("dia-nho")
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    let mount = try Tool.run("/usr/bin/mount", "-t", "tmpfs", "-o", "size=\(megabytes)m", "tmpfs", path, in: scene)
    try #require(mount.status == 0, "\(mount)")
  }

  func fill(leaving bytes: Int) throws {
    var status = statvfs()
    try #require(statvfs(path, &status) == 0)
    let free = Int(status.f_bavail) * Int(status.f_bsize)
    let name = "day-\(UUID().uuidString)"
    try Data(count: max(0, free - bytes)).write(to: URL(filePath: path + "/" + name))
  }

  func empty() throws {
    for name in try FileManager.default.contentsOfDirectory(atPath: path) where name.hasPrefix("day-") {
      try FileManager.default.removeItem(atPath: path + "/" + name)
    }
  }

  deinit {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/umount")
    process.arguments = [path]
    process.standardError = FileHandle.nullDevice
    try? process.run()
    process.waitUntilExit()
  }
}
