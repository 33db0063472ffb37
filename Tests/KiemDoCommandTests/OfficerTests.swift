import Foundation
import Testing

@Suite struct `officers and their keys` {
  @Test func `two usable keys need a choice, and are named`() throws {
    let scene = try Scene(.imported())
    try scene.done("officer", "add", "hoa", "--name", "Trần Thị Hoa")
    let output = try scene.refused(64, "correct", "3", "a4=031205558246", "--reason", "Theo CCCD")
    #expect(output.err.contains("hoa, lan"))
    #expect(output.err.contains("--officer"))
    try scene.done("correct", "3", "a4=031205558246", "--reason", "Theo CCCD", "--officer", "hoa")
    try scene.done("correct", "4", "a4=031205558247", "--reason", "Theo CCCD", env: ["KIEMDO_OFFICER": "lan"])
    let list = try scene.done("officer", "list", "--format", "json").json()["officers"]
    #expect(list.items.map { $0["id"].text } == ["lan", "hoa"])
    #expect(list[1]["name"].text == "Trần Thị Hoa")
    #expect(list[1]["keyHere"].flag == true)
    try scene.expectSound()
  }

  @Test func `without a key nothing is recorded`() throws {
    let scene = try Scene(.imported())
    let output = try scene.refused(
      77, "correct", "3", "a4=031205558246", "--reason", "Theo CCCD", env: ["KIEMDO_KEYS": scene.path("trong")])
    #expect(output.err.contains(scene.path("trong")))
    try scene.refused(
      77, "correct", "3", "a4=031205558246", "--reason", "Theo CCCD", "--officer", "hoa")
  }

  @Test func `an officer enrols with a pair made elsewhere, and no private key is made here`() throws {
    let scene = try Scene(.imported())
    let origin = try #require(try scene.done("checkpoint").lines.first)
    let elsewhere = scene.path("may-cua-hoa")
    let pair = try scene.done(
      "officer", "new-key", "hoa", "--origin", origin, "--format", "json", env: ["KIEMDO_KEYS": elsewhere]
    ).json()
    let key = try #require(pair["key"].text)
    let proof = try #require(pair["proof"].text)
    #expect(key.hasPrefix("\(origin)/officer/hoa+"))
    try scene.done("officer", "add", "hoa", "--name", "Trần Thị Hoa", "--key", key, "--proof", proof)
    let folder = try scene.keyFolder()
    #expect(!FileManager.default.fileExists(atPath: folder + "/officer-hoa.key"))
    let keyPaths = try scene.allFiles().filter { $0.hasPrefix("may-cua-hoa/") && $0.hasSuffix("officer-hoa.key") }
    let keyPath = try #require(keyPaths.first)
    #expect(try scene.mode(scene.path(keyPath)) == 0o600)
    // The one private key that this machine has signs without a choice.
    try scene.done("correct", "3", "a4=031205558246", "--reason", "Theo CCCD")
    // On her own machine, with a copy of the ledger's key, she signs herself.
    let hers = URL(filePath: scene.path(keyPath)).deletingLastPathComponent().path
    try FileManager.default.copyItem(atPath: folder + "/ledger.key", toPath: hers + "/ledger.key")
    try scene.done("correct", "4", "a4=031205558247", "--reason", "Theo CCCD", env: ["KIEMDO_KEYS": elsewhere])
    let history = try scene.done("history", "4", "--format", "json").json()["events"]
    #expect(history.items.last?["officer"].text == "hoa")
    try scene.expectSound()
  }

