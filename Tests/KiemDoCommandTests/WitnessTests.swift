import Foundation
import Testing

/// A school and the office that vouches for its ledger, each with files of its own.
struct Witnessed {
  let scene: Scene
  let ledgerKey: String
  let key: String
  var office: [String: String] { ["KIEMDO_WITNESS": scene.path("so"), "KIEMDO_KEYS": scene.path("khong")] }

  init(_ template: Template? = nil) throws {
    scene = try Scene(template ?? .school())
    ledgerKey = try #require(try scene.done("keys", "--format", "json").json()["keys"][0]["key"].text)
    key = try scene.done("witness", "init", "so-gddt.example/khao-thi", env: ["KIEMDO_WITNESS": scene.path("so")]).out
      .trimmingCharacters(in: .newlines)
    try scene.write(policy, to: "chinh-sach.txt")
  }

  var policy: String { "log \(ledgerKey)\nwitness so \(key)\nquorum so\n" }

  /// From the ledger to the witness and back.
  func cosign(from old: String, size: String? = nil) throws {
    try scene.done(
      "checkpoint", "--for-witness", old, "--output", "yeu-cau.txt",
      "--size", try size ?? String(scene.size()))
    var arguments = ["cosign", "yeu-cau.txt", "--output", "chu-ky.txt"]
    if old == "0" { arguments += ["--key", ledgerKey] }
    let output = try scene.run(arguments, env: office)
    try #require(output.status == 0, "\(output)")
    try scene.done("checkpoint", "--add-cosignature", "chu-ky.txt", "--witness", key)
  }

  func correct(_ phone: String) throws { try scene.done("correct", "3", "phone=\(phone)", "--reason", "Phụ huynh báo") }

  /// What `verify --policy` says, with these options.
  func ask(_ options: String..., status: Int32) throws -> Document {
    let output = try scene.run(["verify", "--policy", "chinh-sach.txt", "--format", "json"] + options)
    #expect(output.status == status, "\(output)")
    return try output.json()["policy"]
  }
}

@Suite struct `witnesses vouch for what they have seen, by file` {
  @Test func `from ledger to witness and back, and the ledger is what it was`() throws {
    let witnessed = try Witnessed()
    let scene = witnessed.scene
    let before = try scene.done("checkpoint").out
    try witnessed.cosign(from: "0")
    let line = try scene.text("chu-ky.txt")
    #expect(line.hasPrefix("— so-gddt.example/khao-thi ") && line.hasSuffix("==\n"))
    #expect(try scene.done("checkpoint").out == before + line)
    let json = try scene.done("checkpoint", "--format", "json").json()
    #expect(json["note"].text == before && json["cosignatures"][0]["witness"].text == "so-gddt.example/khao-thi")
    #expect(try scene.query("SELECT size || ' ' || line FROM cosignature") + "\n" == "5 " + line)
    try scene.expectSound()
    #expect(try scene.size() == 5)
    try scene.write(try Sample.text(), to: "12A1.csv")
    try scene.done("import", "12A1.csv", "--reason", "Nhập")
    try scene.expectSound()
  }

  @Test func `first contact needs the ledger's key and is told to be trust on first use`() throws {
    let witnessed = try Witnessed()
    let scene = witnessed.scene
    let body = try scene.done("checkpoint", "--for-witness", "0").out
    #expect(body.hasPrefix("old 0\n\n"))
    try scene.write(body, to: "yeu-cau.txt")
    let refused = try scene.refused(77, "cosign", "yeu-cau.txt", env: witnessed.office)
    #expect(refused.err.contains("--key") && refused.out.isEmpty)
    let signed = try scene.done("cosign", "-", "--key", witnessed.ledgerKey, stdin: body, env: witnessed.office)
    #expect(signed.err.contains("Lần đầu gặp sổ") && !signed.err.contains("trust"), "\(signed)")
    #expect(signed.out.hasPrefix("— so-gddt.example/khao-thi "))
    #expect(try scene.mode(scene.path("so/so-gddt.example+khao-thi/witness.key")) == 0o600)
  }

