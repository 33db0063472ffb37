import Foundation
import Testing

@Suite struct `proof gives a file that holds without the ledger` {
  private let elsewhere = ["KIEMDO_KEYS": "/nirgendwo", "KIEMDO_LEDGER": "/nirgendwo/so"]

  private func key(_ scene: Scene) throws -> String {
    try #require(try scene.done("keys", "--format", "json").json()["keys"][0]["key"].text)
  }

  @Test func `of every event of a candidate, of a sheet's print, of a position`() throws {
    let scene = try Scene(.printed())
    try scene.done("correct", "3", "phone=0912345678", "--reason", "Phụ huynh báo")
    let all = try scene.done("proof", "3", "--output", "ba", "--format", "json").json()["proofs"]
    #expect(all.items.map { $0["type"].text } == ["candidate.registered", "sheet.printed", "candidate.corrected"])
    let files = try all.items.map { try #require($0["file"].text) }
    #expect(files == (try all.items.map { "ba/\(try #require($0["position"].number)).tlog-proof" }))
    let arguments = ["verify", "--key", try key(scene), "--format", "json"] + files.flatMap { ["--proof", $0] }
    let output = try scene.run(arguments, env: elsewhere)
    #expect(output.status == 0, "\(output)")
    #expect(try output.json()["proofs"].items.map { $0["verdict"].text } == ["proved", "proved", "proved"])
    #expect(try output.json()["proofs"].items.allSatisfy { $0["payload"].isNull })
    let position = try #require(all[1]["position"].number)
    let check = try scene.query("SELECT json_extract(body, '$.check') FROM payload WHERE position = \(position)")
    let print = try scene.done("proof", "\(position)-\(check)", "--format", "json").json()["proofs"]
    #expect(print.items.count == 1)
    #expect(print[0]["proof"].text == (try scene.text(files[1])))
    let single = try scene.done("proof", "@\(position)")
    #expect(single.out == (try scene.text(files[1])))
    #expect(single.err.contains("không nói rằng nó là sự kiện mới nhất"))
    try scene.refused(64, "proof", "3")
    try scene.refused(66, "proof", "@9999")
  }

  @Test func `with its payload only on request, and with a warning`() throws {
    let scene = try Scene(.imported())
    let bare = try scene.done("proof", "@7")
    #expect(!bare.err.contains("Cảnh báo"))
    let full = try scene.done("proof", "@7", "--with-payload", "--output", "bay.tlog-proof")
    #expect(full.err.contains("Cảnh báo: bằng chứng chứa nội dung hồ sơ"))
    let shown = try scene.run("verify", "--proof", "bay.tlog-proof", "--key", try key(scene), env: elsewhere)
    #expect(shown.status == 0 && shown.out.contains("\"fullName\""), "\(shown)")
    #expect(shown.out.contains("Không nói rằng nó là sự kiện mới nhất"))
  }

  @Test func `changed anywhere it is refused or does not hold`() throws {
    let scene = try Scene(.imported())
    try scene.done("proof", "@7", "--with-payload", "--output", "bay.tlog-proof")
    let bytes = try scene.bytes("bay.tlog-proof")
    let key = try key(scene)
    // The officer's signature line is the last; whose it must be a proof alone can't say.
    let text = try scene.text("bay.tlog-proof")
    let end = try #require(text.range(of: "\n— ", options: .backwards)).lowerBound
    let checked = text[..<end].utf8.count
    for offset in stride(from: 0, to: checked, by: 29) {
      var changed = bytes
      changed[offset] ^= 1
      try scene.write(changed, to: "sua.tlog-proof")
      let output = try scene.run(
        "verify", "--proof", "sua.tlog-proof", "--key", key, "--format", "json", env: elsewhere)
      #expect(output.status != 0, "byte \(offset): \(output)")
    }
  }

  @Test func `without a key it proves nothing, with another's it is refuted`() throws {
    let scene = try Scene(.imported())
    try scene.done("proof", "@7", "--output", "bay.tlog-proof")
    let alone = try scene.run("verify", "--proof", "bay.tlog-proof", "--format", "json", env: elsewhere)
    #expect(alone.status == 0)
    #expect(try alone.json()["proofs"][0]["verdict"].text == "consistent")
    let officer = try #require(try scene.done("keys", "--format", "json").json()["keys"][1]["key"].text)
    let refused = try scene.run("verify", "--proof", "bay.tlog-proof", "--key", officer, env: elsewhere)
    #expect(refused.status == 64 && refused.err.contains("khóa của cán bộ"), "\(refused)")
    let stranger = try Scene()
    try stranger.done("init", "--unit-name", "T", "--officer", "lan", "--officer-name", "Lan")
    let strange = try #require(try stranger.done("keys", "--format", "json").json()["keys"][0]["key"].text)
    let other = try scene.run("verify", "--proof", "bay.tlog-proof", "--key", strange, env: elsewhere)
    #expect(other.status == 1 && other.out.contains("checkpoint.note"), "the key names another ledger: \(other)")
  }

  @Test func `after a rotation it is the new key's, and the published folder tells of both`() throws {
    let scene = try Scene(.imported())
    try scene.write(scene.done("checkpoint").out, to: "truoc")
    let old = try key(scene)
    let new = try #require(try scene.done("keys", "rotate", "--format", "json").json()["key"].text)
    // The checkpoint of the rotation itself is signed by both.
    try scene.done("publish", "cong-bo")
    try scene.done("proof", "@7", "--output", "luc-thay.tlog-proof")
    for key in [old, new] {
      for check in [["--tiles", "cong-bo"], ["--proof", "luc-thay.tlog-proof"]] {
        let output = try scene.run(["verify", "--key", key] + check, env: elsewhere)
        #expect(output.status == 0, "\(output)")
      }
    }
    try scene.done("correct", "3", "phone=0912345678", "--reason", "Phụ huynh báo")
    try scene.done("publish", "cong-bo")
    try scene.done("proof", "@7", "--output", "sau.tlog-proof")
    let byOld = try scene.run("verify", "--proof", "sau.tlog-proof", "--key", old, "--format", "json", env: elsewhere)
    #expect(byOld.status == 1)
    #expect(try byOld.json()["proofs"][0]["verdict"].text == "otherKey", "\(byOld)")
    #expect(try scene.run("verify", "--proof", "sau.tlog-proof", "--key", new, env: elsewhere).status == 0)
    let first = try scene.run(
      "verify", "--tiles", "cong-bo", "--key", old, "--against", "truoc", "--lang", "en", env: elsewhere)
    // The rotation's note, which the first key has signed, lies beside the rotation.
    #expect(first.status == 0 && first.out.contains("replaced by event 50"), "\(first)")
    for range in [[], ["--from", "@51"]] {
      try scene.done(["audit", "--proof", "bao-cao.gz"] + range)
      for key in [old, new] {
        let report = try scene.run("verify", "--report", "bao-cao.gz", "--key", key, env: elsewhere)
        #expect(report.status == 0, "\(report)")
      }
      try scene.remove("bao-cao.gz")
    }
    let second = try scene.run("verify", "--tiles", "cong-bo", "--key", new, "--lang", "en", env: elsewhere)
    #expect(second.out.contains("since its rotation by event 50, and in force"), "\(second)")
    let plain = try scene.run("verify", "--key", old, "--lang", "en", env: ["KIEMDO_KEYS": scene.path("trong")])
    #expect(plain.status == 0 && plain.out.contains("replaced by event 50"), "\(plain)")
    #expect(try Published(scene: scene).files().filter { $0.hasPrefix("keys/") } == ["keys/0", "keys/1", "keys/50"])
  }
}

@Suite struct `proof --consistency joins two heads` {
  @Test func `by sizes or notes, and holds without the ledger`() throws {
    let scene = try Scene(.imported())
    try scene.write(scene.done("checkpoint").out, to: "truoc")
    let key = try #require(try scene.done("keys", "--format", "json").json()["keys"][0]["key"].text)
    try scene.done("correct", "3", "phone=0912345678", "--reason", "Phụ huynh báo")
    try scene.write(scene.done("checkpoint").out, to: "sau")
    let text = try scene.done("proof", "--consistency", "50", "51").out
    #expect(text.hasPrefix("old 50\n"))
    #expect(text.hasSuffix("\n\n" + (try scene.text("sau"))))
    #expect(
      try scene.done("proof", "--consistency", "truoc", "sau", "--output", "noi").out.contains("từ cỡ 50 đến cỡ 51"))
    #expect(try scene.text("noi") == text)
    let elsewhere = ["KIEMDO_KEYS": scene.path("trong"), "KIEMDO_LEDGER": scene.path("khong-co")]
    let check = ["verify", "--consistency", "noi", "--key", key, "--format", "json"]
    let holds = try scene.run(check + ["--against", "truoc", "--against", "sau"], env: elsewhere)
    #expect(holds.status == 0, "\(holds)")
    #expect(try holds.json()["verdict"].text == "proved")
    var bytes = Array(text.utf8)
    bytes[9] = bytes[9] == 0x41 ? 0x42 : 0x41
    try scene.write(Data(bytes), to: "noi")
    let changed = try scene.run(check + ["--against", "truoc"], env: elsewhere)
    #expect(changed.status == 1, "\(changed)")
    #expect(try changed.json()["verdict"].text == "refuted")
    try scene.refused(64, "verify", "--consistency", "noi")
  }

