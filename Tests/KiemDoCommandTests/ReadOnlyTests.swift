import Foundation
import Testing

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