  @Test func `an older copy put back, and another school's request, are refused and the size is named`() throws {
    let witnessed = try Witnessed(.imported())
    let scene = witnessed.scene
    try scene.done("checkpoint", "--for-witness", "0", "--size", "5", "--output", "cu.txt")
    try witnessed.cosign(from: "0")
    let conflict = try scene.refused(75, "cosign", "cu.txt", env: witnessed.office)
    #expect(conflict.err.contains("cỡ cũ là 50") && !conflict.err.contains("conflict"), "\(conflict)")
    let other = try Scene()
    try other.done("init", "--unit-name", "T", "--officer", "lan", "--officer-name", "Lan")
    let foreign = try other.done("checkpoint", "--for-witness", "0").out
    try scene.refused(77, "cosign", "-", "--key", witnessed.ledgerKey, stdin: foreign, env: witnessed.office)
    for bad in ["", "old 1\n", "xin chào\n", foreign.replacing("old 0", with: "old 00")] {
      try scene.refused(65, "cosign", "-", stdin: bad, env: witnessed.office)
    }
    #expect(try scene.done("witness", "list", env: witnessed.office).out.contains(" 50 "))
  }

  @Test func `a history written anew after an old backup is a fork`() throws {
    let witnessed = try Witnessed(.imported())
    let scene = witnessed.scene
    try scene.done("backup", "cu.kiemdo")
    try witnessed.correct("0912345670")
    try witnessed.cosign(from: "0")
    // The backup goes on as if nothing had been: the same size, another event; then one more.
    for suffix in ["", "-wal", "-shm", ".projections"] {
      try? FileManager.default.removeItem(atPath: scene.ledger + suffix)
    }
    try FileManager.default.copyItem(atPath: scene.path("cu.kiemdo"), toPath: scene.ledger)
    try FileManager.default.removeItem(atPath: try scene.keyFolder() + "/checkpoint")
    try witnessed.correct("0912345671")
    try scene.done("checkpoint", "--for-witness", "51", "--output", "gia.txt")
    let fork = try scene.refused(1, "cosign", "gia.txt", env: witnessed.office)
    #expect(fork.err.contains("RẼ NHÁNH"), "\(fork)")
    try witnessed.correct("0912345672")
    try scene.done("checkpoint", "--for-witness", "51", "--output", "gia.txt")
    let branch = try scene.refused(1, "cosign", "gia.txt", env: witnessed.office)
    #expect(branch.err.contains("KHÔNG NỐI TIẾP"), "\(branch)")
    // The line that the true head got is nobody's word on this history.
    let line = try scene.text("chu-ky.txt").trimmingCharacters(in: .newlines)
    try scene.refused(65, "checkpoint", "--add-cosignature", line, "--witness", witnessed.key)
  }

  @Test func `after a rotation the new key is taken over at its checkpoint, given from outside`() throws {
    let witnessed = try Witnessed()
    let scene = witnessed.scene
    try witnessed.cosign(from: "0")
    try scene.done("keys", "rotate")
    let rotated = try scene.size()
    let keys = try scene.done("keys", "--format", "json").json()["keys"].items
    let inForce = keys.first { $0["role"].text == "ledger" && $0["inForce"].flag == true }
    let new = try #require(inForce?["key"].text)
    try #require(new != witnessed.ledgerKey)
    try scene.write(try Sample.text(), to: "12A1.csv")
    try scene.done("import", "12A1.csv", "--reason", "Nhập")
    let hint = try scene.done("checkpoint", "--for-witness", "5", "--output", "moi.txt")
    #expect(hint.err.contains("--size \(rotated)"), "\(hint)")
    try scene.refused(77, "cosign", "moi.txt", env: witnessed.office)
    try scene.refused(77, "cosign", "moi.txt", "--key", new, env: witnessed.office)
    try scene.done("checkpoint", "--for-witness", "5", "--size", String(rotated), "--output", "doi.txt")
    let told = try scene.done("cosign", "doi.txt", "--key", new, env: witnessed.office)
    #expect(told.err.contains("Sổ đã thay khóa"), "\(told)")
    try witnessed.cosign(from: String(rotated))
    // A policy that names the first key is about this ledger still.
    #expect(try witnessed.ask(status: 0)["logKey"].text == witnessed.ledgerKey)
    try scene.expectSound()
  }

