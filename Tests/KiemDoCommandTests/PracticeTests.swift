import Foundation
import Testing

@Suite struct `a practice school is made by the front door` {
  @Test func `it verifies with keys of its own, and the same seed makes the same files`() throws {
    let scene = try Scene()
    scene.environment["KIEMDO_LEDGER"] = ""
    scene.environment["KIEMDO_KEYS"] = ""
    for folder in ["mot", "hai"] {
      try scene.done("practice", scene.path(folder), "--candidates", "60", "--seed", "7")
    }
    try scene.done("practice", scene.path("ba"), "--candidates", "60", "--seed", "8")
    let lists = try scene.allFiles().filter { $0.hasPrefix("mot/") && $0.hasSuffix(".csv") }
    #expect(!lists.isEmpty)
    for list in lists {
      #expect(try scene.bytes(list) == scene.bytes("hai" + list.dropFirst(3)), "\(list)")
    }
    #expect(try lists.contains { try scene.bytes($0) != scene.bytes("ba" + $0.dropFirst(3)) })
    let ledger = scene.path("mot/so.kiemdo")
    let account = try scene.done("verify", "--ledger", ledger, "--format", "json").json()
    #expect(account["findings"].items.isEmpty)
    // Keys that lie beside the ledger prove no origin.
    #expect(account["verdict"].text == "consistent")
    let candidates = try scene.done("list", "--ledger", ledger, "--format", "json").json()["candidates"]
    #expect(candidates.items.count == 60)
    #expect(try scene.query("SELECT count(*) FROM event WHERE type = 'candidate.registered'", file: ledger) == "60")
    // Its keys are in its own folder, not in the user's.
    #expect(try scene.allFiles().filter { $0.hasPrefix(".kiemdo") }.isEmpty)
    try scene.done("correct", "3", "a7-dt=0912345678", "--reason", "Tập sửa", "--ledger", ledger)
    #expect(try scene.run("verify", "--ledger", ledger).status == 0)
  }

  @Test func `a folder with something in it is not touched`() throws {
    let scene = try Scene(.school())
    let before = try scene.allFiles()
    let output = try scene.run("practice", scene.folder, "--candidates", "10")
    #expect([64, 74].contains(output.status), "\(output)")
    #expect(try scene.allFiles() == before)
    #expect(try scene.run("practice", scene.path("moi"), "--candidates", "0").status == 64)
    #expect(!scene.exists("moi"))
  }
}
