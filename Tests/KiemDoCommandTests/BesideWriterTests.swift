import Foundation
import Testing

@Suite struct `beside another writer` {
  @Test func `an officer who could not be added can be added later`() throws {
    let scene = try Scene(.school())
    let holder = try scene.hold(seconds: 60)
    try scene.refused(75, "officer", "add", "hoa", "--name", "Trần Thị Hoa")
    holder.kill()
    try holder.wait()
    try scene.done("officer", "add", "hoa", "--name", "Trần Thị Hoa")
    try scene.expectSound()
    try scene.write(try Sample.text(), to: "12A1.csv")
    try scene.done("import", "12A1.csv", "--reason", "Nhập", "--officer", "hoa")
  }

  @Test func `verify never takes what is just being written for an alteration`() throws {
    let scene = try Scene(.imported())
    for round in 0..<10 {
      let writers = try (0..<2).map {
        try scene.start("correct", "\(3 + $0)", "phone=09123456\(10 + round)", "--reason", "Phụ huynh báo")
      }
      var rounds = 0
      repeat {
        let output = try scene.run("verify", "--format", "json")
        #expect(output.status == 0, "round \(round): \(output)")
        #expect(try output.json()["findings"].items.isEmpty, "round \(round): \(output)")
        rounds += 1
      } while writers.contains { $0.isRunning } && rounds < 50
      for writer in writers { #expect([0, 75].contains(try writer.wait().status)) }
    }
    try scene.expectSoundAfterReading()
  }

  @Test func `verify waits for whoever is just writing the projections`() throws {
    let scene = try Scene(.imported())
    let writer = try Child(
      "/usr/bin/sqlite3", ["-batch", scene.ledger + ".projections"], in: scene,
      stdin: "BEGIN EXCLUSIVE;\n.shell touch giu; sleep 1\nCOMMIT;\n", env: [:])
    for _ in 0..<500 where !scene.exists("giu") { usleep(10_000) }
    try #require(scene.exists("giu"))
    try scene.expectSound()
    try writer.wait()
  }
}
