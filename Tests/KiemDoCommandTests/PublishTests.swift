import Foundation
import Testing

/// A published folder in a scene.
struct Published {
  let scene: Scene
  var name = "cong-bo"

  var path: String { scene.path(name) }

  /// Every file, relative to the folder.
  func files() throws -> [String] {
    try FileManager.default.subpathsOfDirectory(atPath: path).filter { file in
      var isFolder: ObjCBool = false
      return FileManager.default.fileExists(atPath: path + "/" + file, isDirectory: &isFolder) && !isFolder.boolValue
    }.sorted()
  }

  func contents() throws -> [String: Data] {
    try Dictionary(uniqueKeysWithValues: files().map { ($0, try scene.bytes(name + "/" + $0)) })
  }

  @discardableResult
  func publish(sourceLocation: SourceLocation = #_sourceLocation) throws -> Document {
    try scene.done("publish", name, "--format", "json", sourceLocation: sourceLocation).json()
  }

  /// Codes and positions of what a verifier with the ledger's key finds in it.
  func findings() throws -> [(code: String, position: Int?)] {
    let output = try scene.run("verify", "--tiles", name, "--format", "json")
    let account = try output.json()
    let findings = account["findings"].items.map { ($0["code"].text ?? "", $0["position"].number) }
    #expect(output.status == (findings.isEmpty ? 0 : 1), "\(output)")
    return findings
  }
}

extension Scene {
  /// Another 300 pupils than those of the template: beyond the next full tile.
  func importMore(_ name: String = "them.csv") throws {
    let rows = Sample.pupils(600).split(separator: "\r\n", omittingEmptySubsequences: false)
    try write(([rows[0]] + rows[301...]).joined(separator: "\r\n"), to: name)
    try done("import", name, "--reason", "Nhập đợt 2")
  }
}

@Suite struct `publish writes a folder that anybody can check` {
  @Test func `it has the layout of tlog-tiles, and nobody's name`() throws {
    let scene = try Scene(.large())
    let folder = Published(scene: scene)
    let before = try scene.allFiles()
    let result = try folder.publish()
    #expect(
      try folder.files() == [
        "checkpoint", "keys/0", "keys/1", "tile/0/000", "tile/0/001.p/49", "tile/1/000.p/1", "tile/entries/000",
        "tile/entries/001.p/49",
      ])
    #expect(result["size"].number == 305)
    #expect(result["previousSize"].isNull)
    #expect(result["written"].items.count == 8)
    #expect(try scene.text("cong-bo/checkpoint") == scene.done("checkpoint").out)
    for (file, bytes) in try folder.contents() {
      for secret in ["Nguyễn", "PRIVATE+KEY", "0312050000"] {
        #expect(bytes.range(of: Data(secret.utf8)) == nil, "\(file) holds \(secret)")
      }
    }
    #expect(try folder.findings().isEmpty)
    #expect(try scene.allFiles().filter { !$0.hasPrefix("cong-bo") } == before, "something was left beside the ledger")
  }

  @Test func `a second time only what is missing is written, and nothing settled is touched`() throws {
    let scene = try Scene(.large())
    let folder = Published(scene: scene)
    try folder.publish()
    let first = try folder.contents()
    #expect(try folder.publish()["written"].items.isEmpty)
    #expect(try folder.contents() == first)
    try scene.importMore()
    let result = try folder.publish()
    #expect(
      Set(result["written"].items.compactMap { $0["file"].text }) == [
        "tile/entries/001", "tile/entries/002.p/93", "tile/0/001", "tile/0/002.p/93", "tile/1/000.p/2", "checkpoint",
      ])
    #expect(result["written"].items.last?["file"].text == "checkpoint", "the checkpoint comes last")
    #expect(result["previousSize"].number == 305)
    #expect(result["removed"].number == 2, "the partial tile and bundle of number 1, whose full ones are there")
    let second = try folder.contents()
    for file in ["keys/0", "keys/1", "tile/0/000", "tile/entries/000"] { #expect(second[file] == first[file]) }
    #expect(try folder.findings().isEmpty)
  }

  @Test func `a settled file that is lost comes back, one that is damaged is not overwritten`() throws {
    let scene = try Scene(.large())
    let folder = Published(scene: scene)
    try folder.publish()
    let first = try folder.contents()
    try FileManager.default.removeItem(atPath: folder.path + "/tile/entries/000")
    #expect(try folder.publish()["written"].items.map { $0["file"].text } == ["tile/entries/000"])
    #expect(try folder.contents() == first)
    try scene.write(Data([1]) + (try scene.bytes("cong-bo/keys/0")), to: "cong-bo/keys/0")
    let refused = try scene.refused(65, "publish", "cong-bo")
    #expect(refused.err.contains("keys/0"))
  }

  @Test func `files that it does not know stay`() throws {
    let scene = try Scene(.large())
    let folder = Published(scene: scene)
    try folder.publish()
    try scene.write("về thư mục này", to: "cong-bo/README.txt")
    try scene.write("x", to: "cong-bo/tile/entries/001.p/ghi-chu")
    try scene.importMore()
    try folder.publish()
    #expect(try folder.files().contains("README.txt"))
    #expect(try folder.files().contains("tile/entries/001.p/ghi-chu"))
    #expect(try folder.findings().isEmpty)
  }

  @Test func `killed at any moment it leaves a folder that is whole as far as its checkpoint goes`() throws {
    let scene = try Scene(.large())
    let folder = Published(scene: scene)
    try folder.publish()
    try scene.importMore()
    var delay: UInt32 = 0
    var wasStopped = false
    repeat {
      let child = try scene.start("publish", "cong-bo")
      usleep(delay)
      child.kill()
      wasStopped = try child.wait().status == 128 + SIGKILL
      #expect(try folder.findings().isEmpty, "after \(delay) µs")
      delay += 1500
    } while wasStopped && delay < 1_000_000
    try folder.publish()
    #expect(try folder.findings().isEmpty)
    #expect(try folder.files().allSatisfy { !$0.contains(".kiemdo-new-") }, "what was not complete is cleared away")
  }
}

