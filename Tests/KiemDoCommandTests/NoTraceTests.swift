import Foundation
import Testing

/// Whether a command reads; which arguments show it at work. `ELSEWHERE/` stands for a folder away from the ledger, `CODE` for
/// the code of candidate 3's sheet, `LEDGER` for the ledger.
private enum Kind {
  case reads([String])
  case writes
}

/// Every command there is.
private let commands: [String: Kind] = [
  "show": .reads(["show 3", "show 3 --as-of @20 --format json", "show 3 --as-of 21/04/2023"]),
  "list": .reads(["list", "list --class 12A1 --format csv", "list --state stale", "list --as-of @30"]),
  "status": .reads(["status", "status --format json", "status --as-of @40"]),
  "history": .reads(["history 3", "history 3 --format json", "history --sheet CODE --output ELSEWHERE/h.pdf"]),
  "diff": .reads([
    "diff 3 @20 @60", "diff --all @40 @60 --output ELSEWHERE/k.pdf", "diff --class 12A1 @20 @90 --format csv",
  ]),
  "blame": .reads(["blame 3", "blame 3 --format json", "blame 3 --output ELSEWHERE/l.pdf"]),
  "find": .reads(["find dang", "find dang --output ELSEWHERE/m.pdf", "find Đặng --exact --format json"]),
  "audit": .reads([
    "audit", "audit --late --format json", "audit report --class 12A1 --output ELSEWHERE/f.pdf", "audit summary",
    "audit officers", "audit exceptions", "audit sample 5 --seed @50",
  ]),
  "export": .reads(["export --output ELSEWHERE/a.csv", "export --changes --output ELSEWHERE/b.csv"]),
  "reprint": .reads(["reprint CODE --output ELSEWHERE/c.pdf", "reprint --run CODE --output ELSEWHERE/d.pdf"]),
  "verify": .reads(["verify", "verify --format json", "verify --format csv", "verify --output ELSEWHERE/g.pdf"]),
  "proof": .reads(["proof @10", "proof 3 --output ELSEWHERE/chung-minh", "proof --consistency 5 50"]),
  "publish": .reads(["publish ELSEWHERE/cong-bo"]),
  "receive": .reads(["receive LEDGER --to ELSEWHERE/nhan"]),
  "checkpoint": .reads(["checkpoint", "checkpoint --format json", "checkpoint --for-witness 0"]),
  "keys": .reads(["keys", "keys --format json"]),
  "backup": .reads(["backup ELSEWHERE/e.kiemdo"]),
  "unit": .reads(["unit show"]),
  "profile": .reads(["profile show"]),
  "officer": .reads(["officer list"]),
  "import": .reads(["import ELSEWHERE/12A1.csv --dry-run --reason Xem"]),
  "init": .writes, "practice": .writes, "add": .writes, "correct": .writes, "withdraw": .writes, "restore": .writes,
  "print": .writes, "class-list": .writes, "sign": .writes, "unsign": .writes, "rebuild": .writes, "resume": .writes,
  "clock": .writes, "erase": .writes,
  // Of a witness's own folder, not of a ledger.
  "witness": .writes, "cosign": .writes,
]

/// What a reader may meet.
enum Situation: CaseIterable, Sendable {
  case closed
  /// A killed writer's write-ahead log, and its shared memory, beside the ledger.
  case logLeft
  /// The same without the shared memory, as it is copied by hand.
  case logLeftAlone
  case projectionsAbsent
  case projectionsBehind
  case projectionsDamaged
  /// A writer was killed while it wrote the projections.
  case projectionsHalfWritten
  /// A writer was killed while it erased.
  case erasureMarked
}

/// A school on a medium of its own: ledger, projections and keys in one folder.
private final class Medium {
  let scene: Scene
  var folder: String { scene.path("dia") }
  private let code: String

