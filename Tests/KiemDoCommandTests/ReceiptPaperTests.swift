import Foundation
import Testing

@Suite struct `receive --output writes the receipt that both parties sign` {
  /// What another program reads from the file, each line with single spaces.
  private func read(_ name: String, in scene: Scene) throws -> [String] {
    let text = try Tool.run("/usr/bin/pdftotext", "-layout", scene.path(name), "-", in: scene)
    try #require(text.status == 0, "\(text)")
    return text.out.split(whereSeparator: \.isNewline).map { $0.split(separator: " ").joined(separator: " ") }
  }

  private func medium(_ scene: Scene) throws -> String {
    let medium = scene.path("usb")
    try FileManager.default.createDirectory(atPath: medium, withIntermediateDirectories: true)
    try FileManager.default.copyItem(atPath: scene.ledger, toPath: medium + "/so.kiemdo")
    return medium
  }

  @Test func `hashes, head, fingerprint and what was not received`() throws {
    let scene = try Scene(.imported())
    let medium = try medium(scene)
    let before = try Inventory(of: medium)
    let output = try scene.run(
      "receive", "usb/so.kiemdo", "usb/khac.kiemdo", "--to", "nhan", "--output", "bb.pdf", "--agency",
      "Thanh tra Sở", "--auditor", "Lê Minh Quân")
    #expect(output.status == 1, "\(output)")
    #expect(output.out.contains("Biên bản giao nhận: bb.pdf"))
    #expect(try Inventory(of: medium).differences(from: before) == [])
    let lines = try read("bb.pdf", in: scene)
    let json = try scene.done("receive", medium + "/so.kiemdo", "--to", "nhan2", "--format", "json").json()["items"][0]
    let hash = try #require(json["copy"]["sha256"].text)
    let root = try #require(json["root"].text)
    let fingerprint = try #require(json["fingerprint"].text)
    for line in [
      "BIÊN BẢN GIAO NHẬN SỔ GHI", "Bên nhận: Thanh tra Sở", "Đơn vị: TRƯỜNG THPT BẾN SÓNG", "Số sự kiện: 50",
      "Gốc cây băm: \(root)", "Bản sao giống tệp sổ từng byte.", "2. Chưa nhận: usb/khac.kiemdo",
      "BÊN GIAO BÊN NHẬN", "Lê Minh Quân", "Đã nhận 1 trong 2 sổ ghi · 20/04/2023 08:00:00",
    ] {
      #expect(lines.contains { $0.hasPrefix(line) }, "\(line) is not in \(lines)")
    }
    #expect(lines.filter { $0.hasSuffix(hash) }.count == 2, "\(lines)")
    #expect(lines.joined(separator: " ").contains(fingerprint), "\(lines)")
  }

  @Test func `it never takes the place of what is on the medium or was copied`() throws {
    let scene = try Scene(.imported())
    let medium = try medium(scene)
    let before = try Inventory(of: medium)
    for place in ["usb/so.kiemdo", "usb/so.kiemdo-wal", "nhan/so.kiemdo", "khoa/bb.pdf", try scene.keyFolder() + "/x"] {
      let output = try scene.run("receive", medium + "/so.kiemdo", "--to", "nhan", "--output", place)
      #expect(output.status == 64, "\(place): \(output)")
      #expect(!scene.exists("nhan/so.kiemdo"))
    }
    #expect(try Inventory(of: medium).differences(from: before) == [])
    #expect(try scene.run("receive", medium + "/so.kiemdo", "--to", "nhan", "--output", "khong-co/bb.pdf").status == 74)
  }

  @Test func `in English all of it is English`() throws {
    let scene = try Scene(.imported())
    let medium = try medium(scene)
    let output = try scene.done(
      "receive", medium + "/so.kiemdo", "--to", "nhan", "--output", "bb.pdf", "--format", "json", "--lang", "en")
    #expect(try output.json()["output"].text == "bb.pdf")
    let lines = try read("bb.pdf", in: scene)
    for line in ["RECEIPT FOR LEDGERS", "HANDED OVER RECEIVED", "The copy has the ledger's bytes.", "Events: 50"] {
      #expect(lines.contains(line), "\(line) is not in \(lines)")
    }
    let vietnamese = lines.filter { $0.unicodeScalars.contains { (0x1EA0...0x1EF9).contains($0.value) } }
    #expect(vietnamese.allSatisfy { $0.contains("TRƯỜNG THPT BẾN SÓNG") }, "\(vietnamese)")
  }
}
