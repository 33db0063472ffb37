import Foundation
import Testing

@Suite struct `refused lines go to a file that can be mended and imported again` {
  @Test func `the sound lines are written in one append, the others rejected with a reason`() throws {
    let scene = try Scene(.school())
    try scene.write(try Sample.text(("20/06/2005", "38523"), ("14/02/2005", "31/02/2005")), to: "12A1.csv")
    let output = try scene.run("import", "12A1.csv", "--reason", "Nhập", "--keep-going", "--rejects", "loi.csv")
    #expect(output.status == 1, "\(output)")
    #expect(output.out.contains("43 thí sinh mới"))
    #expect(try scene.count("candidate.registered") == 43)
    #expect(
      try scene.query("SELECT count(DISTINCT header ->> '$.command') FROM event WHERE type = 'candidate.registered'")
        == "1")
    let rejects = try scene.text("loi.csv")
    #expect(rejects.hasPrefix("\u{FEFF}"))
    #expect(rejects.split(separator: "\r\n").count == 3)
    #expect(rejects.contains("Lý do không nhận"))
    #expect(rejects.contains("38523"))
    #expect(try scene.mode(scene.path("loi.csv")) == 0o600)
    // Mended, it imports as it is.
    try scene.write(
      rejects.replacing("38523", with: "20/06/2005").replacing("31/02/2005", with: "14/02/2005"), to: "sua.csv")
    let again = try scene.done("import", "sua.csv", "--reason", "Đã sửa dòng lỗi")
    #expect(again.out.contains("2 thí sinh mới, 0 đính chính"), "\(again)")
    let whole = try scene.done("list", "--format", "json").json()["candidates"]
    #expect(whole.items.count == 45)
    try scene.expectSound()
  }

  @Test func `a class column that is there already is not added`() throws {
    let scene = try Scene(.school())
    try scene.write(try Sample.text(("20/06/2005", "38523")), to: "12A1.csv")
    _ = try scene.run("import", "12A1.csv", "--reason", "Nhập", "--keep-going", "--rejects", "loi.csv")
    let header = try #require(try scene.text("loi.csv").split(separator: "\r\n").first).split(separator: ",")
    #expect(header.filter { $0 == "Lớp học" }.count == 1, "\(header)")
  }

  @Test func `a refused line is not a candidate absent from the file`() throws {
    let scene = try Scene(.imported())
    try scene.write(try Sample.text(("20/06/2005", "38523")), to: "12A1.csv")
    let output = try scene.run("import", "12A1.csv", "--reason", "Nhập", "--format", "json")
    #expect(try output.json()["absent"].items.isEmpty, "\(output)")
  }

  @Test func `keep-going needs a place for the rejects`() throws {
    let scene = try Scene(.school())
    try scene.write(try Sample.text(), to: "12A1.csv")
    try scene.refused(64, "import", "12A1.csv", "--reason", "Nhập", "--keep-going")
  }
}

@Suite struct `a conflict of file and ledger is the clerk's to decide` {
  /// Phone of candidate 4: imported 0956568569, ledger …678, file …000.
  private func conflicted() throws -> Scene {
    let scene = try Scene(.imported())
    try scene.done("correct", "4", "a7-dt=0912345678", "--reason", "Phụ huynh báo")
    try scene.write(try Sample.text(("0956568569", "0912000000")), to: "moi.csv")
    return scene
  }

  private func phone(_ scene: Scene) throws -> String? {
    try scene.done("show", "4", "--format", "json").json()["fields"]["phone"].text
  }

  @Test func `it stops the import and shows both values`() throws {
    let scene = try conflicted()
    let output = try scene.refused(65, "import", "moi.csv", "--reason", "Nhập lại")
    #expect(output.err.contains("tệp 0912000000; sổ 0912345678"), "\(output)")
    #expect(output.err.contains("Chọn"))
    #expect(output.err.contains("20/04/2023"), "when the ledger was corrected: \(output)")
    try scene.expectSound()
  }

  @Test(arguments: [("file", "0912000000"), ("ledger", "0912345678")])
  func `decided for all by --prefer, and asked no more`(_ preference: String, _ kept: String) throws {
    let scene = try conflicted()
    try scene.done("import", "moi.csv", "--reason", "Nhập lại", "--prefer", preference)
    #expect(try phone(scene) == kept)
    let size = try scene.size()
    try scene.done("import", "moi.csv", "--reason", "Nhập lại")
    #expect(try scene.size() == size)
    #expect(try phone(scene) == kept)
    try scene.expectSound()
  }

  @Test(arguments: [("tệp", "0912000000"), ("sổ", "0912345678"), ("TEP", "0912000000")])
  func `chosen line by line in the rejects file`(_ word: String, _ kept: String) throws {
    let scene = try conflicted()
    let output = try scene.run("import", "moi.csv", "--reason", "Nhập lại", "--keep-going", "--rejects", "loi.csv")
    #expect(output.status == 1, "\(output)")
    let rejects = try scene.text("loi.csv").trimmingCharacters(in: .newlines)
    #expect(rejects.contains("Chọn (tệp/sổ)"))
    // The choice is the last cell of the one row.
    #expect(rejects.hasSuffix(","))
    try scene.refused(65, "import", "loi.csv", "--reason", "Chưa chọn")
    try scene.write(rejects + word + "\r\n", to: "chon.csv")
    try scene.done("import", "chon.csv", "--reason", "Đã chọn")
    #expect(try phone(scene) == kept)
    try scene.expectSound()
  }
}
