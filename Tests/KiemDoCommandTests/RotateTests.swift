import Foundation
import Testing

@Suite struct RotateTests {
  @Test func `the new key signs from the next append on, and the old one still proves the ledger`() throws {
    let scene = try Scene(.printed())
    let keys = try scene.done("keys", "--format", "json").json()["keys"].items
    let old = try #require(keys[0]["key"].text)
    let rotated = try scene.done("keys", "rotate", "--format", "json", "--officer", "lan").json()
    let new = try #require(rotated["key"].text)
    #expect(rotated["before"].text == old && new != old)
    let after = try scene.done("khoa", "--format", "json").json()["keys"].items
    #expect(
      after.prefix(2).map(\.["key"].text) == [old, new] && after.prefix(2).map(\.["inForce"].flag) == [false, true])
    let code = try #require(try scene.done("list", "--format", "json").json()["candidates"][0]["sheet"].text)
    try scene.done("sign", code)
    try scene.expectSound()
    for key in [old, new] {
      #expect(try scene.done("verify", "--key", key, "--format", "json").json()["verdict"].text == "genuine")
    }
    let folder = try scene.keyFolder()
    let names = try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasPrefix("ledger") }
    #expect(names.count == 2)
    for name in names { #expect(try scene.mode(folder + "/" + name) == 0o600) }
  }

  @Test func `killed at any moment, the ledger is written on`() throws {
    let scene = try Scene(.school())
    let seed = UInt64.random(in: 0 ... .max)
    var random = SplitMix(state: seed)
    for round in 0..<20 {
      let child = try scene.start("keys", "doi-khoa")
      usleep(UInt32.random(in: 0..<120_000, using: &random))
      child.kill()
      _ = try child.wait()
      try scene.done("unit", "set", "--place", "Hải Phòng \(round)", "--reason", "Lần \(round)")
      #expect(try scene.run("verify").status == 0, "seed \(seed), round \(round)")
    }
    try scene.done("status")
    try scene.expectSound()
    // The key in force lies under its name, each earlier one under its own, and at most one waits for a rotation.
    let keys = try scene.done("keys", "--format", "json").json()["keys"].items.count { $0["role"].text == "ledger" }
    let names = try FileManager.default.contentsOfDirectory(atPath: scene.keyFolder()).filter { $0.hasPrefix("ledger") }
    #expect((keys...keys + 1).contains(names.count), "seed \(seed)")
  }

  @Test func `a revoked officer who held the ledger's key is told of until the key is rotated`() throws {
    let scene = try Scene(.school())
    try scene.done("officer", "add", "hoa", "--name", "Lê Thị Hoa", "--officer", "lan")
    try scene.done("unit", "set", "--place", "Đồ Sơn", "--reason", "Dời trường", "--officer", "hoa")
    let revoked = try scene.done("officer", "revoke", "hoa", "--reason", "Chuyển công tác", "--officer", "lan")
    #expect(revoked.err.contains("kiemdo keys rotate") && revoked.err.contains("hoa"))
    #expect(try scene.done("status").out.contains("kiemdo keys rotate"))
    #expect(try scene.done("keys").err.contains("kiemdo keys rotate"))
    #expect(try scene.done("status", "--format", "json").json()["rotationNeeded"][0].text == "hoa")
    #expect(try scene.run("unit", "set", "--place", "X", "--reason", "x", "--officer", "hoa").status == 77)
    try scene.done("keys", "rotate", "--officer", "lan")
    #expect(try !scene.done("status").all.contains("keys rotate"))
    #expect(try !scene.done("keys").all.contains("keys rotate"))
    #expect(try scene.done("status", "--format", "json").json()["rotationNeeded"].items.isEmpty)
    try scene.expectSound()
  }
}
