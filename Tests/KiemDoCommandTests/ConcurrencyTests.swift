import Foundation
import Testing

@Suite struct `two processes write at once and nothing is lost` {
  @Test func `each append is there, or was refused as try again`() throws {
    let scene = try Scene(.imported())
    let children = try (1...8).map { number in
      try scene.start("correct", String(number), "a7-dt=091234567\(number)", "--reason", "Máy \(number)")
    }
    var done = 0
    for (index, child) in children.enumerated() {
      let output = try child.wait()
      #expect([0, 75].contains(output.status), "\(output)")
      let phone = try scene.done("show", String(index + 1), "--format", "json").json()["fields"]["phone"].text
      #expect((phone == "091234567\(index + 1)") == (output.status == 0))
      if output.status == 0 { done += 1 } else { #expect(output.err.contains("Chưa ghi gì"), "\(output)") }
    }
    #expect(try scene.count("candidate.corrected") == done)
    #expect(done >= 1)
    try scene.expectSoundAfterReading()
  }

  @Test func `of two corrections of one record both are kept, or one is told what came in between`() throws {
    let scene = try Scene(.imported())
    let children = try (1...6).map { try scene.start("correct", "3", "a7-dt=091234567\($0)", "--reason", "Máy \($0)") }
    let outputs = try children.map { try $0.wait() }
    for output in outputs where output.status != 0 {
      #expect(output.status == 75, "\(output)")
      #expect(output.err.contains("Chưa ghi gì") || output.err.contains("chưa ghi gì"), "\(output)")
    }
    #expect(try scene.count("candidate.corrected") == outputs.count { $0.status == 0 })
    // Every old value is what the log before it said: verify checks that.
    try scene.expectSoundAfterReading()
  }

  @Test func `two imports of one file register nobody twice`() throws {
    let scene = try Scene(.school())
    try scene.write(try Sample.text(), to: "12A1.csv")
    let children = try (1...3).map { try scene.start("import", "12A1.csv", "--reason", "Máy \($0)") }
    let statuses = try children.map { try $0.wait().status }
    #expect(statuses.contains(0))
    #expect(statuses.allSatisfy { [0, 75].contains($0) }, "\(statuses)")
    #expect(try scene.count("candidate.registered") == 45)
    try scene.expectSoundAfterReading()
  }

  @Test func `two prints at once give every sheet its own code`() throws {
    let scene = try Scene(.imported())
    let children = try (3...5).map { try scene.start("print", "\($0)", "--output", "phieu-\($0).pdf") }
    let outputs = try children.map { try $0.wait() }
    #expect(outputs.allSatisfy { [0, 75].contains($0.status) }, "\(outputs)")
    #expect(try scene.count("sheet.printed") == outputs.count { $0.status == 0 })
    for (index, output) in outputs.enumerated() {
      #expect(scene.exists("phieu-\(index + 3).pdf") == (output.status == 0))
    }
    try scene.expectSoundAfterReading()
  }

  @Test func `one sheet scanned at two desks is signed once`() throws {
    let scene = try Scene(.printed())
    let codes = try scene.done("list", "--format", "json").json()["candidates"].items.compactMap { $0["sheet"].text }
    let children = try (0..<3).map { try scene.start("sign", codes[0], codes[1 + $0]) }
    for child in children {
      let output = try child.wait()
      #expect([0, 1, 75].contains(output.status), "\(output)")
    }
    let signed = try scene.query("SELECT count(DISTINCT stream), count(*) FROM event WHERE type = 'sheet.signed'")
      .split(separator: "|")
    #expect(signed[0] == signed[1], "somebody's sheet was signed twice")
    try scene.expectSoundAfterReading()
  }

  @Test func `the second waits for the first`() throws {
    let scene = try Scene(.imported())
    let holder = try scene.hold(seconds: 1)
    try scene.done("correct", "3", "a7-dt=0912345678", "--reason", "Phụ huynh báo")
    try holder.wait()
    try scene.expectSoundAfterReading()
  }

  @Test func `and after five seconds is told who holds the ledger`() throws {
    let scene = try Scene(.imported())
    let holder = try scene.hold(seconds: 60)
    let began = Date()
    let output = try scene.refused(75, "correct", "3", "a7-dt=0912345678", "--reason", "Phụ huynh báo")
    let waited = Date().timeIntervalSince(began)
    #expect(waited >= 4.5 && waited < 30, "\(waited) s")
    for word in ["hoa", "import", "4711", "Chưa ghi gì"] { #expect(output.err.contains(word), "\(word): \(output)") }
    // Readers wait for nobody.
    #expect(try scene.done("show", "3").out.contains("Đặng Gia Bảo"))
    holder.kill()
    _ = try holder.wait()
    // The lock went with its holder, whatever the file still says.
    try scene.done("correct", "3", "a7-dt=0912345678", "--reason", "Phụ huynh báo")
    try scene.expectSoundAfterReading()
  }

  @Test func `a lock of SQLite's own is waited for and refused in time too`() throws {
    let scene = try Scene(.imported())
    let holder = try LongReader(of: scene, writes: true)
    let output = try scene.run("correct", "3", "a7-dt=0912345678", "--reason", "Phụ huynh báo")
    #expect(output.status == 75, "\(output)")
    holder.end()
    try scene.done("correct", "3", "a7-dt=0912345678", "--reason", "Phụ huynh báo")
    try scene.expectSoundAfterReading()
  }
}
