import Foundation
import Testing

@Suite struct `mistaken scans are taken back, and handwriting is keyed` {
  @Test func `unsign needs a reason and a signed sheet`() throws {
    let pile = try Pile()
    let scene = pile.scene
    let code = try pile.code(3)
    try scene.refused(65, "unsign", code, "--reason", "Quét nhầm")
    try scene.done("sign", code)
    try scene.refused(64, "unsign", code)
    try scene.refused(64, "unsign", code, "--reason", "")
    try scene.done("unsign", code, "--reason", "Quét nhầm")
    #expect(try scene.done("history", "3").out.contains("Quét nhầm"))
    try scene.done("sign", code)
    try scene.expectSound()
  }

  @Test func `a sheet with handwriting is collected, first in status, and closed by its correction`() throws {
    let pile = try Pile()
    let scene = pile.scene
    let code = try pile.code(3)
    let collected = try scene.done("sign", "--corrected", code, "--format", "json").json()
    #expect(collected["purpose"].text == "returned")
    #expect(collected["accepted"].number == 1)
    #expect(try scene.count("sheet.signed") == 0)
    #expect(try scene.done("show", "3").out.contains("đã thu, có sửa, chờ nhập"))
    #expect(try scene.done("list", "--state", "returned", "--format", "json").json()["candidates"].items.count == 1)
    // It is not signed before it is keyed.
    #expect(try outcomes(try scene.refused(1, "sign", code, "--format", "json")) == ["awaitsCorrection"])
    try scene.done("correct", code, "a4=031205558246")
    #expect(try scene.done("status", "--format", "json").json()["returned"].items.isEmpty)
    #expect(try scene.done("list", "--state", "returned", "--format", "json").json()["candidates"].items.isEmpty)
    try scene.expectSound()
  }

  @Test func `or closed without a change, with a reason`() throws {
    let pile = try Pile()
    let scene = pile.scene
    let code = try pile.code(4)
    try scene.refused(65, "correct", code, "--none", "--reason", "Không có gì để đóng")
    try scene.write("\(code)\n", to: "sua.txt")
    try scene.done("sign", "--corrected", "--from", "sua.txt")
    try scene.refused(64, "correct", code, "--none")
    try scene.refused(64, "correct", code, "--none", "a4=031205586367", "--reason", "Cả hai")
    try scene.done("correct", code, "--none", "--reason", "Thí sinh gạch nhầm")
    #expect(try scene.done("status", "--format", "json").json()["returned"].items.isEmpty)
    // Nothing changed, so this very sheet may still be signed.
    try scene.done("sign", code)
    try scene.expectSound()
  }

  @Test func `a sheet is collected once`() throws {
    let pile = try Pile()
    let scene = pile.scene
    try scene.done("sign", "--corrected", try pile.code(3))
    try scene.refused(1, "sign", "--corrected", try pile.code(3))
    try scene.done("withdraw", "4", "--reason", "Đi nước ngoài")
    try scene.refused(1, "sign", "--corrected", try pile.code(4))
    try scene.expectSound()
  }
}
