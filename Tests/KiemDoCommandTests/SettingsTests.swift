import Foundation
import Testing

@Suite struct `unit and profile are events, and what reprints show` {
  @Test func `unit set changes what it names`() throws {
    let scene = try Scene(.school())
    try scene.done(
      "unit", "set", "--code", "017", "--signatory", "KT. HIỆU TRƯỞNG\nPHÓ HIỆU TRƯỞNG", "--signatory-name",
      "Trần Văn B")
    let unit = try scene.done("unit", "show", "--format", "json").json()
    #expect(unit["name"].text == "TRƯỜNG THPT BẾN SÓNG")
    #expect(unit["code"].text == "017")
    #expect(unit["place"].text == "Hải Phòng")
    #expect(unit["signatory"].text == "KT. HIỆU TRƯỞNG\nPHÓ HIỆU TRƯỞNG")
    try scene.done("unit", "set", "--code", "")
    #expect(try scene.done("unit", "show", "--format", "json").json()["code"].isNull)
    #expect(try scene.count("unit.described") == 3)
    try scene.refused(1, "unit", "set")
    try scene.expectSound()
  }

  @Test func `a profile is checked before it is adopted`() throws {
    let scene = try Scene(.imported())
    let document = try scene.done("profile", "show").out
    try scene.write(document, to: "nhu-cu.json")
    try scene.refused(1, "profile", "adopt", "nhu-cu.json", "--reason", "Không đổi gì")
    #expect(try scene.done("profile", "check", "nhu-cu.json").out.contains("tn-thpt-2023"))
    try scene.write(document.replacing("\"type\": \"date\"", with: "\"type\": \"ngày\""), to: "sai.json")
    let bad = try scene.refused(65, "profile", "check", "sai.json")
    #expect(bad.err.contains("type"), "\(bad)")
    try scene.refused(65, "profile", "adopt", "sai.json", "--reason", "Sai")
    try scene.write("{", to: "hong.json")
    try scene.refused(65, "profile", "check", "hong.json")
    try scene.write(document.replacing("PHIẾU KIỂM DÒ THÔNG TIN CÁ NHÂN", with: "PHIẾU KHÁC"), to: "khac.json")
    try scene.done("profile", "adopt", "khac.json", "--reason", "Sở hướng dẫn lại")
    #expect(try scene.count("profile.adopted") == 2)
    try scene.expectSound()
  }
}