@Suite struct `publish refuses` {
  @Test func `a folder that shows a later head, with both sizes and roots`() throws {
    let scene = try Scene(.large())
    try scene.done("backup", "cu.kiemdo")
    try scene.importMore()
    let folder = Published(scene: scene)
    let root = try #require(try folder.publish()["root"].text)
    let before = try folder.contents()
    let refused = try scene.run("publish", "cong-bo", "--ledger", scene.path("cu.kiemdo"), "--lang", "en")
    #expect(refused.status == 65)
    let old = try scene.done("checkpoint", "--ledger", scene.path("cu.kiemdo"), "--format", "json").json()
    #expect(refused.err.contains("shows 605 events, root \(root)"), "\(refused)")
    #expect(refused.err.contains("only 305, root \(try #require(old["root"].text))"), "\(refused)")
    #expect(try folder.contents() == before)
  }

  @Test func `a folder of another branch of the same ledger`() throws {
    let (one, other) = try Branch.two()
    let folder = Published(scene: one)
    try folder.publish()
    let refused = try other.run("publish", folder.path)
    #expect(refused.status == 65)
    #expect(refused.err.contains("Ở cỡ 306 sự kiện"), "\(refused)")
    #expect(refused.err.contains("Hai lịch sử khác nhau"), "\(refused)")
  }

  @Test func `a folder of another ledger, of something else, or of keys`() throws {
    let scene = try Scene(.imported())
    let folder = Published(scene: scene)
    try folder.publish()
    let stranger = try Scene()
    try stranger.done("init", "--unit-name", "T", "--officer", "lan", "--officer-name", "Lan")
    let refused = try stranger.run("publish", folder.path)
    #expect(refused.status == 65)
    #expect(refused.err.contains("công bố sổ kiemdo/"), "\(refused)")
    try scene.refused(65, "publish", ".")
    try scene.refused(65, "publish", scene.keyRoot)
    try FileManager.default.createDirectory(atPath: scene.path("tap/keys/kiemdo_x"), withIntermediateDirectories: true)
    try scene.refused(65, "publish", "tap")
    #expect(try FileManager.default.contentsOfDirectory(atPath: scene.path("tap")) == ["keys"])
    #expect(try FileManager.default.contentsOfDirectory(atPath: scene.path("tap/keys")) == ["kiemdo_x"])
    try scene.refused(66, "publish", "khong-co/cong-bo")
    try scene.refused(66, "verify", "--tiles", "khong-co")
    try scene.write("không phải điểm chốt", to: "cong-bo/checkpoint")
    try scene.refused(65, "publish", "cong-bo")
  }
}

/// Two schools that went on differently from one ledger, with the same keys.
enum Branch {
  static func two() throws -> (Scene, Scene) {
    let scenes = (try Scene(.large()), try Scene(.large()))
    try scenes.0.done("correct", "7", "phone=0912345678", "--reason", "Phụ huynh báo")
    try scenes.1.done("correct", "9", "phone=0987654321", "--reason", "Phụ huynh báo")
    return scenes
  }
}

