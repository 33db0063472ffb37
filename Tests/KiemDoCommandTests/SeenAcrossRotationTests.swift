import Foundation
import Testing

@Suite struct `heads are compared across a change of the ledger's key` {
  /// Two copies of one ledger; the second has changed its key after an event of its own, and is published in `cong-bo`.
  private func fork() throws -> (scene: Scene, key: String, branch: String) {
    let scene = try Scene(.imported())
    let key = try #require(try scene.done("keys", "--format", "json").json()["keys"][0]["key"].text)
    let branch = scene.path("nhanh.kiemdo")
    try scene.done("backup", branch)
    let root = scene.path("khoa-nhanh")
    try FileManager.default.copyItem(atPath: scene.keyRoot, toPath: root)
    let elsewhere = ["KIEMDO_KEYS": root]
    for act in [
      ["correct", "3", "phone=0912345678", "--reason", "Phụ huynh báo"], ["keys", "rotate"],
      ["correct", "3", "phone=0912345670", "--reason", "Phụ huynh báo"],
    ] {
      try scene.done(act + ["--ledger", branch, "--officer", "lan"], env: elsewhere)
    }
    try scene.done("publish", "cong-bo", "--ledger", branch, env: elsewhere)
    try scene.done("correct", "3", "phone=0912345679", "--reason", "Phụ huynh báo")
    return (scene, key, branch)
  }

  @Test func `a published branch of another key is another branch, and where it parts is told`() throws {
    let (scene, key, _) = try fork()
    let output = try scene.run(
      "verify", "--against", "cong-bo", "--key", key, "--format", "json", env: ["KIEMDO_KEYS": scene.path("nowhere")])
    let json = try output.json()
    #expect(output.status == 1)
    #expect(json["against"]["heads"][0]["outcome"].text == "beyond")
    #expect(json["against"]["firstDifference"].number == 50)
    #expect(json["verdict"].text == "contradicted")
  }

  @Test func `a note of another key is not called another ledger's`() throws {
    let (scene, key, branch) = try fork()
    try scene.write(
      scene.done("checkpoint", "--ledger", branch, env: ["KIEMDO_KEYS": scene.path("khoa-nhanh")]).out, to: "diem-chot")
    let output = try scene.run(
      "verify", "--against", "diem-chot", "--key", key, env: ["KIEMDO_KEYS": scene.path("nowhere")])
    #expect(output.status == 1 && output.out.contains("từ trước một lần thay khóa"), "\(output)")
  }

  @Test func `a ledger put back to before a rotation is an older copy to the key folder, not another ledger`() throws {
    let scene = try Scene(.imported())
    try scene.write(try scene.bytes("so.kiemdo"), to: "cu.kiemdo")
    try scene.done("keys", "rotate", "--officer", "lan")
    let now = try scene.done("verify", "--format", "json").json()
    #expect(now["findings"].items.isEmpty)
    let output = try scene.run("verify", "--ledger", "cu.kiemdo", "--format", "json")
    let json = try output.json()
    #expect(output.status == 1)
    #expect(json["findings"].items.map { $0["code"].text } == ["checkpoint.known"], "\(output)")
  }

  @Test func `a copy signed with a replaced key is not the key folder's ledger`() throws {
    let scene = try Scene(.imported())
    try scene.write(try scene.bytes("so.kiemdo"), to: "cu.kiemdo")
    try scene.done("keys", "rotate", "--officer", "lan")
    try FileManager.default.removeItem(atPath: try scene.keyFolder() + "/checkpoint")
    let output = try scene.run("verify", "--ledger", "cu.kiemdo", "--format", "json")
    #expect(output.status == 1)
    #expect(try output.json()["verdict"].text == "otherKey", "\(output)")
  }

  @Test func `what was made before a rotation is told to be maybe of an earlier key`() throws {
    let scene = try Scene(.imported())
    let first = try #require(try scene.done("keys", "--format", "json").json()["keys"][0]["key"].text)
    try scene.done("publish", "cong-bo")
    try scene.done("proof", "@7", "--output", "bay.tlog-proof")
    try scene.done("audit", "--proof", "bc.gz")
    try scene.done("keys", "rotate", "--officer", "lan")
    for subject in [["--tiles", "cong-bo"], ["--proof", "bay.tlog-proof"], ["--report", "bc.gz"]] {
      let output = try scene.run(["verify"] + subject)
      #expect(output.status == 1 && output.out.contains("--key \"\(first)\""), "\(output)")
      try scene.done(["verify", "--key", first] + subject)
    }
  }