  @Test func `a line is recorded only after it was checked by its witness's key`() throws {
    let witnessed = try Witnessed(.imported())
    let scene = witnessed.scene
    try scene.done("checkpoint", "--for-witness", "0", "--output", "yeu-cau.txt")
    let line = try scene.done("cosign", "yeu-cau.txt", "--key", witnessed.ledgerKey, env: witnessed.office).out
      .trimmingCharacters(in: .newlines)
    // The ledger has gone on while the request travelled.
    try witnessed.correct("0912345670")
    for size in [[], ["--size", "50"], ["--size", "51"]] {
      let refused = try scene.run(["checkpoint", "--add-cosignature", line] + size)
      #expect(refused.status == 64 && refused.err.contains("--policy"), "\(refused)")
    }
    #expect(try scene.query("SELECT count(*) FROM cosignature") == "0")
    try scene.refused(
      66, "checkpoint", "--add-cosignature", line, "--size", "7", "--witness", witnessed.key)
    try scene.refused(65, "checkpoint", "--add-cosignature", line, "--size", "51", "--witness", witnessed.key)
    try scene.refused(65, "checkpoint", "--add-cosignature", "— a b", "--witness", witnessed.key)
    try scene.refused(64, "checkpoint", "--add-cosignature", line, "--witness", witnessed.ledgerKey)
    let added = try scene.done("checkpoint", "--add-cosignature", line, "--witness", witnessed.key, "--format", "json")
    #expect(try added.json()["cosignatures"][0]["size"].number == 50)
    // A policy says whose keys are known, named or from the environment; and a computer knows its own witnesses.
    try scene.done("checkpoint", "--add-cosignature", line, "--policy", "chinh-sach.txt")
    try scene.done("checkpoint", "--add-cosignature", line, env: ["KIEMDO_POLICY": "chinh-sach.txt"])
    let own = ["KIEMDO_WITNESS": scene.path("so")]
    let again = try scene.done("checkpoint", "--add-cosignature", line, "--format", "json", env: own)
    #expect(try again.json()["cosignatures"][0]["added"].flag == false)
    #expect(try scene.query("SELECT count(*) FROM cosignature") == "1")
    #expect(try scene.done("checkpoint", "--size", "50").out.hasSuffix(line + "\n"))
    try scene.expectSound()
  }

  @Test func `a witness is made once and named where there are several`() throws {
    let witnessed = try Witnessed()
    let scene = witnessed.scene
    try scene.refused(77, "witness", "init", "so-gddt.example/khao-thi", env: witnessed.office)
    try scene.refused(64, "witness", "init", "Sở GDĐT", env: witnessed.office)
    try scene.done("witness", "init", "thanh-tra.example", env: witnessed.office)
    try scene.done("checkpoint", "--for-witness", "0", "--output", "yeu-cau.txt")
    let which = try scene.refused(64, "cosign", "yeu-cau.txt", "--key", witnessed.ledgerKey, env: witnessed.office)
    #expect(which.err.contains("thanh-tra.example"))
    try scene.done(
      "cosign", "yeu-cau.txt", "--key", witnessed.ledgerKey, "--witness", "thanh-tra.example", env: witnessed.office)
    try scene.refused(77, "cosign", "yeu-cau.txt", "--key", witnessed.ledgerKey)
    // An output that would take the place of what is read or of the witness's own files.
    for place in ["yeu-cau.txt", "so/thanh-tra.example/moi"] {
      try scene.refused(
        64, "cosign", "yeu-cau.txt", "--witness", "thanh-tra.example", "--output", place, env: witnessed.office)
    }
  }
}