@Suite struct `verify --tiles finds` {
  @Test func `one changed byte in any published file, and where`() throws {
    let scene = try Scene(.large())
    let folder = Published(scene: scene)
    try folder.publish()
    // A further head beside the first leaves a narrower partial tile of level 1 behind.
    try scene.importMore()
    try folder.publish()
    let files = try folder.files()
    #expect(files.contains("tile/1/000.p/1") && files.contains("tile/1/000.p/2"))
    for file in files {
      let bytes = try scene.bytes("cong-bo/" + file)
      for offset in [0, bytes.count / 2, bytes.count - 1] {
        var changed = bytes
        changed[offset] ^= 1
        try scene.write(changed, to: "cong-bo/" + file)
        let findings = try folder.findings()
        #expect(!findings.isEmpty, "\(file), byte \(offset)")
        expect(findings, of: file, offset: offset)
      }
      try scene.write(bytes, to: "cong-bo/" + file)
    }
    #expect(try folder.findings().isEmpty, "all is as it was")
  }

  /// The position that the first finding of a code must name.
  private func expect(_ findings: [(code: String, position: Int?)], of file: String, offset: Int) {
    let parts = file.split(separator: "/")
    func has(_ codes: [String], in positions: Range<Int>) {
      let isLocated = findings.contains { codes.contains($0.code) && $0.position.map(positions.contains) == true }
      #expect(isLocated, "\(file), byte \(offset): \(findings)")
    }
    switch parts[0] {
    case "keys":
      let position = Int(parts[1]) ?? -1
      has(["payload.commitment", "file.unreadable"], in: position..<position + 1)
    case "checkpoint": #expect(findings.contains { $0.code.hasPrefix("checkpoint.") }, "byte \(offset): \(findings)")
    default:
      let level = Int(parts[1]) ?? 0
      let number = Int(parts[2].prefix(3)) ?? -1
      let width = 256 << (8 * level)
      if parts[1] == "entries" {
        has(["file.unreadable", "event.header", "tree.tile"], in: number * width..<(number + 1) * width)
      } else {
        // The hash that holds the byte stands for these positions.
        let first = number * width + offset / 32 * (width / 256)
        has(["tree.tile"], in: first..<first + width / 256)
      }
    }
  }

  @Test(
    arguments: [
      ("checkpoint", "checkpoint.missing", nil), ("keys/1", "payload.missing", 1), ("tile/0/000", "tree.tile", 0),
      ("tile/0/001.p/49", "tree.tile", 256), ("tile/1/000.p/1", "tree.tile", 0),
      ("tile/entries/000", "file.unreadable", 0),
      ("tile/entries/001.p/49", "file.unreadable", 256),
    ] as [(String, String, Int?)])
  func `a file that is missing`(_ file: String, _ code: String, _ position: Int?) throws {
    let scene = try Scene(.large())
    let folder = Published(scene: scene)
    try folder.publish()
    try FileManager.default.removeItem(atPath: folder.path + "/" + file)
    let findings = try folder.findings()
    #expect(findings.contains { $0.code == code && $0.position == position }, "\(findings)")
  }

  @Test func `one lost bundle does not make the rest unprovable`() throws {
    let scene = try Scene(.large())
    try scene.importMore()
    let folder = Published(scene: scene)
    try folder.publish()
    try FileManager.default.removeItem(atPath: folder.path + "/tile/entries/001")
    let findings = try folder.findings()
    #expect(findings.map(\.code) == ["file.unreadable"] && findings[0].position == 256, "\(findings)")
  }

  @Test func `a head that promises more than there is, without a search through all of it`() throws {
    let scene = try Scene(.imported())
    let folder = Published(scene: scene)
    try folder.publish()
    let note = try scene.text("cong-bo/checkpoint").replacing("\n50\n", with: "\n4294967296\n")
    try scene.write(note, to: "cong-bo/checkpoint")
    let findings = try folder.findings()
    #expect(findings.contains { $0.code == "file.unreadable" }, "\(findings)")
  }

