import Foundation
import Testing

@Suite struct `kill -9 leaves all of an append or nothing` {
  /// Waits for the moment to strike: until `isReached`, or the child ended before.
  private func wait(for child: Child, until isReached: () -> Bool) {
    while child.isRunning, !isReached() { usleep(500) }
  }

  private func logSize(_ scene: Scene) -> Int {
    let attributes = try? FileManager.default.attributesOfItem(atPath: scene.ledger + "-wal")
    return (attributes?[.size] as? NSNumber)?.intValue ?? 0
  }

  /// The key folder never knows more than the ledger holds.
  private func expectKeptCheckpointHolds(_ scene: Scene) throws {
    let kept = try String(contentsOfFile: try scene.keyFolder() + "/checkpoint", encoding: .utf8)
    let size = try #require(Int(kept.split(separator: "\n")[1]))
    #expect(size <= (try scene.size()), "the key folder knows of \(size) events")
  }

  /// Where in the work the power is cut: before it, in it, and after the commit.
  enum Moment: Sendable {
    case afterMilliseconds(Int)
    case logHolds(Int)
    case logWasTakenBack
  }

  private func strike(_ child: Child, _ scene: Scene, _ moment: Moment) {
    switch moment {
    case .afterMilliseconds(let delay): usleep(UInt32(delay) * 1000)
    case .logHolds(let bytes): wait(for: child) { logSize(scene) >= bytes }
    case .logWasTakenBack:
      wait(for: child) { logSize(scene) > 0 }
      wait(for: child) { logSize(scene) == 0 }
    }
    child.kill()
  }

  private func expectAllOrNothing(of rows: Int, _ scene: Scene) throws {
    let registered = try scene.count("candidate.registered")
    #expect(registered == 0 || registered == rows, "\(registered) of \(rows)")
    try expectKeptCheckpointHolds(scene)
    // The next command works, with projections that were left behind.
    let shown = try scene.run("show", "\(rows)")
    #expect(shown.status == (registered == 0 ? 66 : 0), "\(shown)")
    try scene.expectSoundAfterReading()
    let again = try scene.done("import", "lon.csv", "--reason", "Nhập lại", "--format", "json").json()
    #expect(again["new"].number == rows - registered)
    #expect(try scene.count("candidate.registered") == rows)
    try scene.expectSoundAfterReading()
  }

  @Test(arguments: [
    Moment.afterMilliseconds(40), .logHolds(1), .logHolds(100_000), .logHolds(1_000_000), .logWasTakenBack,
  ])
  func `during an import of 1,500 rows`(_ moment: Moment) throws {
    let scene = try Scene(.school())
    try scene.write(Sample.pupils(1500), to: "lon.csv")
    let child = try scene.start("import", "lon.csv", "--reason", "Nhập")
    strike(child, scene, moment)
    _ = try child.wait()
    try expectAllOrNothing(of: 1500, scene)
  }

  @Test func `during an import of 20,000 rows`() throws {
    let scene = try Scene(.school())
    try scene.write(Sample.pupils(20_000), to: "lon.csv")
    let child = try scene.start("import", "lon.csv", "--reason", "Nhập")
    strike(child, scene, .logHolds(4_000_000))
    let output = try child.wait()
    #expect(output.status == 128 + SIGKILL, "it was still at work: \(output)")
    #expect(try scene.count("candidate.registered") == 0)
    try expectKeptCheckpointHolds(scene)
    #expect(!scene.exists("so.kiemdo-journal"))
    try scene.done("add", "fullName=Nguyễn Văn An", "--reason", "Sau khi mất điện")
    try scene.expectSoundAfterReading()
  }

  @Test(arguments: [
    Moment.afterMilliseconds(60), .logHolds(1), .logHolds(50_000), .logWasTakenBack, .afterMilliseconds(500),
  ])
  func `during a print`(_ moment: Moment) throws {
    let scene = try Scene(.imported())
    let child = try scene.start("print", "--all", "--output", "phieu.pdf")
    strike(child, scene, moment)
    let killed = try child.wait()
    let printed = try scene.count("sheet.printed")
    #expect(printed == 0 || printed == 45, "\(printed) of 45")
    // The file is there as a whole or not at all, and never without its events.
    if scene.exists("phieu.pdf") {
      #expect(printed == 45)
      #expect(try Tool.run("/usr/bin/pdfinfo", "phieu.pdf", in: scene).out.contains("Pages:"), "\(killed)")
    }
    try expectKeptCheckpointHolds(scene)
    try scene.expectSoundAfterReading()
    let listed = try scene.done("list", "--format", "json").json()["candidates"].items
    #expect(listed.count { !$0["sheet"].isNull } == printed)
    if printed == 45 {
      let code = try #require(listed[0]["sheet"].text)
      try scene.done("reprint", "--run", code, "--output", "lai.pdf")
      if scene.exists("phieu.pdf") { #expect(try scene.bytes("lai.pdf") == scene.bytes("phieu.pdf")) }
      try scene.done("sign", code)
    } else {
      try scene.done("print", "--all", "--output", "phieu.pdf")
    }
    try scene.expectSoundAfterReading()
  }

  @Test func `many times over, at random moments`() throws {
    let seed = UInt64.random(in: 0 ... .max)
    var random = SplitMix(state: seed)
    let scene = try Scene(.imported())
    for round in 0..<12 {
      let child = try scene.start(
        "correct", "\(1 + round)", "a7-dt=09\(10_000_000 + Int.random(in: 0..<9_999_999, using: &random))", "--reason",
        "Lần \(round)")
      usleep(UInt32.random(in: 0..<150_000, using: &random))
      child.kill()
      _ = try child.wait()
      try expectKeptCheckpointHolds(scene)
      #expect(try scene.run("show", "\(1 + round)").status == 0, "seed \(seed), round \(round)")
    }
    try scene.done("correct", "40", "a7-dt=0912345678", "--reason", "Sau cùng")
    #expect(try scene.run("verify").status == 0, "seed \(seed)")
    try scene.expectSoundAfterReading()
  }
}

/// Steele, Lea, Flood: Fast splittable pseudorandom number generators, 2014.
struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