  @Test func `not to a size where no append ended, nor from what is not contained`() throws {
    let (one, other) = try Branch.two()
    try one.write(one.done("checkpoint").out, to: "da-thay")
    try other.refused(1, "proof", "--consistency", one.path("da-thay"), "306")
    let none = try other.refused(66, "proof", "--consistency", "5", "200")
    #expect(none.err.contains("Gần nhất: 5, 305"), "\(none)")
    for (from, to, status, vietnamese, english) in [
      ("306", "305", 64, "Đổi chỗ: 305 306", "The other way round: 305 306"),
      ("0", "305", 64, "Cỡ phải từ 1, có 0", "at least 1, found 0"),
      ("5", "0", 64, "Cỡ phải từ 1, có 0", "at least 1, found 0"),
      ("5", "999", 66, "Sổ chưa tới 999 sự kiện; mới có 306", "The ledger has 306 events, not 999"),
      ("999", "5", 66, "Sổ chưa tới 999 sự kiện; mới có 306", "The ledger has 306 events, not 999"),
    ] as [(String, String, Int32, String, String)] {
      let refused = try other.refused(status, "proof", "--consistency", from, to)
      #expect(refused.err.contains(vietnamese), "\(refused)")
      let inEnglish = try other.refused(status, "proof", "--consistency", from, to, "--lang", "en")
      #expect(inEnglish.err.contains(english), "\(inEnglish)")
    }
  }
}
