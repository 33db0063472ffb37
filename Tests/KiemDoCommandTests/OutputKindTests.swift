import Foundation
import Testing

/// What people may type after `--output` and `--proof` by mistake.
@Suite struct `an output replaces only its own kind` {
  private static let files = [
    "so-khac.kiemdo", "ledger.key", "chinh-sach.txt", "diem-chot.txt", "khoa-cong-khai.txt", "cu.tlog-proof",
    "cu.kiemdo-proof", "anh.jpg",
  ]

  /// A school with a file of each kind in its folder.
  private func scene() throws -> Scene {
    let scene = try Scene(.imported())
    let other = try Scene(.school())
    try FileManager.default.copyItem(atPath: other.ledger, toPath: scene.path("so-khac.kiemdo"))
    try FileManager.default.copyItem(atPath: try other.keyFolder() + "/ledger.key", toPath: scene.path("ledger.key"))
    let key = try #require(try scene.done("keys", "--format", "json").json()["keys"][0]["key"].text)
    try scene.write("log \(key)\nquorum none\n", to: "chinh-sach.txt")
    try scene.write(key + "\n", to: "khoa-cong-khai.txt")
    try scene.write(try scene.done("checkpoint").out, to: "diem-chot.txt")
    try scene.done("proof", "@7", "--output", "cu.tlog-proof")
    try scene.done("audit", "--proof", "cu.kiemdo-proof")
    try scene.write(Data([0xFF, 0xD8, 0xFF, 0xE0, 0, 16, 74, 70]), to: "anh.jpg")
    return scene
  }

  @Test func `everything else is refused and stays as it was`() throws {
    let scene = try scene()
    try scene.done("audit", "--output", "cu.pdf")
    try scene.done("export", "--output", "cu.csv")
    let commands = [
      ["audit", "--output"], ["verify", "--output"], ["export", "--output"], ["proof", "@7", "--output"],
      ["audit", "--proof"], ["checkpoint", "--for-witness", "0", "--output"], ["print", "--all", "--output"],
      ["history", "3", "--output"], ["diff", "--all", "@20", "--output"],
    ]
    let own = [
      "cu.tlog-proof": ["proof"], "cu.pdf": ["audit --output", "verify", "print", "history", "diff"],
      "cu.csv": ["export"],
    ]
    for file in Self.files + ["cu.pdf", "cu.csv"] {
      let before = try scene.bytes(file)
      for command in commands {
        let typed = command.joined(separator: " ")
        if own[file]?.contains(where: typed.hasPrefix) == true { continue }
        let output = try scene.refused(74, command[0], Array(command.dropFirst()) + [file])
        #expect(output.err.contains(file) && output.err.contains("Chọn tên khác"), "\(typed) \(file): \(output)")
        #expect(try scene.bytes(file) == before, "\(typed) \(file)")
      }
    }
    #expect(try scene.allFiles().allSatisfy { !$0.hasSuffix(".tmp") })
  }

  @Test func `its own kind, an empty file and a pipe are written`() throws {
    let scene = try scene()
    for _ in 0..<2 {
      try scene.done("audit", "--output", "moi.pdf")
      try scene.done("export", "--output", "moi.csv")
      try scene.done("proof", "@7", "--output", "moi.tlog-proof")
    }
    try scene.write("", to: "trong")
    try scene.done("audit", "--proof", "trong")
    try scene.done("export", "--output", "/dev/null")
    let again = try scene.refused(74, "audit", ["--proof", "trong"])
    #expect(again.err.contains("SHA-256"), "\(again)")
  }
}

extension Scene {
  fileprivate func refused(_ status: Int32, _ command: String, _ arguments: [String]) throws -> Output {
    let before = try size()
    let output = try run([command] + arguments)
    #expect(output.status == status, "\(command) \(arguments): \(output)")
    #expect(try size() == before)
    return output
  }
}