  @Test func `a proof that is not of this key, ledger and id is refused`() throws {
    let scene = try Scene(.school())
    let origin = try #require(try scene.done("checkpoint").lines.first)
    func pair(_ id: String, _ origin: String) throws -> (key: String, proof: String) {
      let made = try scene.done(
        "officer", "new-key", id, "--origin", origin, "--format", "json",
        env: ["KIEMDO_KEYS": scene.path("may-" + UUID().uuidString)]
      ).json()
      return (try #require(made["key"].text), try #require(made["proof"].text))
    }
    let hoa = try pair("hoa", origin)
    let mai = try pair("mai", origin)
    let stranger = try pair("hoa", "kiemdo/so-khac")
    try scene.refused(77, "officer", "add", "hoa", "--name", "Hoa", "--key", hoa.key, "--proof", mai.proof)
    try scene.refused(77, "officer", "add", "hoa", "--name", "Hoa", "--key", mai.key, "--proof", mai.proof)
    try scene.refused(77, "officer", "add", "hoa", "--name", "Hoa", "--key", stranger.key, "--proof", stranger.proof)
    try scene.refused(64, "officer", "add", "hoa", "--name", "Hoa", "--key", hoa.key)
    try scene.refused(64, "officer", "add", "hoa", "--name", "Hoa", "--key", "không phải khóa", "--proof", hoa.proof)
    try scene.done("officer", "add", "hoa", "--name", "Hoa", "--key", hoa.key, "--proof", hoa.proof)
    try scene.refused(77, "officer", "add", "hoa", "--name", "Hoa", "--key", hoa.key, "--proof", hoa.proof)
    try scene.expectSound()
  }

  @Test func `an officer's id is never used twice, and a refused one leaves no key`() throws {
    let scene = try Scene(.school())
    try scene.refused(77, "officer", "add", "lan", "--name", "Lan khác")
    try scene.refused(64, "officer", "add", "Cô Hoa", "--name", "Hoa")
    let names = try FileManager.default.contentsOfDirectory(atPath: try scene.keyFolder()).sorted()
    #expect(names == ["checkpoint", "ledger.key", "lock", "officer-lan.key"])
    try scene.expectSound()
  }

  @Test func `a revoked officer writes no more, and what was signed stays valid`() throws {
    let scene = try Scene(.imported())
    try scene.done("officer", "add", "hoa", "--name", "Trần Thị Hoa")
    try scene.done("correct", "3", "a4=031205558246", "--reason", "Theo CCCD", "--officer", "hoa")
    try scene.done("officer", "revoke", "hoa", "--reason", "Chuyển công tác", "--officer", "lan")
    let output = try scene.refused(77, "correct", "4", "a4=031205558247", "--reason", "Theo CCCD", "--officer", "hoa")
    #expect(output.err.contains("hoa"))
    #expect(output.err.contains("Chưa ghi gì"))
    // One usable officer is left, so no choice is needed.
    try scene.done("correct", "4", "a4=031205558247", "--reason", "Theo CCCD")
    try scene.refused(77, "officer", "add", "hoa", "--name", "Hoa trở lại")
    try scene.refused(77, "officer", "revoke", "hoa", "--reason", "Lần nữa")
    try scene.refused(66, "officer", "revoke", "khongco", "--reason", "Nhầm")
    try scene.refused(77, "officer", "revoke", "lan", "--reason", "Nghỉ hưu")
    let list = try scene.done("officer", "list", "--format", "json").json()["officers"]
    #expect(list[1]["revokedAt"].number == 49 + 4)
    try scene.expectSound()
  }

  @Test(arguments: ["officer-lan.key", "ledger.key"])
  func `a key file that others can read is refused with the remedy`(_ name: String) throws {
    let scene = try Scene(.imported())
    let path = try scene.keyFolder() + "/" + name
    try scene.setMode(0o644, path)
    for officer in [[], ["--officer", "lan"]] {
      let before = try scene.size()
      let output = try scene.run(["correct", "3", "a4=031205558246", "--reason", "Theo CCCD"] + officer)
      #expect(output.status == 77, "\(output)")
      #expect(output.err.contains("chmod go-rwx"), "\(output)")
      #expect(output.err.contains(path), "\(output)")
      #expect(try scene.size() == before)
    }
    try scene.setMode(0o600, path)
    try scene.done("correct", "3", "a4=031205558246", "--reason", "Theo CCCD")
    try scene.expectSound()
  }

  @Test func `the key folder can be moved`() throws {
    let scene = try Scene(.imported())
    try FileManager.default.moveItem(atPath: scene.keyRoot, toPath: scene.path("usb"))
    try scene.refused(77, "correct", "3", "a4=031205558246", "--reason", "Theo CCCD")
    try scene.done("correct", "3", "a4=031205558246", "--reason", "Theo CCCD", env: ["KIEMDO_KEYS": scene.path("usb")])
    scene.environment["KIEMDO_KEYS"] = scene.path("usb")
    try scene.expectSound()
  }
}
