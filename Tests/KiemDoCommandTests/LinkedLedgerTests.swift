import Foundation
import Testing

/// A ledger that is named through a link: all that belongs to it is beside the file itself.
@Suite struct LinkedLedgerTests {
  enum Link: CaseIterable {
    case file, folder

    /// A folder of its own with nothing but the link.
    func make(_ scene: Scene) throws -> String {
      try FileManager.default.createDirectory(atPath: scene.path("khac"), withIntermediateDirectories: false)
      let (name, target) = self == .file ? ("link.kiemdo", "../so.kiemdo") : ("truong", "..")
      try FileManager.default.createSymbolicLink(atPath: scene.path("khac/\(name)"), withDestinationPath: target)
      return self == .file ? "khac/link.kiemdo" : "khac/truong/so.kiemdo"
    }
  }

  private static func beside(_ scene: Scene) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: scene.path("khac"))
  }

  @Test(arguments: Link.allCases)
  func `an erasure through a link is told to be done only when the bytes are gone`(_ kind: Link) throws {
    let (scene, secrets) = try EraseTests.lived()
    let link = try kind.make(scene)
    let reader = try LongReader(of: scene)
    let output = try scene.run(["erase", "5", "--ledger", link] + EraseTests.confirmed)
    #expect(output.status == 75 && output.err.contains("CHƯA XÓA XONG"), "\(output)")
    #expect(output.err.contains("sqlite3, tiến trình"), "\(output)")
    #expect(scene.exists("so.kiemdo.erasing"))
    for path in [link, "so.kiemdo"] {
      let status = try scene.done("status", "--ledger", path, "--format", "json").json()
      #expect(status["erasureUnfinished"].flag == true, "\(path)")
      #expect(try scene.run("verify", "--ledger", path).out.contains("Một lần xóa dữ liệu CHƯA XONG"), "\(path)")
      let opinion = try Tool.run("/usr/bin/python3", Scene.script, "--json", scene.path(path), in: scene).json()
      #expect(opinion["erasureUnfinished"].flag == true && opinion["verdict"].text == "consistent", "\(path)")
    }
    reader.end()
    try scene.done(["erase", "5", "--ledger", link] + EraseTests.confirmed)
    try EraseTests.expectErased(scene, secrets)
    try EraseTests.expectUnfinished(false, scene)
    #expect(try Self.beside(scene).count == 1)
  }

  @Test(arguments: Link.allCases)
  func `two writers through two names meet at one lock`(_ kind: Link) throws {
    let scene = try Scene(.imported())
    let link = try kind.make(scene)
    let holder = try scene.hold(seconds: 60)
    let words = ["correct", "3", "a7-dt=0912345678", "--reason", "Phụ huynh báo", "--ledger", link]
    let output = try scene.run(words)
    #expect(output.status == 75 && output.err.contains("hoa") && output.err.contains("4711"), "\(output)")
    holder.kill()
    _ = try holder.wait()
    try scene.done(words)
    // What the one has written the other reads, from one set of projections.
    for path in [link, "so.kiemdo"] {
      #expect(try scene.done("show", "3", "--ledger", path).out.contains("0912345678"), "\(path)")
      let account = try scene.done("verify", "--ledger", path, "--format", "json").json()
      #expect(account["verdict"].text == "genuine" && account["projectionsCompared"].flag == true, "\(path)")
    }
    #expect(try Self.beside(scene).count == 1)
  }

  @Test func `an output takes the place of nothing that belongs to the ledger, by no name`() throws {
    let scene = try Scene(.imported())
    let link = try Link.file.make(scene)
    try FileManager.default.createSymbolicLink(atPath: scene.path("nha"), withDestinationPath: ".")
    try FileManager.default.createSymbolicLink(atPath: scene.path("tro"), withDestinationPath: "so.kiemdo.erasing")
    try FileManager.default.linkItem(atPath: scene.ledger, toPath: scene.path("cung-tep"))
    try FileManager.default.linkItem(atPath: scene.ledger + ".projections", toPath: scene.path("cung-tra-cuu"))
    let before = try scene.allFiles()
    let bytes = try scene.bytes("so.kiemdo")
    let places = [
      "so.kiemdo", link, "nha/so.kiemdo", "cung-tep", "cung-tra-cuu", "so.kiemdo-wal", "so.kiemdo.erasing",
      "so.kiemdo.lock", "so.kiemdo.projections", "nha/so.kiemdo.projections", "nha/so.kiemdo-wal",
      "khac/../so.kiemdo-wal",
      "tro",
    ]
    for ledger in ["so.kiemdo", link, "nha/so.kiemdo"] {
      for place in places {
        for command in [["export", "--output", place], ["backup", place], ["verify", "--output", place]] {
          let output = try scene.run(command + ["--ledger", ledger])
          #expect(output.status == 64, "\(command), --ledger \(ledger): \(output)")
        }
      }
    }
    #expect(try scene.allFiles() == before)
    #expect(try scene.bytes("so.kiemdo") == bytes)
  }
}

