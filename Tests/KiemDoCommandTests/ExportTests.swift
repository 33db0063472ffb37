import Foundation
import Testing

@Suite struct `export gives back what the sector database can take` {
  /// The cells of one line without quotes.
  private func rows(_ text: String) -> [String] { text.split(separator: "\r\n").map(String.init) }

  @Test func `all records import again as no change`() throws {
    let scene = try Scene(.imported())
    try scene.done("correct", "3", "a4=031205558246", "--reason", "Theo CCCD")
    let result = try scene.done("export", "--output", "xuat.csv", "--format", "json").json()
    #expect(result["rows"].number == 45)
    let text = try scene.text("xuat.csv")
    #expect(text.hasPrefix("\u{FEFF}"))
    #expect(text.contains("Đặng Gia Bảo"))
    #expect(text.contains("07/11/2005"))
    #expect(text.contains("031205558246"))
    #expect(try scene.mode(scene.path("xuat.csv")) == 0o600)
    let size = try scene.size()
    try scene.done("import", "xuat.csv", "--reason", "Nhập lại bản xuất")
    #expect(try scene.size() == size)
    try scene.done("withdraw", "4", "--reason", "Đi nước ngoài")
    try scene.done("export", "--output", "xuat.csv", "--class", "12A1")
    #expect(!(try scene.text("xuat.csv").contains("Trần Hữu Phước")))
    try scene.refused(66, "export", "--output", "x.csv", "--class", "12Z9")
    try scene.refused(74, "export", "--output", scene.path("khong-co/x.csv"))
    try scene.expectSound()
  }

  @Test func `only what changed since the last import, old and new`() throws {
    let scene = try Scene(.imported())
    try scene.done("correct", "3", "a4=031205558246", "--reason", "Theo CCCD")
    try scene.done("correct", "4", "a7-dt=0912345678", "--reason", "Nhầm")
    try scene.done("correct", "4", "a7-dt=0956568569", "--reason", "Sửa lại như cũ")
    let result = try scene.done("export", "--changes", "--output", "sua.csv", "--format", "json").json()
    #expect(result["rows"].number == 1)
    let text = try scene.text("sua.csv")
    #expect(rows(text).count == 2)
    #expect(text.contains("031205558245") && text.contains("031205558246"))
    #expect(!text.contains("0912345678"))
    try scene.expectSound()
  }

  @Test(arguments: ["=1+1", "+84912", "-1", "@SUM(A1)", "=HYPERLINK(\"http://a\")", "\t=1"])
  func `no cell becomes a formula`(_ danger: String) throws {
    let scene = try Scene(.imported())
    _ = try scene.run("correct", "3", "a3a=\(danger)", "--reason", "Theo giấy")
    try scene.done("export", "--output", "xuat.csv")
    try scene.done("export", "--changes", "--output", "sua.csv")
    for name in ["xuat.csv", "sua.csv"] {
      for line in rows(try scene.text(name)) {
        for cell in line.replacing("\u{FEFF}", with: "").split(separator: ",") {
          let first = cell.first == "\"" ? cell.dropFirst().first : cell.first
          #expect(!["=", "+", "-", "@", "\t"].contains(first), "\(name): \(cell)")
        }
      }
    }
    try scene.expectSound()
  }
}