  init(_ situation: Situation) throws {
    scene = try Scene(.printed())
    for name in ["dia", "noi-khac", "tam"] {
      try FileManager.default.createDirectory(atPath: scene.path(name), withIntermediateDirectories: true)
    }
    code = try #require(try scene.done("show", "3", "--format", "json").json()["sheets"][0]["code"].text)
    try scene.write(try Sample.text(), to: "noi-khac/12A1.csv")
    try Self.prepare(situation, scene)
    for name in try FileManager.default.contentsOfDirectory(atPath: scene.folder) where name.hasPrefix("so.kiemdo") {
      try FileManager.default.moveItem(atPath: scene.path(name), toPath: folder + "/" + name)
    }
    try FileManager.default.moveItem(atPath: scene.keyRoot, toPath: folder + "/keys")
    scene.environment["KIEMDO_LEDGER"] = folder + "/so.kiemdo"
    scene.environment["KIEMDO_KEYS"] = ""
    scene.environment["TMPDIR"] = scene.path("tam")
  }

  private static func prepare(_ situation: Situation, _ scene: Scene) throws {
    let projections = scene.ledger + ".projections"
    switch situation {
    case .closed: break
    case .logLeft, .logLeftAlone:
      let reader = try LongReader(of: scene)
      try scene.done("correct", "3", "phone=0912345678", "--reason", "Phụ huynh báo")
      reader.end()
      try #require(scene.exists("so.kiemdo-shm"))
      try #require(try scene.bytes("so.kiemdo-wal").count > 4096)
      if situation == .logLeftAlone { try FileManager.default.removeItem(atPath: scene.ledger + "-shm") }
    case .erasureMarked: try scene.write("", to: "so.kiemdo.erasing")
    case .projectionsAbsent: try FileManager.default.removeItem(atPath: projections)
    case .projectionsBehind:
      let old = try scene.bytes("so.kiemdo.projections")
      try scene.done("correct", "3", "phone=0912345678", "--reason", "Phụ huynh báo")
      try scene.write(old, to: "so.kiemdo.projections")
    case .projectionsDamaged: try scene.write("hỏng\n", to: "so.kiemdo.projections")
    case .projectionsHalfWritten:
      _ = try scene.sqlite(
        """
        PRAGMA journal_mode = TRUNCATE; PRAGMA cache_size = 1; BEGIN IMMEDIATE;
        UPDATE candidate SET body = 'hỏng' || body;
        .shell kill -9 $PPID
        """, file: projections)
      try #require(try scene.bytes("so.kiemdo.projections-journal").count > 0)
    }
  }

  var arguments: [[String]] {
    commands.sorted { $0.key < $1.key }.flatMap { _, kind in
      guard case .reads(let lines) = kind else { return [[String]]() }
      return lines.map { line in
        line.split(separator: " ").map {
          String($0).replacing("ELSEWHERE/", with: scene.path("noi-khac/")).replacing("CODE", with: code)
            .replacing("LEDGER", with: scene.environment["KIEMDO_LEDGER"] ?? "")
        }
      }
    }
  }

  func expectNoTrace(since before: Inventory, after what: String) throws {
    #expect(try Inventory(of: folder).differences(from: before) == [], "\(what)")
    #expect(try FileManager.default.contentsOfDirectory(atPath: scene.path("tam")) == [], "\(what)")
  }
}

@Suite struct `what reads leaves no trace` {
  @Test(arguments: Situation.allCases)
  func `no command that reads changes a file or leaves one`(_ situation: Situation) throws {
    let medium = try Medium(situation)
    let before = try Inventory(of: medium.folder)
    for arguments in medium.arguments {
      let output = try medium.scene.run(arguments)
      // Damaged projections are what `verify` is to find.
      let isFound = arguments[0] == "verify" && situation == .projectionsDamaged
      #expect(output.status == (isFound ? 1 : 0), "\(arguments): \(output)")
      try medium.expectNoTrace(since: before, after: "\(situation): \(arguments)")
    }
    if [.logLeft, .logLeftAlone, .projectionsBehind].contains(situation) {
      #expect(try medium.scene.done("show", "3").out.contains("0912345678"), "what was appended last is seen")
    }
  }