/// What stands under the name of an erasure's mark and is no regular file.
@Suite struct ErasureObstacleMessageTests {
  @Test func `a folder in the mark's place stops nobody but who erases, and is told with what to do`() throws {
    let (scene, secrets) = try EraseTests.lived()
    let place = scene.path("so.kiemdo.erasing")
    try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: false)
    let real = URL(filePath: scene.folder).resolvingSymlinksInPath().path + "/so.kiemdo.erasing"
    let refused = try scene.refused(74, "erase", "5", "--reason", "Yêu cầu", "--authority", "QĐ 12", "--confirm")
    for word in ["\(real) là một thư mục", "rmdir \(real)", "Chưa ghi gì"] {
      #expect(refused.err.contains(word), "\(word): \(refused)")
    }
    let english = try scene.refused(
      74, "erase", "5", "--reason", "Yêu cầu", "--authority", "QĐ 12", "--confirm", "--lang", "en")
    for word in ["\(real) is a folder", "rmdir", "Nothing was recorded"] {
      #expect(english.err.contains(word), "\(word): \(english)")
    }
    #expect(try scene.done("correct", "4", "a7-dt=0912345678", "--reason", "Phụ huynh báo").err.contains("rmdir"))
    for command in ["status", "verify"] {
      let output = try scene.done(command)
      #expect(output.err.contains("\(real) là một thư mục") && !output.out.contains("CHƯA XONG"), "\(output)")
    }
    try FileManager.default.removeItem(atPath: place)
    try scene.done(["erase", "5"] + EraseTests.confirmed)
    try EraseTests.expectErased(scene, secrets)
  }

  /// A kill between the order and the mark, and then a pipe.
  @Test func `where an erasure waits, the message has words and no dumped value`() throws {
    let (scene, secrets) = try EraseTests.lived()
    let reader = try LongReader(of: scene)
    #expect(try scene.run(["erase", "5"] + EraseTests.confirmed).status == 75)
    reader.end()
    try FileManager.default.removeItem(atPath: scene.path("so.kiemdo.erasing"))
    try #require(mkfifo(scene.path("so.kiemdo.erasing"), 0o600) == 0)
    for (language, words) in [
      ("vi", ["CHƯA XÓA XONG", "chưa xóa gì", "không phải tệp thường"]),
      ("en", ["INCOMPLETE", "nothing is deleted yet", "no regular file"]),
    ] {
      let output = try scene.run(["erase", "5", "--lang", language] + EraseTests.confirmed)
      #expect(output.status == 75, "\(output)")
      for word in words + ["rm "] { #expect(output.err.contains(word), "\(word): \(output)") }
      #expect(!output.err.contains("obstructed("), "\(output)")
    }
    try FileManager.default.removeItem(atPath: scene.path("so.kiemdo.erasing"))
    try scene.done(["erase", "5"] + EraseTests.confirmed)
    try EraseTests.expectErased(scene, secrets)
  }

  @Test(.enabled(if: ReadOnlyMount.isPossible, "needs the right to mount"))
  func `projections that can't be taken away are named`() throws {
    let (scene, secrets) = try EraseTests.lived()
    let place = scene.path("so.kiemdo.projections")
    let mount = try Tool.run("/usr/bin/mount", "--bind", place, place, in: scene)
    try #require(mount.status == 0, "\(mount)")
    defer { _ = try? Tool.run("/usr/bin/umount", "-l", place, in: scene) }
    for language in ["vi", "en"] {
      let output = try scene.run(["erase", "5", "--lang", language] + EraseTests.confirmed)
      #expect(output.status == 75 && output.err.contains("so.kiemdo.projections"), "\(output)")
      #expect(!output.err.contains("inputOutput(") && !output.err.contains("Error Domain"), "\(output)")
    }
    #expect(scene.exists("so.kiemdo.erasing"))
    try #require(try Tool.run("/usr/bin/umount", place, in: scene).status == 0)
    try scene.done(["erase", "5"] + EraseTests.confirmed)
    try EraseTests.expectErased(scene, secrets)
  }
}
