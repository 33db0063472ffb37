import Foundation
import Testing

@Suite struct `sign takes only options that fit what is signed` {
  private func listCode(_ scene: Scene) throws -> String {
    let made = try scene.done("class-list", "--class", "12A1", "--output", "ds.pdf", "--format", "json").json()
    return try #require(made["code"].text)
  }

  @Test func `a class list can't come back as a corrected sheet`() throws {
    let scene = try Scene(.printed())
    let code = try listCode(scene)
    let output = try scene.refused(1, "sign", "--corrected", code, "--format", "json")
    #expect(try outcomes(output) == ["notASheet"], "\(output)")
    try scene.done("sign", code)
    try scene.expectSound()
  }

  @Test func `an exception has to be a row of the list`() throws {
    let scene = try Scene(.printed())
    let code = try listCode(scene)
    try scene.refused(64, "sign", code, "--except", "900")
    try scene.refused(64, "sign", code, "--except", "7,46")
    #expect(try scene.count("classList.signed") == 0)
    try scene.done("sign", code, "--except", "7,45")
    #expect(try scene.count("classList.signed") == 1)
    try scene.expectSound()
  }

  @Test func `one sheet has no exceptions`() throws {
    let pile = try Pile()
    try pile.scene.refused(64, "sign", try pile.code(3), "--except", "7")
    #expect(try pile.scene.count("sheet.signed") == 0)
    try pile.scene.done("sign", try pile.code(3))
  }

  /// It is 08:00 on 20 April in Vietnam.
  @Test func `nobody signed on a day that has not come`() throws {
    let pile = try Pile()
    for day in ["21/04/2023", "20/04/2024"] {
      try pile.scene.refused(64, "sign", try pile.code(3), "--signed-on", day)
    }
    try pile.scene.done("sign", try pile.code(3), "--signed-on", "20/04/2023")
    try pile.scene.expectSound()
  }
}