  @Test func `a proof of consistency across a rotation holds by the later key`() throws {
    let scene = try Scene(.imported())
    let first = try #require(try scene.done("keys", "--format", "json").json()["keys"][0]["key"].text)
    try scene.write(scene.done("checkpoint").out, to: "truoc")
    let second = try #require(
      try scene.done("keys", "rotate", "--officer", "lan", "--format", "json").json()["key"].text)
    try scene.done("correct", "3", "phone=0912345678", "--reason", "Phụ huynh báo", "--officer", "lan")
    try scene.write(scene.done("proof", "--consistency", "50", "52").out, to: "noi")
    let elsewhere = ["KIEMDO_KEYS": scene.path("nowhere")]
    func verify(_ head: String, _ key: String) throws -> Output {
      try scene.run(
        "verify", "--consistency", "noi", "--against", head, "--key", key, "--format", "json", env: elsewhere)
    }
    #expect(first != second)
    #expect(try verify("truoc", second).status == 0)
    #expect(try verify("truoc", first).status == 1, "the later head is not that key's")
    // A head that nobody known has signed and that is not contained accuses nobody of anything.
    try scene.replaceLine(2, of: "truoc") { Tampering.changed($0, at: 5) }
    let changed = try verify("truoc", second)
    #expect(changed.status == 1)
    #expect(try changed.json()["findings"].items.map { $0["code"].text } == ["keys.trusted"], "\(changed)")
  }

  @Test func `witnesses are asked of a folder by any key that led to its head`() throws {
    let scene = try Scene(.imported())
    let first = try #require(try scene.done("keys", "--format", "json").json()["keys"][0]["key"].text)
    try scene.done("keys", "rotate", "--officer", "lan")
    try scene.done("correct", "3", "phone=0912345678", "--reason", "Phụ huynh báo", "--officer", "lan")
    try scene.done("publish", "cong-bo")
    try scene.write("log \(first)\nquorum none\n", to: "chinh-sach")
    let output = try scene.run(
      "verify", "--tiles", "cong-bo", "--key", first, "--policy", "chinh-sach", "--lang", "en",
      env: ["KIEMDO_KEYS": scene.path("nowhere")])
    #expect(output.status == 0 && !output.out.contains("not about this ledger"), "\(output)")
    #expect(output.out.contains("replaced by event 50") && output.out.contains("holds only if"), "\(output)")
  }
}

@Suite struct `numbers that no log has` {
  @Test(arguments: ["9223372036854775807", "9007199254740992", "99999999999999999999"])
  func `are refused wherever a foreign head is read, in every format`(size: String) throws {
    let scene = try Scene(.imported())
    try scene.done("publish", "cong-bo")
    try scene.done("proof", "@7", "--output", "bay.tlog-proof")
    try scene.write(scene.done("proof", "--consistency", "5", "50").out, to: "noi")
    try scene.write(scene.done("checkpoint").out, to: "diem-chot")
    try scene.replaceLine(1, of: "diem-chot") { _ in size }
    try scene.replaceLine(1, of: "cong-bo/checkpoint") { _ in size }
    for name in ["bay.tlog-proof", "noi"] {
      let text = try scene.text(name)
      try scene.write(text.replacingOccurrences(of: "\n50\n", with: "\n\(size)\n"), to: name)
    }
    let checks = [
      ["--tiles", "cong-bo"], ["--against", "diem-chot"], ["--proof", "bay.tlog-proof"],
      ["--consistency", "noi", "--against", "diem-chot"],
    ]
    for check in checks {
      for format in ["text", "json", "csv"] {
        let output = try scene.run(["verify", "--format", format] + check)
        #expect([1, 65].contains(output.status), "\(check): \(output)")
      }
    }
  }
}
