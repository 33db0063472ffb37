import Foundation
import Testing

@Suite struct `a folder for a file, a file for a folder` {
  private static func scene() throws -> Scene {
    let scene = try Scene(.imported())
    for name in ["rỗng", "thư mục"] {
      try FileManager.default.createDirectory(atPath: scene.path(name), withIntermediateDirectories: false)
    }
    try scene.done("proof", "@7", "--output", "thư mục")
    try scene.write("chào\n", to: "tệp")
    return scene
  }

  @Test func `is told as such by every command that reads one, and a file in it is named`() throws {
    let scene = try Self.scene()
    let witness = ["KIEMDO_WITNESS": scene.path("so")]
    try scene.done("witness", "init", "so-gddt.example/khao-thi", env: witness)
    let before = try scene.allFiles()
    let commands = [
      ["verify", "--proof", "thư mục"], ["verify", "--report", "thư mục"], ["verify", "--policy", "thư mục"],
      ["verify", "--consistency", "thư mục", "--against", "tệp"], ["cosign", "thư mục"],
      ["checkpoint", "--add-cosignature", "thư mục"], ["checkpoint", "--for-witness", "thư mục"],
      ["import", "thư mục", "--reason", "Thử"], ["proof", "--consistency", "thư mục", "50"],
    ]
    for command in commands {
      let refused = try scene.run(command, env: witness)
      #expect(refused.status == 66, "\(command): \(refused)")
      #expect(
        refused.err.contains("thư mục là một thư mục; cần một tệp")
          && refused.err.contains("'thư mục/7.tlog-proof'"), "\(command): \(refused)")
      let english = try scene.run(command + ["--lang", "en"], env: witness)
      #expect(english.err.contains("is a folder; a file is expected. Name a file in it"), "\(command): \(english)")
    }
    #expect(try scene.refused(66, "verify", "--proof", "rỗng").err.contains("Trong đó không có tệp nào"))
    #expect(try scene.allFiles() == before)
  }

  @Test func `in the place of a ledger it is no error of SQLite`() throws {
    let scene = try Self.scene()
    for command in [
      ["verify"], ["status"], ["proof", "@7"], ["publish", "cong-bo"], ["audit"], ["keys"], ["rebuild"],
    ] {
      let refused = try scene.run(command + ["--ledger", "rỗng"])
      #expect(refused.status == 66, "\(command): \(refused)")
      #expect(refused.err.contains("là một thư mục; cần tệp sổ ghi"), "\(command): \(refused)")
    }
    let received = try scene.run("receive", "rỗng", "--to", "nhan", "--lang", "en")
    #expect(received.status == 66 && received.err.contains("is a folder; the ledger's file"), "\(received)")
    let pipe = try scene.run("verify", "--ledger", "/dev/null")
    #expect(pipe.status == 66 && pipe.err.contains("không phải tệp thường"), "\(pipe)")
  }

  @Test func `a file, or nothing, in the place of a folder`() throws {
    let scene = try Self.scene()
    for command in [["verify", "--tiles", "tệp"], ["publish", "tệp"], ["publish", "tệp/trong"]] {
      let refused = try scene.run(command)
      #expect(refused.status == 66 && refused.err.contains("tệp là một tệp; cần một thư mục"), "\(command): \(refused)")
    }
    for command in [["verify", "--tiles", ""], ["publish", ""], ["receive", "so.kiemdo", "--to", ""]] {
      #expect(try scene.run(command).err.contains("để trống"), "\(command)")
    }
    #expect(try scene.refused(66, "publish", "khong-co/trong").err.contains("Không có thư mục"))
    for command in [["verify", "--tiles", "rỗng"], ["verify", "--against", "rỗng"], ["verify", "--tiles", "khoa"]] {
      let refused = try scene.run(command)
      #expect(refused.status == 66 && refused.err.contains("không phải thư mục công bố"), "\(command): \(refused)")
      #expect(!refused.err.contains("chỉ dùng điểm chốt"), "\(command): \(refused)")
    }
    try scene.done("publish", "cong-bo")
    try FileManager.default.createSymbolicLink(atPath: scene.path("vòng"), withDestinationPath: "vòng")
    for command in [
      ["verify", "--ledger", "vòng"], ["verify", "--tiles", "vòng"], ["receive", "vòng", "--to", "nhan"],
    ] {
      let output = try scene.run(command)
      #expect(output.status != 0 && (output.out + output.err).contains("liên kết vòng quanh"), "\(command): \(output)")
    }
    try FileManager.default.moveItem(atPath: scene.path("cong-bo/checkpoint"), toPath: scene.path("diem-chot"))
    try FileManager.default.createDirectory(
      atPath: scene.path("cong-bo/checkpoint"), withIntermediateDirectories: false)
    let folder = try scene.refused(74, "verify", "--against", "cong-bo")
    #expect(folder.err.contains("checkpoint: không phải tệp thường"), "\(folder)")
    try FileManager.default.removeItem(atPath: scene.path("cong-bo/checkpoint"))
    try scene.write("không phải điểm chốt\n", to: "cong-bo/checkpoint")
    let broken = try scene.refused(65, "verify", "--against", "cong-bo")
    #expect(broken.err.contains("tệp checkpoint: không phải bản ký, không có chữ ký"), "\(broken)")
  }
}

