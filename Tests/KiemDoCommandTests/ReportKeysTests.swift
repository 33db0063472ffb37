import Foundation
import Testing

@Suite struct `reports before, across and after changes of keys` {
  /// Events 50 and 51 enrol Hoa, 52 is hers, with 53 she leaves; 54 and 56 bring in new ledger keys, 55 and 57 follow.
  private func make() throws -> (scene: Scene, keys: [String]) {
    let scene = try Scene(.imported())
    var keys = [try #require(try scene.done("keys", "--format", "json").json()["keys"][0]["key"].text)]
    try scene.done("officer", "add", "hoa", "--name", "Trần Thị Hoa", "--officer", "lan")
    try scene.done("correct", "3", "phone=0912345678", "--reason", "Phụ huynh báo", "--officer", "hoa")
    try scene.done("officer", "revoke", "hoa", "--reason", "Chuyển công tác", "--officer", "hoa")
    for phone in ["0912345679", "0912345670"] {
      let rotated = try scene.done("keys", "rotate", "--officer", "lan", "--format", "json").json()
      keys.append(try #require(rotated["key"].text))
      try scene.done("correct", "3", "phone=\(phone)", "--reason", "Phụ huynh báo", "--officer", "lan")
    }
    return (scene, keys)
  }

  @Test func `are proved by every key that was ever in force, to two verifiers`() throws {
    let (scene, keys) = try make()
    let size = try scene.size()
    #expect(size == 58)
    for (from, to) in [
      (0, 57), (0, 51), (10, 49), (50, 57), (52, 53), (53, 54), (54, 54), (55, 55), (56, 57), (57, 57),
    ] {
      let file = "tu-\(from)-den-\(to).gz"
      try scene.done("audit", "--from", "@\(from)", "--to", "@\(to)", "--proof", file)
      // A key that was brought in after the range is none of which the report can tell.
      let known = keys.prefix(1 + [54, 56].filter { $0 <= to }.count)
      for (index, key) in keys.enumerated() {
        let ours = try scene.run(
          "verify", "--report", file, "--key", key, "--format", "json", env: ["KIEMDO_KEYS": scene.path("nowhere")])
        let isKnown = index < known.count
        #expect(ours.status == (isKnown ? 0 : 1), "\(file), key \(index): \(ours)")
        let theirs = try Child(
          "/usr/bin/python3", [Scene.script, "--report", scene.path(file), "--key", key, "--json"], in: scene,
          stdin: nil,
          env: ["PYTHONDONTWRITEBYTECODE": "1"]
        ).wait()
        #expect(try Opinion(theirs) == Opinion(ours), "\(file), key \(index): \(theirs)")
      }
    }
  }

  @Test func `the published folder is that of every one of them`() throws {
    let (scene, keys) = try make()
    try scene.done("publish", "cong-bo")
    for key in keys {
      let ours = try scene.run(
        "verify", "--tiles", "cong-bo", "--key", key, env: ["KIEMDO_KEYS": scene.path("nowhere")])
      #expect(ours.status == 0, "\(ours)")
      let theirs = try Child(
        "/usr/bin/python3", [Scene.script, "--tiles", scene.path("cong-bo"), "--key", key], in: scene, stdin: nil,
        env: ["PYTHONDONTWRITEBYTECODE": "1"]
      ).wait()
      #expect(theirs.status == 0, "\(theirs)")
    }
  }
}
