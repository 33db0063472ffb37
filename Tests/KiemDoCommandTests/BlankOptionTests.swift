import Foundation
import Testing

@Suite struct `an option left blank is no value` {
  private func newest(_ scene: Scene) throws -> String {
    try scene.query("SELECT header || body FROM event NATURAL JOIN payload ORDER BY position DESC LIMIT 1")
  }

  @Test(arguments: ["", "  "])
  func `blank evidence is not recorded, and the candidate can be corrected again`(_ blank: String) throws {
    let scene = try Scene(.imported())
    try scene.done("correct", "3", "phone=0912345679", "--reason", "Phụ huynh báo", "--evidence", blank)
    let event = try newest(scene)
    #expect(event.contains("candidate.corrected"))
    #expect(!event.contains("evidence"), "\(event)")
    try scene.done("correct", "3", "phone=0912345680", "--reason", "Phụ huynh báo", "--evidence", "Đơn")
    #expect(try newest(scene).contains("evidence"))
    #expect(try scene.count("candidate.corrected") == 2)
    try scene.expectSound()
  }

  @Test(arguments: ["", "  "])
  func `a blank place is not recorded, and the sheet can be given back`(_ blank: String) throws {
    let pile = try Pile()
    let scene = pile.scene
    try scene.done("sign", try pile.code(3), "--place", blank)
    let event = try newest(scene)
    #expect(event.contains("sheet.signed"))
    #expect(!event.contains("\"place\":"), "\(event)")
    try scene.done("unsign", try pile.code(3), "--reason", "Quét nhầm")
    try scene.done("sign", try pile.code(3), "--place", "Hải Phòng")
    #expect(try newest(scene).contains("\"place\":\"Hải Phòng\""))
    try scene.expectSound()
  }

  @Test(arguments: ["", "  "])
  func `an officer without a name is refused and leaves no key`(_ blank: String) throws {
    let scene = try Scene(.school())
    let before = try scene.allFiles()
    try scene.refused(64, "officer", "add", "hoa", "--name", blank)
    #expect(try scene.allFiles().filter { $0.hasSuffix(".key") } == before.filter { $0.hasSuffix(".key") })
    try scene.done("officer", "add", "hoa", "--name", "Trần Thị Hoa")
    try scene.expectSound()
  }

  @Test(arguments: ["", "  "])
  func `a ledger of a unit or an officer without a name is not made`(_ blank: String) throws {
    let scene = try Scene()
    for (unit, officer) in [(blank, "Nguyễn Thị Lan"), ("TRƯỜNG THPT BẾN SÓNG", blank)] {
      let output = try scene.run("init", "--unit-name", unit, "--officer", "lan", "--officer-name", officer)
      #expect(output.status == 64, "\(output)")
      #expect(try scene.allFiles().isEmpty)
    }
    try scene.done(
      "init", "--unit-name", "TRƯỜNG THPT BẾN SÓNG", "--officer", "lan", "--officer-name", "Nguyễn Thị Lan")
    try scene.expectSound()
  }
}