  @Test(.enabled(if: ReadOnlyMount.isPossible, "needs the right to mount"), arguments: Situation.allCases)
  func `all of them work on a medium that can't be written`(_ situation: Situation) throws {
    let medium = try Medium(situation)
    let mount = try ReadOnlyMount(of: medium.folder, in: medium.scene)
    medium.scene.environment["KIEMDO_LEDGER"] = mount.path + "/so.kiemdo"
    let before = try Inventory(of: medium.folder)
    for arguments in medium.arguments {
      let output = try medium.scene.run(arguments)
      let isFound = arguments[0] == "verify" && situation == .projectionsDamaged
      #expect(output.status == (isFound ? 1 : 0), "\(arguments): \(output)")
      try medium.expectNoTrace(since: before, after: "\(situation): \(arguments)")
    }
    mount.unmount()
  }

  @Test(arguments: [Situation.logLeft, .projectionsBehind])
  func `nor does one that is killed in the middle`(_ situation: Situation) throws {
    let medium = try Medium(situation)
    let before = try Inventory(of: medium.folder)
    for delay in stride(from: 0, through: 60_000, by: 3_000) {
      let child = try medium.scene.start(delay % 2000 == 0 ? "verify" : "list")
      usleep(UInt32(delay))
      child.kill()
      _ = try child.wait()
      #expect(try Inventory(of: medium.folder).differences(from: before) == [], "killed after \(delay) µs")
    }
  }

  @Test func `what a killed reader has left in the temporary folder, the next one clears away`() throws {
    let medium = try Medium(.logLeft)
    let left = medium.scene.path("tam/kiemdo-read-abcdef")
    try FileManager.default.createDirectory(atPath: left, withIntermediateDirectories: true)
    try Data("x".utf8).write(to: URL(filePath: left + "/ledger"))
    try medium.scene.done("show", "3")
    #expect(FileManager.default.fileExists(atPath: left), "a young one may be in use")
    try FileManager.default.setAttributes([.modificationDate: Date(timeIntervalSinceNow: -3600)], ofItemAtPath: left)
    try medium.scene.done("show", "3")
    #expect(!FileManager.default.fileExists(atPath: left))
  }

  @Test func `every command is known as one that reads or one that writes`() throws {
    let help = try Scene().done("--help").lines
    let names = help.filter { $0.hasPrefix("  ") && !$0.hasPrefix("   ") && !$0.hasPrefix("  -") }.map {
      String($0.dropFirst(2).prefix { $0 != "," && $0 != " " })
    }
    // "See 'kiemdo help …'" ends the list.
    #expect(Set(names).subtracting(["See"]) == Set(commands.keys), "\(help)")
  }
}

@Suite struct `a reader and a writer at once` {
  @Test func `a long reader sees one history, and the next writer folds the log back`() throws {
    let scene = try Scene(.imported())
    let before = try scene.bytes("so.kiemdo")
    let pipe = scene.path("ong")
    #expect(mkfifo(pipe, 0o600) == 0)
    // It has read, and waits with the ledger open until somebody takes what it writes.
    let reader = try scene.start("export", "--output", pipe)
    try #require(reader.waitUntilItWaits())
    try scene.done("correct", "3", "phone=0912345678", "--reason", "Phụ huynh báo")
    #expect(try scene.bytes("so.kiemdo") == before, "nothing moves under a reader")
    #expect(try scene.bytes("so.kiemdo-wal").count > 4096)
    // Others see what was appended.
    #expect(try scene.done("show", "3").out.contains("0912345678"))
    try scene.expectSound()
    let exported = try Tool.run("/bin/cat", pipe, in: scene).out
    #expect(try reader.wait().status == 0)
    #expect(exported.contains("0946177423") && !exported.contains("0912345678"))
    try scene.done("correct", "4", "phone=0912345679", "--reason", "Phụ huynh báo")
    #expect(!scene.exists("so.kiemdo-wal") && !scene.exists("so.kiemdo-shm"))
    #expect(try scene.bytes("so.kiemdo") != before)
    try scene.expectSound()
  }
}
