import Foundation
import Testing

/// Ð (eth, U+00D0) looks like Đ (U+0110), and some keyboards and spreadsheets write it for that.
@Suite struct `an eth is the letter Đ` {
  @Test func `in a correction`() throws {
    let scene = try Scene(.imported())
    try scene.done("correct", "3", "fullName=NGUYỄN \u{D0}ỨC BẢO", "--reason", "Theo giấy khai sinh")
    let name = try #require(try scene.done("show", "3", "--format", "json").json()["fields"]["fullName"].text)
    #expect(name == "NGUYỄN \u{110}ỨC BẢO")
    #expect(!name.unicodeScalars.contains("\u{D0}"))
    try scene.expectSound()
  }

  /// Another way to write the capitals is a question of which name to keep, never another candidate.
  @Test(arguments: [("Nguyễn \u{D0}ức Bảo", 0), ("NGUYỄN \u{D0}ỨC BẢO", 1), ("NGUYỄN \u{110}ỨC BẢO", 1)])
  func `in a list, which finds the same candidate`(_ name: String, _ unchanged: Int) throws {
    let scene = try Scene(.imported())
    try scene.done("correct", "3", "fullName=NGUYỄN \u{D0}ỨC BẢO", "--reason", "Theo giấy khai sinh")
    try scene.write(Sample.list(",\(name),07/11/2005,Nam,Kinh,12A1,"), to: "lai.csv")
    let account = try scene.run("import", "lai.csv", "--reason", "Nhập lại", "--format", "json").json()
    #expect(account["new"].number == 0)
    #expect(account["unchanged"].number == unchanged)
    #expect(account["problems"].items.map { $0["kind"].text } == (unchanged == 1 ? [] : ["conflict"]))
    #expect(try scene.count("candidate.registered") == 45)
    try scene.expectSound()
  }
}