@Suite struct `what is given in the place of a public key` {
  @Test func `is named for what it is, and a private one is not shown again`() throws {
    let scene = try Scene(.imported())
    let folder = try scene.keyFolder()
    let witness = try scene.done(
      "witness", "init", "so-gddt.example/khao-thi", env: ["KIEMDO_WITNESS": scene.path("so")]
    )
    .out.trimmingCharacters(in: .newlines)
    let key = try #require(try scene.done("keys", "--format", "json").json()["keys"][0]["key"].text)
    try scene.write(key + "\n", to: "khoa.txt")
    let secret = String(decoding: try Data(contentsOf: URL(filePath: folder + "/ledger.key")), as: UTF8.self)
      .trimmingCharacters(in: .newlines)
    let mistyped = key.replacing(try #require(key.split(separator: "+").first), with: "kiemdo/khac")
    for (given, vietnamese, english) in [
      (secret, "khóa BÍ MẬT", "a PRIVATE key"), (folder + "/ledger.key", "tệp khóa BÍ MẬT", "holds a PRIVATE key"),
      (witness, "Đó là khóa của nhân chứng", "the key of a witness"),
      ("khoa.txt", "tệp chứa khóa của sổ", "a file with the key of a ledger"),
      (folder, "tệp hoặc thư mục", "a file or folder"),
      (mistyped, "gõ sai", "mistyped"), ("abc", "\"abc\" không phải khóa", "\"abc\" is not a verifier key"),
    ] {
      let refused = try scene.refused(64, "verify", "--key", given)
      #expect(refused.err.contains(vietnamese), "\(given): \(refused)")
      #expect(refused.err.contains("khóa công khai của sổ"), "\(refused)")
      #expect(try scene.refused(64, "verify", "--key", given, "--lang", "en").err.contains(english))
      #expect(!refused.err.contains(secret.suffix(30)), "the private key is shown")
    }
    let officer = try scene.refused(
      64, "checkpoint", "--add-cosignature", "khoa.txt", "--witness",
      try #require(
        try scene.done("keys", "--format", "json").json()["keys"][1]["key"].text))
    #expect(officer.err.contains("Đó là khóa của cán bộ. Cần khóa công khai của nhân chứng"), "\(officer)")
    let hidden = try scene.refused(64, "checkpoint", "--add-cosignature", "khoa.txt", "--witness", secret)
    #expect(!hidden.err.contains(secret.suffix(30)))
  }
}

