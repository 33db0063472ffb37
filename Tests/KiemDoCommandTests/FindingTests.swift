import Foundation
import Testing

@Suite struct `a candidate is found by what people have at hand` {
  @Test func `number, identity number, ministry's id, sheet's code and id all lead to one`() throws {
    let scene = try Scene(.printed())
    let shown = try scene.done("show", "3", "--format", "json").json()
    let id = try #require(shown["id"].text)
    let code = try #require(shown["sheets"][0]["code"].text)
    for name in ["000003", "031205558245", "0338406785", id, code] {
      let output = try scene.done("show", name, "--format", "json")
      #expect(try output.json()["number"].number == 3, "\(name)")
      #expect(output.err.isEmpty, "\(name): \(output)")
    }
    try scene.refused(66, "show", "46")
    try scene.refused(66, "show", "031299999999")
  }

  @Test func `an earlier identity number still finds, and says so`() throws {
    let scene = try Scene(.imported())
    try scene.done("correct", "3", "a4=031205558246", "--reason", "Theo CCCD")
    let output = try scene.done("show", "031205558245")
    #expect(output.out.contains("Đặng Gia Bảo"))
    #expect(output.err.contains("số cũ"))
    #expect(output.err.contains("031205558246"))
    // A former number that the record itself holds counts too.
    try scene.done("correct", "4", "a4-cu=031234567", "--reason", "Theo CMND")
    let former = try scene.done("show", "031234567")
    #expect(former.out.contains("Trần Hữu Phước"))
    #expect(former.err.contains("số cũ"))
    try scene.expectSound()
  }

  @Test func `two matches are an error that lists both`() throws {
    let scene = try Scene(.imported())
    try scene.done("correct", "6", "a4=031205586366", "--reason", "Nhập trùng")
    let output = try scene.refused(66, "correct", "031205586366", "a7-dt=0912345678", "--reason", "Theo giấy")
    #expect(output.err.contains("Trần Hữu Phước"))
    #expect(output.err.contains("Nguyễn Thùy Dương"))
    try scene.expectSound()
  }

  @Test func `one late candidate comes without a file`() throws {
    let scene = try Scene(.imported())
    try scene.refused(64, "add", "fullName=Nguyễn Văn Muộn")
    try scene.refused(65, "add", "className=12A1", "--reason", "Chuyển đến")
    try scene.done(
      "add", "fullName=Nguyễn Văn Muộn", "a6-lop=12A1", "a4=031205558245", "a2=01/02/2005", "--reason", "Chuyển đến")
    let shown = try scene.done("show", "46", "--format", "json").json()
    #expect(shown["fields"]["fullName"].text == "Nguyễn Văn Muộn")
    try scene.expectSound()
  }
}
