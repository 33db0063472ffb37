import Foundation
import Testing

/// A folder mounted read-only at another place: modes do not stop root, a mount does.
private final class ReadOnlyMount {
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

@Suite struct `a place that can't be written` {
  /// The ledger alone on a read-only medium, as burnt on a disc; keys elsewhere.
  private func burnt(_ template: Template, projections: Bool) throws -> (scene: Scene, mount: ReadOnlyMount) {
    let scene = try Scene(template)
    let disc = scene.path("dia")
    try FileManager.default.createDirectory(atPath: disc, withIntermediateDirectories: true)
    try FileManager.default.copyItem(atPath: scene.ledger, toPath: disc + "/so.kiemdo")
    if projections {
      try FileManager.default.copyItem(atPath: scene.ledger + ".projections", toPath: disc + "/so.kiemdo.projections")
    }
    let mount = try ReadOnlyMount(of: disc, in: scene)
    scene.environment["KIEMDO_LEDGER"] = mount.path + "/so.kiemdo"
    return (scene, mount)
  }

  @Test(.enabled(if: ReadOnlyMount.isPossible, "needs the right to mount"), arguments: [true, false])
  func `a closed ledger on a read-only medium opens for every reader`(_ projections: Bool) throws {
    let (scene, mount) = try burnt(.printed(), projections: projections)
    let before = try FileManager.default.contentsOfDirectory(atPath: mount.path).sorted()
    #expect(try scene.done("show", "3").out.contains("Đặng Gia Bảo"))
    #expect(try scene.done("list", "--format", "json").json()["candidates"].items.count == 45)
    #expect(try scene.done("status").out.contains("12A1"))
    try scene.done("history", "3")
    try scene.done("verify")
    try scene.done("checkpoint")
    let code = try #require(try scene.done("show", "3", "--format", "json").json()["sheets"][0]["code"].text)
    try scene.done("reprint", "--run", code, "--output", scene.path("lai.pdf"))
    #expect(try scene.bytes("lai.pdf") == scene.bytes("phieu.pdf"))
    try scene.done("export", "--output", scene.path("xuat.csv"))
    try scene.done("backup", scene.path("sao.kiemdo"))
    #expect(try FileManager.default.contentsOfDirectory(atPath: mount.path).sorted() == before)
    mount.unmount()
  }

  @Test(.enabled(if: ReadOnlyMount.isPossible, "needs the right to mount"))
  func `a write there is refused as input-output`() throws {
    let (scene, mount) = try burnt(.imported(), projections: true)
    let output = try scene.run("correct", "3", "a4=031205558246", "--reason", "Theo CCCD")
    #expect(output.status == 74, "\(output)")
    #expect(output.err.contains("chỉ đọc"), "\(output)")
    #expect(try scene.run("rebuild").status == 0)
    mount.unmount()
  }
}