  @Test func `another key, and says which of the ledger's keys the right one is`() throws {
    let scene = try Scene(.imported())
    let folder = Published(scene: scene)
    try folder.publish()
    let nowhere = ["KIEMDO_KEYS": scene.path("trong")]
    let keys = try scene.done("keys", "--format", "json").json()["keys"]
    let (ledgerKey, officerKey) = (try #require(keys[0]["key"].text), try #require(keys[1]["key"].text))
    let genuine = try scene.done(
      "verify", "--tiles", "cong-bo", "--key", ledgerKey, "--format", "json", env: nowhere
    ).json()
    #expect(genuine["verdict"].text == "genuine")
    #expect(genuine["key"]["since"].number == 0)
    #expect(genuine["key"]["until"].isNull)
    let officer = try scene.run("verify", "--tiles", "cong-bo", "--key", officerKey, env: nowhere)
    #expect(officer.status == 64 && officer.err.contains("cán bộ"), "\(officer)")
    let stranger = try Scene()
    try stranger.done("init", "--unit-name", "T", "--officer", "lan", "--officer-name", "Lan")
    let strange = try #require(try stranger.done("keys", "--format", "json").json()["keys"][0]["key"].text)
    let other = try scene.run("verify", "--tiles", "cong-bo", "--key", strange, env: nowhere)
    #expect(other.status == 1 && other.out.contains("không phải của khóa này"), "\(other)")
    let alone = try scene.done("verify", "--tiles", "cong-bo", "--format", "json", env: nowhere).json()
    #expect(alone["verdict"].text == "consistent")
    let plain = try scene.done("verify", "--key", ledgerKey, "--lang", "en", env: nowhere)
    #expect(plain.out.contains("The key given is the ledger's first, and in force."), "\(plain)")
  }

  @Test func `what witnesses say travels with it, and no other option is passed over in silence`() throws {
    let witnessed = try Witnessed(.imported())
    let scene = witnessed.scene
    let folder = Published(scene: scene)
    try folder.publish()
    let ask = ["verify", "--tiles", "cong-bo", "--policy", "chinh-sach.txt", "--format", "json"]
    let alone = try scene.run(ask)
    #expect(alone.status == 1, "\(alone)")
    #expect(try alone.json()["policy"]["coversHead"].flag == false)
    try witnessed.cosign(from: "0")
    #expect(try folder.publish()["written"].items.map { $0["file"].text } == ["checkpoint"])
    let line = try scene.text("chu-ky.txt")
    #expect(try scene.text("cong-bo/checkpoint").hasSuffix(line))
    let covered = try scene.run(ask)
    #expect(covered.status == 0, "\(covered)")
    #expect(try covered.json()["policy"]["coversHead"].flag == true)
    // A proof against this head carries the witness's line too.
    #expect(try scene.done("proof", "@7").out.hasSuffix(line))
    for other in [["--output", "x.pdf"], ["--proof", "x"], ["--deadline", "25/04/2023"]] {
      let refused = try scene.run(["verify", "--tiles", "cong-bo"] + other)
      #expect(refused.status == 64, "\(refused)")
    }
  }

  @Test func `its witnesses answer a deadline, without the ledger`() throws {
    let witnessed = try Witnessed(.imported())
    let scene = witnessed.scene
    scene.clock = "2023-04-24T01:00:00.000Z"
    try witnessed.cosign(from: "0")
    try Published(scene: scene).publish()
    let nowhere = ["KIEMDO_LEDGER": scene.path("khong-co"), "KIEMDO_KEYS": scene.path("khong")]
    func ask(_ options: String..., status: Int32, format: String = "json") throws -> Output {
      let output = try scene.run(
        ["verify", "--tiles", "cong-bo", "--policy", "chinh-sach.txt", "--format", format] + options, env: nowhere)
      #expect(output.status == status, "\(output)")
      return output
    }
    let inTime = try ask("--deadline", "25/04/2023", status: 0).json()["policy"]["deadline"]
    #expect(inTime["answer"].text == "inTime" && inTime["position"].number == 49)
    let early = try ask("--deadline", "2023-04-24T00:59:59Z", "--at", "@7", status: 1).json()["policy"]["deadline"]
    #expect(early["answer"].text == "claimedInTime" && early["position"].number == 7)
    #expect(early["recordedAt"].text == "2023-04-20T01:00:00.000Z" && early["vouchedAt"].number == 1_682_298_000)
    let text = try ask("--deadline", "24/04/2023 07:59", status: 1, format: "text").out
    #expect(text.contains("TỰ NÓI là đúng hạn") && text.contains("chỉ cho thấy điểm chốt mới nhất"), "\(text)")
    let rows = try ask("--deadline", "24/04/2023 07:59", status: 1, format: "csv").csv()
    #expect(rows.map { $0["code"] } == ["policy.deadline", "consistent"], "\(rows)")
    #expect(try ask("--deadline", "identities", status: 64).err.contains("không có bộ quy định"))
    #expect(try ask("--deadline", "25/04/2023", "--at", "@50", status: 66).err.contains("Không có số ghi 50"))
  }
}
