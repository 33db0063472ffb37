import Foundation
import Testing

@Suite struct `any history verifies, and its projections are what a replay gives` {
  /// A clerk's afternoon at random: what commands do, in any order.
  @Test(arguments: 0..<4)
  func `after random commands`(_ index: Int) throws {
    let seed = UInt64.random(in: 0 ... .max)
    var random = SplitMix(state: seed)
    let scene = try Scene(.imported())
    var minutes = 0
    for step in 0..<14 {
      minutes += Int.random(in: 0..<40, using: &random)
      scene.clock = String(format: "2023-04-2%d%@%02d:%02d:00.000Z", 0, "T", 1 + minutes / 60, minutes % 60)
      let number = String(Int.random(in: 1...45, using: &random))
      let phone = "09\(Int.random(in: 10_000_000...99_999_999, using: &random))"
      let codes = try scene.done("list", "--format", "json").json()["candidates"].items.compactMap { $0["sheet"].text }
      let code = codes.randomElement(using: &random) ?? "1-000000"
      let commands = [
        ["correct", number, "a7-dt=\(phone)", "--reason", "Phụ huynh báo"],
        ["correct", number, "a7-email=", "a3a=Hà Nội", "--reason", "Theo giấy khai sinh"],
        ["correct", code, "a3a=Hải Dương"], ["correct", code, "--none", "--reason", "Gạch nhầm"],
        ["withdraw", number, "--reason", "Đi nước ngoài"], ["restore", number, "--reason", "Về nước"],
        ["print", number, "--output", "a.pdf"], ["print", "--state", "stale", "--output", "a.pdf"],
        ["print", number, "--layout", "full", "--round", "2", "--output", "a.pdf"],
        ["class-list", "--class", "12A1", "--output", "a.pdf"], ["sign", code], ["sign", "--corrected", code],
        ["sign", "--class", "12A1"], ["unsign", code, "--reason", "Quét nhầm"], ["unit", "set", "--place", phone],
        ["officer", "add", "cb\(step)", "--name", "Cán bộ \(step)"],
        ["add", "fullName=Nguyễn Văn \(step)", "a6-lop=12A2", "--reason", "Chuyển đến"],
        ["import", "12A1.csv", "--reason", "Nhập lại", "--prefer", "file"],
      ]
      let command = try #require(commands.randomElement(using: &random))
      let output = try scene.run(command + ["--officer", "lan"])
      // Much of this makes no sense and is refused; nothing of it may fail otherwise.
      #expect([0, 1, 64, 65, 66].contains(output.status), "seed \(seed), step \(step), \(command): \(output)")
      if step.isMultiple(of: 5) {
        #expect(try scene.run("verify").status == 0, "seed \(seed), step \(step), \(command)")
      }
    }
    #expect(try scene.run("verify").status == 0, "seed \(seed)")
    try scene.expectSound()
    let kept = try scene.query(Self.everything, file: scene.ledger + ".projections")
    try scene.done("rebuild")
    #expect(try scene.query(Self.everything, file: scene.ledger + ".projections") == kept, "seed \(seed)")
  }

  private static let everything = """
    SELECT * FROM binding; SELECT * FROM school; SELECT * FROM candidate ORDER BY number;
    SELECT * FROM lookup ORDER BY kind, value, number; SELECT * FROM list ORDER BY position
    """
}