@Suite struct `evidence is told in the reader's language` {
  @Test func `what is no proof says in words why`() throws {
    let scene = try Scene(.imported())
    try scene.write("chào\n", to: "tệp")
    try scene.write("", to: "trống")
    let proof = try scene.done("proof", "@7").out
    try scene.write(String(proof.prefix(300)), to: "cụt")
    for (name, vietnamese, english) in [
      ("tệp", "dòng 1 không phải c2sp.org/tlog-proof@v1", "line 1 is not c2sp.org/tlog-proof@v1"),
      ("trống", "dòng 1 không phải c2sp.org/tlog-proof@v1", "line 1 is not c2sp.org/tlog-proof@v1"),
      ("cụt", "thiếu dòng index với một số", "there is no line index with a number"),
    ] {
      let refused = try scene.refused(65, "verify", "--proof", name)
      #expect(refused.err.contains(vietnamese) && !refused.err.contains("malformed"), "\(refused)")
      #expect(try scene.refused(65, "verify", "--proof", name, "--lang", "en").err.contains(english))
    }
    #expect(
      try scene.refused(65, "verify", "--consistency", "tệp", "--against", "tệp").err.contains(
        "dòng 1 không phải \"old\""))
    try scene.done("audit", "--output", "bao-cao.pdf")
    try scene.write(proof, to: "bằng-chứng")
    for (name, vietnamese, english) in [
      ("tệp", "không phải tệp gzip", "it is no gzip file"), ("trống", "tệp trống", "it is empty"),
      ("bao-cao.pdf", "đây là tệp PDF", "it is a PDF"), ("so.kiemdo", "đây là sổ ghi", "it is a ledger"),
      ("bằng-chứng", "kiemdo verify --proof", "kiemdo verify --proof"),
    ] {
      #expect(try scene.refused(65, "verify", "--report", name).err.contains(vietnamese))
      #expect(try scene.refused(65, "verify", "--report", name, "--lang", "en").err.contains(english))
    }
    try scene.write(Data([0x1F, 0x8B, 8, 0]), to: "cụt.gz")
    let cut = try scene.run("verify", "--report", "cụt.gz", "--format", "json").json()["findings"][0]
    #expect(
      cut["expected"].text == "a gzip file" && cut["found"].text == "a file cut short", "programs read what they read")
  }

  @Test func `findings of a ledger and a folder have no English word in them`() throws {
    let scene = try Scene(.imported())
    try scene.done("publish", "cong-bo")
    try FileManager.default.removeItem(atPath: scene.path("cong-bo/keys/1"))
    _ = try scene.query(
      """
      DROP TRIGGER payload_update; DROP TRIGGER payload_delete; DROP TRIGGER checkpoint_update;
      UPDATE payload SET body = body || ' ' WHERE position = 9; DELETE FROM payload WHERE position = 12;
      UPDATE checkpoint SET note = replace(note, char(10) || '— ', char(10) || '— x') WHERE size = 5;
      """)
    let other = try Scene()
    try other.done("init", "--unit-name", "T", "--officer", "lan", "--officer-name", "Lan")
    let foreign = try #require(try other.done("keys", "--format", "json").json()["keys"][0]["key"].text)
    for command in [["verify"], ["verify", "--key", foreign], ["verify", "--tiles", "cong-bo"]] {
      let output = try scene.run(command)
      let lines = output.lines.filter { $0.hasPrefix("PHÁT HIỆN") }
      #expect(output.status == 1 && !lines.isEmpty, "\(output)")
      for line in lines {
        let evidence = line.split(separator: ": ", maxSplits: 1).last ?? ""
        // SQL is shown as it is.
        guard !evidence.contains("CREATE TRIGGER") else { continue }
        for word in ["none", "row", "key", "payload", "checkpoint", "header", "signature", "valid", "of"] {
          let pattern = "(?<![A-Za-z/+=])\(word)(?![A-Za-z/+=])"
          #expect(evidence.range(of: pattern, options: .regularExpression) == nil, "\(word) in: \(line)")
        }
      }
    }
  }
}