@Suite struct `a policy says what witnesses cover and what was in time` {
  @Test func `only a head with a quorum is enough`() throws {
    let witnessed = try Witnessed(.imported())
    #expect(try witnessed.ask(status: 1)["newestSize"].number == nil)
    try witnessed.cosign(from: "0")
    let covered = try witnessed.ask(status: 0)
    #expect(covered["coversHead"].flag == true && covered["newestSize"].number == 50)
    #expect(covered["log"].text == "listed" && covered["logKey"].text == witnessed.ledgerKey)
    try witnessed.correct("0912345670")
    let behind = try witnessed.ask(status: 1)
    #expect(behind["coversHead"].flag == false && behind["newestSize"].number == 50)
    let text = try witnessed.scene.run("verify", "--policy", "chinh-sach.txt")
    let csv = try witnessed.scene.run("verify", "--policy", "chinh-sach.txt", "--format", "csv").csv()
    #expect(
      csv.map { $0["code"] } == ["policy.quorum", "genuine"] && csv[0]["found"] == "a quorum for 50 events", "\(csv)")
    #expect(text.out.contains("mới chứng đủ tới 50 sự kiện") && text.out.contains("--for-witness 50"), "\(text)")
    try witnessed.cosign(from: "50")
    _ = try witnessed.ask(status: 0)
  }

  @Test func `a policy about another ledger and one that is none are refused`() throws {
    let witnessed = try Witnessed(.imported())
    let scene = witnessed.scene
    try witnessed.cosign(from: "0")
    let other = try Scene()
    try other.done("init", "--unit-name", "T", "--officer", "lan", "--officer-name", "Lan")
    let foreign = try #require(try other.done("keys", "--format", "json").json()["keys"][0]["key"].text)
    try scene.write(witnessed.policy.replacing(witnessed.ledgerKey, with: foreign), to: "chinh-sach.txt")
    #expect(try witnessed.ask(status: 1)["log"].text == "notListed")
    for (bad, word) in [
      ("quorum so\n", "dòng 1"), (witnessed.policy + "quorum so\n", "dòng 4"), ("quorum none\r\n", "CRLF"),
      ("quorum none", "xuống dòng"),
    ] {
      try scene.write(bad, to: "chinh-sach.txt")
      let refused = try scene.refused(65, "verify", "--policy", "chinh-sach.txt")
      #expect(refused.err.contains(word), "\(refused)")
    }
    try scene.refused(66, "verify", "--policy", "khong-co.txt")
    try scene.refused(64, "verify", "--deadline", "25/04/2023")
  }

  @Test func `a false line of a known witness is found`() throws {
    let witnessed = try Witnessed(.imported())
    try witnessed.cosign(from: "0")
    try witnessed.scene.tamper(
      "UPDATE cosignature SET line = replace(line, 'A', 'B')", without: "cosignature_update")
    let findings = try witnessed.scene.run("verify", "--policy", "chinh-sach.txt", "--format", "json").json()[
      "findings"]
    #expect(findings.items.contains { $0["code"].text == "checkpoint.cosignature" })
    // It is told as what it is, and not as a ledger that was altered.
    let text = try witnessed.scene.run("verify", "--policy", "chinh-sach.txt")
    #expect(text.status == 1 && text.out.contains("sổ nguyên vẹn; nhưng có dòng chữ ký nhân chứng"), "\(text)")
    #expect(!text.out.contains("Đừng ghi tiếp") && !text.out.contains("đừng ghi tiếp"), "\(text)")
  }

  @Test func `three answers to a deadline, and never that something was late`() throws {
    let witnessed = try Witnessed(.imported())
    let scene = witnessed.scene
    // 25 April 2023, 10:00 UTC is the deadline `identities`; the events claim 20 April.
    let claimed = try witnessed.ask("--deadline", "identities", status: 1)["deadline"]
    #expect(claimed["answer"].text == "claimedInTime" && claimed["vouchedAt"].number == nil)
    #expect(claimed["deadline"].text == "2023-04-25T10:00:00.000Z" && claimed["position"].number == 49)
    scene.clock = "2023-04-24T01:00:00.000Z"
    try witnessed.cosign(from: "0")
    #expect(try witnessed.ask("--deadline", "identities", status: 0)["deadline"]["answer"].text == "inTime")
    let sooner = try witnessed.ask("--deadline", "24/04/2023 07:59", status: 1)["deadline"]
    #expect(sooner["answer"].text == "claimedInTime" && sooner["vouchedAt"].number == 1_682_298_000)
    #expect(try witnessed.ask("--deadline", "19/04/2023", status: 1)["deadline"]["answer"].text == "claimedLate")
    scene.clock = "2023-04-26T01:00:00.000Z"
    try witnessed.correct("0912345670")
    try witnessed.cosign(from: "50")
    let late = try scene.run("verify", "--policy", "chinh-sach.txt", "--deadline", "identities")
    #expect(late.status == 1 && late.out.contains("TỰ NÓI là trễ hạn"), "\(late)")
    #expect(late.out.contains("không bao giờ chứng minh được"))
    let english = try scene.run("verify", "--policy", "chinh-sach.txt", "--deadline", "identities", "--lang", "en")
    #expect(english.out.contains("CLAIMS to be late") && english.out.contains("Lateness is never proved"))
    let earlier = try witnessed.ask("--deadline", "identities", "--at", "@49", status: 0)["deadline"]
    #expect(earlier["answer"].text == "inTime" && earlier["position"].number == 49)
    // CSV has no other place for why the answer is no.
    let csv = try scene.run(
      "verify", "--policy", "chinh-sach.txt", "--deadline", "identities", "--format", "csv")
    #expect(csv.status == 1, "\(csv)")
    let row = try #require(try csv.csv().first)
    #expect(row["code"] == "policy.deadline" && row["position"] == "50" && row["subject"] == "claimedLate", "\(row)")
    #expect(row["expected"] == "a quorum before 2023-04-25T10:00:00.000Z", "\(row)")
    #expect(row["found"] == "a quorum at 2023-04-26T01:00:00.000Z", "\(row)")
    let unknown = try scene.refused(64, "verify", "--policy", "chinh-sach.txt", "--deadline", "mai")
    #expect(unknown.err.contains("identities"))
    try scene.refused(66, "verify", "--policy", "chinh-sach.txt", "--deadline", "identities", "--at", "@99")
  }
}
