import Foundation
import Testing

@Suite struct `verify --against holds a history against what was seen earlier` {
  private func against(_ scene: Scene, _ sources: String..., status: Int32 = 0, options: [String] = []) throws
    -> Document
  {
    let output = try scene.run(
      ["verify", "--format", "json"] + options + sources.flatMap { ["--against", $0] })
    #expect(output.status == status, "\(output)")
    return try output.json()
  }

  @Test func `a note, a mail with it, a proof, a folder, and a page's digits are contained`() throws {
    let scene = try Scene(.printed())
    try scene.write(scene.done("checkpoint").out, to: "diem-chot")
    let digits = try Anchor.digits(Anchor.bytes(of: firstCode(scene), in: scene))
    try scene.done("proof", "@7", "--output", "bay.tlog-proof")
    try scene.done("publish", "cong-bo")
    let quoted = try scene.text("diem-chot").split(separator: "\n", omittingEmptySubsequences: false)
      .map { "> " + $0.replacing("/officer/lan ", with: "/officer/lan \r\n> ") }
    try scene.write("Chào chị,\r\n\r\n" + quoted.joined(separator: "\r\n") + "\r\nTrân trọng\r\n", to: "thu.eml")
    try scene.write(digits + "\n", to: "so.txt")
    try scene.done("correct", "3", "phone=0912345678", "--reason", "Phụ huynh báo")
    let account = try against(scene, "diem-chot", "thu.eml", "bay.tlog-proof", "cong-bo", digits, "so.txt")
    #expect(account["verdict"].text == "genuine")
    let seen = account["against"]
    #expect(seen["heads"].items.map { $0["outcome"].text } == Array(repeating: "contained", count: 6))
    #expect(
      seen["heads"].items.map { $0["size"].number } == [50, 50, 95, 95, 95, 95], "a page carries the head before it")
    #expect(seen["lastAgreeing"].number == 95)
    #expect(seen["firstDisagreeing"].isNull)
    let text = try scene.done("verify", "--against", digits, "--against", "diem-chot").out
    #expect(text.contains("Từ cỡ 50 đến cỡ 95 lịch sử không bị viết lại."), "\(text)")
  }

  private func firstCode(_ scene: Scene) throws -> String {
    let position = try scene.query("SELECT min(position) FROM event WHERE type = 'sheet.printed'")
    let check = try scene.query("SELECT json_extract(body, '$.check') FROM payload WHERE position = \(position)")
    return "\(position)-\(check)"
  }

  @Test func `a cut tail is known by the head that was seen`() throws {
    let scene = try Scene(.large())
    try scene.done("backup", "cu.kiemdo")
    try scene.write(scene.done("checkpoint").out, to: "truoc")
    try scene.importMore()
    try scene.write(scene.done("checkpoint").out, to: "sau")
    try scene.done("publish", "cong-bo")
    let options = ["--ledger", scene.path("cu.kiemdo")]
    let account = try against(scene, "truoc", "sau", "cong-bo", status: 1, options: options)
    #expect(account["against"]["heads"].items.map { $0["outcome"].text } == ["contained", "beyond", "beyond"])
    #expect(account["against"]["lastAgreeing"].number == 305)
    #expect(account["against"]["firstDisagreeing"].number == 605)
    #expect(account["against"]["firstDifference"].number == 305)
    #expect(
      account["findings"].items.contains { $0["code"].text == "checkpoint.known" && $0["position"].number == 305 })
  }

  @Test func `another branch is found, between which heads, and with a folder the very event`() throws {
    let (one, other) = try Branch.two()
    try one.write(one.done("checkpoint").out, to: "da-thay")
    try one.done("publish", "cong-bo")
    try other.write(one.bytes("da-thay"), to: "da-thay")
    // The branch's own key folder knows nothing of the other one.
    let account = try against(other, "da-thay", status: 1)
    #expect(account["verdict"].text == "contradicted")
    #expect(account["against"]["heads"][0]["outcome"].text == "differs")
    #expect(account["against"]["firstDifference"].isNull)
    let exact = try against(other, one.path("cong-bo"), status: 1)
    #expect(exact["against"]["firstDifference"].number == 305)
    #expect(exact["findings"][0]["position"].number == 305)
    let text = try other.run("verify", "--against", one.path("cong-bo"), "--lang", "en").out
    #expect(text.contains("The first event that differs: 305."), "\(text)")
    #expect(text.contains("no extension of a checkpoint seen earlier"), "\(text)")
    // Folder against folder.
    try other.done("publish", "cua-minh")
    let folders = try other.run(
      "verify", "--tiles", "cua-minh", "--against", one.path("cong-bo"), "--format", "json")
    #expect(folders.status == 1)
    #expect(try folders.json()["against"]["firstDifference"].number == 305)
    #expect(try folders.json()["verdict"].text == "contradicted")
  }

  @Test func `a mail is read as it travelled`() throws {
    let scene = try Scene(.imported())
    let note = try scene.done("checkpoint").out
    let base64 = Data(("Kính gửi Sở,\n\n" + note + "\nTrân trọng\n").utf8).base64EncodedString(
      options: [.lineLength76Characters, .endLineWithCarriageReturn, .endLineWithLineFeed])
    let head = "From: a@b\r\nMIME-Version: 1.0\r\nContent-Transfer-Encoding: "
    try scene.write(head + "base64\r\n\r\n" + base64 + "\r\n", to: "b64.eml")
    let quoted = note.utf8.map { byte in
      byte == 10 ? "\r\n" : byte == 61 || byte > 126 ? String(format: "=%02X", byte) : String(UnicodeScalar(byte))
    }.joined()
    // Soft breaks in the middle of the signatures.
    let soft = quoted.split(separator: "\r\n", omittingEmptySubsequences: false).map { line in
      line.count > 100 ? line.prefix(70) + "=\r\n" + line.dropFirst(70) : line
    }.joined(separator: "\r\n")
    try scene.write(head + "quoted-printable\r\n\r\n" + soft, to: "qp.eml")
    for name in ["b64.eml", "qp.eml"] {
      let account = try against(scene, name, status: 0)
      #expect(account["against"]["heads"].items.map { $0["outcome"].text } == ["contained"], "\(name)")
    }
  }

  @Test func `what no key of this ledger signed is no evidence`() throws {
    let scene = try Scene(.imported())
    let stranger = try Scene()
    try stranger.done("init", "--unit-name", "T", "--officer", "lan", "--officer-name", "Lan")
    try scene.write(stranger.done("checkpoint").out, to: "so-khac")
    let note = try scene.done("checkpoint").out
    try scene.write(note.replacing("\n50\n", with: "\n49\n"), to: "gia")
    let account = try against(scene, "so-khac", "gia", status: 1)
    #expect(account["verdict"].text == "notCompared", "the ledger itself is what it was")
    #expect(account["against"]["heads"].items.map { $0["outcome"].text } == ["otherLedger", "notSigned"])
    #expect(account["against"]["firstDisagreeing"].isNull)
    try scene.write("không có gì", to: "trong.txt")
    try scene.refused(65, "verify", "--against", "trong.txt")
    try scene.refused(66, "verify", "--against", "khong-co")
  }

  @Test func `the auditor's conclusion on paper tells what it was held against`() throws {
    let (one, other) = try Branch.two()
    try one.done("publish", "cong-bo")
    let output = try other.run("verify", "--against", one.path("cong-bo"), "--output", "bien-ban.pdf")
    #expect(output.status == 1, "\(output)")
    let text = try Tool.run("/usr/bin/pdftotext", "-raw", "bien-ban.pdf", "-", in: other).out
    #expect(text.contains("Số ghi đầu tiên khác nhau: 305"), "\(text)")
    #expect(text.contains("checkpoint.known"), "\(text)")
  }

  @Test func `a folder that is not whole is only as good as its signed head`() throws {
    let (one, other) = try Branch.two()
    try one.done("publish", "cong-bo")
    var tile = try one.bytes("cong-bo/tile/0/000")
    tile[100 * 32] ^= 1
    try one.write(tile, to: "cong-bo/tile/0/000")
    let account = try against(other, one.path("cong-bo"), status: 1)
    #expect(account["against"]["heads"][0]["outcome"].text == "differs")
    #expect(account["against"]["firstDifference"].isNull, "tiles that contradict themselves accuse nobody")
  }

  @Test func `two sheets and a folder, without the ledger`() throws {
    let scene = try Scene(.printed())
    let first = try Anchor.digits(Anchor.bytes(of: firstCode(scene), in: scene))
    try scene.done("correct", "3", "phone=0912345678", "--reason", "Phụ huynh báo")
    try scene.done("print", "3", "--output", "lai.pdf")
    let position = try scene.query("SELECT max(position) FROM event WHERE type = 'sheet.printed'")
    let check = try scene.query("SELECT json_extract(body, '$.check') FROM payload WHERE position = \(position)")
    let second = try Anchor.digits(Anchor.bytes(of: "\(position)-\(check)", in: scene))
    try scene.done("publish", "cong-bo")
    let key = try #require(try scene.done("keys", "--format", "json").json()["keys"][0]["key"].text)
    let elsewhere = ["KIEMDO_KEYS": scene.path("trong"), "KIEMDO_LEDGER": scene.path("khong-co")]
    let output = try scene.run(
      "verify", "--tiles", "cong-bo", "--key", key, "--against", first, "--against", second, "--format", "json",
      env: elsewhere)
    #expect(output.status == 0, "\(output)")
    let seen = try output.json()["against"]
    #expect(seen["heads"].items.map { $0["size"].number } == [50, 96])
    #expect(seen["heads"].items.allSatisfy { $0["signedBy"].text == key })
    // One digit mistyped is no sheet's code.
    var mistyped = Array(first)
    mistyped[200] = mistyped[200] == "1" ? "2" : "1"
    let refused = try scene.run(
      "verify", "--tiles", "cong-bo", "--key", key, "--against", String(mistyped), "--format", "json", env: elsewhere)
    #expect(refused.status == 1, "\(refused)")
    #expect(try refused.json()["against"]["heads"][0]["outcome"].text == "notSigned")
  }
}
