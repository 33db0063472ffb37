import Foundation
import Testing

/// `Documentation/auditing.md` walks an auditor from a file to a signed conclusion: its commands are run as they stand.
@Suite struct `the page that walks an auditor` {
  private static let repository = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  @Test func `gives both languages the same commands, and they run`() throws {
    let page = try String(contentsOf: Self.repository.appending(path: "Documentation/auditing.md"), encoding: .utf8)
    let vietnamese = try Self.commands(in: page, under: "Tiếng Việt")
    #expect(vietnamese.split(separator: "\n").count > 15, "the page has its commands")
    #expect(try vietnamese == Self.commands(in: page, under: "English"))

    let pile = try Pile()
    let school = pile.scene
    let medium = school.path("usb")
    try FileManager.default.createDirectory(atPath: medium, withIntermediateDirectories: true)
    // The Department kept the mail; it never was on the stick.
    try school.write("Kính gửi Sở,\n\n" + school.done("checkpoint").out, to: "thu.txt")
    try school.done("sign", try pile.code(3))
    try school.done("correct", "3", "phone=0912345678", "--reason", "Gia đình báo lại")
    try FileManager.default.copyItem(atPath: school.ledger, toPath: medium + "/so.kiemdo")

    let auditor = try Scene()
    let script = """
      set -euo pipefail
      cd \(auditor.folder)
      unset KIEMDO_LEDGER KIEMDO_KEYS
      export PATH=\(URL(filePath: try Tool.kiemdo()).deletingLastPathComponent().path):$PATH
      export USB=\(medium) MA=\(try pile.digits(2)) KHOA='\(try Self.key(of: school))'
      export CU=\(school.path("thu.txt")) KIEMDO=\(Self.repository.path)

      """
    let output = try Child("/bin/bash", ["-c", script + vietnamese], in: auditor, stdin: nil, env: [:]).wait()
    #expect(output.status == 0, "\(output)")
    #expect(output.out.contains("KẾT LUẬN: nguyên vẹn và đúng là sổ của khóa đã cho"), "\(output)")
    for name in ["bien-nhan.pdf", "to-doi-chieu.pdf", "bao-cao.pdf", "ket-luan.pdf", "lich-su.pdf", "khac-nhau.pdf"] {
      #expect(try auditor.bytes(name).prefix(4) == Data("%PDF".utf8), "\(name)")
    }
    #expect(try auditor.text("sua-theo-gia-dinh.csv").contains("Gia đình báo lại"))
    #expect(try FileManager.default.contentsOfDirectory(atPath: medium).sorted() == ["so.kiemdo"])
  }

  /// The shell blocks of one part, one after another.
  private static func commands(in page: String, under heading: String) throws -> String {
    let part = try #require(page.components(separatedBy: "\n## ").first { $0.hasPrefix(heading + "\n") })
    return part.components(separatedBy: "```sh\n").dropFirst().compactMap {
      $0.components(separatedBy: "```").first
    }.joined()
  }

  private static func key(of school: Scene) throws -> String {
    let rows = try school.done("keys", "--format", "json").json()["keys"].items
    return try #require(rows.first { $0["role"].text == "ledger" }?["key"].text)
  }
}
