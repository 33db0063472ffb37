import Foundation
import Testing

@Suite struct `a question that can't be answered is refused, not answered with nothing` {
  @Test(arguments: ["audit", "audit summary"]) func `a class that nobody was ever in`(_ command: String) throws {
    let audit = try AuditPlanted.made()
    let words = command.split(separator: " ").map(String.init)
    for format in ["text", "json", "csv"] {
      let refused = try audit.scene.run(words + ["--class", "12A1", "--class", "99A9", "--format", format])
      #expect(refused.status == 66 && refused.out.isEmpty, "\(refused)")
      #expect(refused.err.contains("\"99A9\". Có: 12A1."), "\(refused)")
    }
    let english = try audit.scene.run(words + ["--class", "99A9", "--lang", "en"])
    #expect(english.err.contains("No candidate was ever in class \"99A9\". There are: 12A1."), "\(english)")
    let paper = try audit.scene.run(words + ["--class", "99A9", "--output", "bc.pdf"])
    #expect(paper.status == 66 && !audit.scene.exists("bc.pdf"), "\(paper)")
  }

  @Test func `a class that somebody was in is known for ever, one that came later is not known before`() throws {
    let audit = try AuditPlanted.made()
    try audit.scene.done("correct", "5", "a6-lop=12A9", "--reason", "Chuyển lớp", "--officer", "lan")
    try audit.scene.done("correct", "5", "a6-lop=12B", "--reason", "Chuyển lớp", "--officer", "lan")
    #expect(try audit.positions("--class", "12a9", "--type", "candidate.corrected") == [62, 63])
    #expect(try audit.positions("--class", "12A9", "--to", "@50").isEmpty, "asked of the whole ledger")
    try audit.scene.refused(66, "audit", "--class", "12A9", "--as-of", "@61")
    try audit.scene.done(
      "erase", "45", "--reason", "Yêu cầu của chủ dữ liệu", "--authority", "QĐ 12", "--confirm", "--officer", "lan")
    let refused = try audit.scene.refused(66, "audit", "--class", "99A9")
    #expect(refused.err.contains("Có: 12A1, 12A9, 12B. Nội dung 1 sự kiện đã xóa"), "\(refused)")
  }

  @Test func `a range whose end comes first`() throws {
    let audit = try AuditPlanted.made()
    for (from, to) in [("@55", "@54"), ("24/04/2023", "23/04/2023"), ("24/04/2023 10:00", "2023-04-24T02:59:59Z")] {
      for command in [["audit"], ["audit", "summary"]] {
        let refused = try audit.scene.run(command + ["--from", from, "--to", to])
        #expect(refused.status == 64 && refused.out.isEmpty, "\(refused)")
        #expect(refused.err.contains("--from \(from) đứng sau --to \(to)"), "\(refused)")
      }
    }
    #expect(try audit.positions("--from", "@55", "--to", "@55") == [55])
    #expect(try audit.positions("--from", "24/04/2023", "--to", "24/04/2023").count == 6)
  }

  @Test func `the auditor's lists take no officer for a clause, and don't pass over one`() throws {
    let audit = try AuditPlanted.made()
    for command in [["exceptions"], ["officers"], ["sample", "3"]] {
      let refused = try audit.scene.run(["audit"] + command + ["--officer", "hoa"])
      #expect(refused.status == 64 && refused.err.contains("--officer"), "\(refused)")
    }
  }

  @Test func `an erased candidate is asked after by number as by id`() throws {
    let audit = try AuditPlanted.made()
    let id = try #require(try audit.scene.done("show", "4", "--format", "json").json()["id"].text)
    try audit.scene.done(
      "erase", "4", "--reason", "Yêu cầu của chủ dữ liệu", "--authority", "QĐ 12", "--confirm", "--officer", "lan")
    let byNumber = try audit.scene.done("audit", "--candidate", "4", "--format", "json").json()
    let byID = try audit.scene.done("audit", "--candidate", id, "--format", "json").json()
    let positions = byNumber["rows"].items.map { $0["position"].number }
    #expect(positions.contains(60) && positions == byID["rows"].items.map { $0["position"].number })
    #expect(byNumber["head"]["selection"]["candidates"].items.map(\.text) == [id])
    let text = try audit.scene.done("audit", "--candidate", "4").out
    #expect(text.contains("Điều kiện: thí sinh: số 4 (hồ sơ không còn)") && text.contains("Đã xóa nội dung"), "\(text)")
    try audit.scene.refused(66, "audit", "--candidate", "46")
  }

  @Test func `where content was changed, the place, that nothing more was read, and what to run`() throws {
    let audit = try AuditPlanted.made()
    try audit.scene.tamper("UPDATE payload SET body = body || ' ' WHERE position = 20;", without: "payload_update")
    // Of a sample of all the damaged record is one.
    for command in ["audit", "audit summary", "find nguyen", "diff --all @3", "audit sample 45 --seed @62"] {
      let words = command.split(separator: " ").map(String.init)
      let refused = try audit.scene.run(words)
      #expect(refused.status == 65 && refused.out.isEmpty, "\(command): \(refused)")
      #expect(
        refused.err.hasPrefix("Số ghi @20 của ") && refused.err.contains("không đọc tiếp, không ghi gì. kiemdo verify"))
      #expect(!refused.err.contains("Phần cuối"))
      let english = try audit.scene.run(words + ["--lang", "en"]).err
      #expect(english.hasPrefix("Event @20 of ") && english.contains("nothing more was read"), "\(english)")
    }
    // Which records a root draws is by chance: the sample is of a ledger that is whole.
    let whole = try AuditPlanted.made()
    for (planted, command) in [
      (audit, "audit officers"), (audit, "audit exceptions"), (whole, "audit sample 3 --seed @62"),
    ] {
      let words = command.split(separator: " ").map(String.init)
      #expect(try planted.scene.done(words).out.contains("Lệnh này không kiểm chứng cả sổ"), "\(command)")
      #expect(try planted.scene.done(words + ["--format", "csv"]).err.contains("Lệnh này không kiểm chứng cả sổ"))
      #expect(try planted.scene.done(words + ["--format", "json"]).json()["integrity"].text == "notVerified")
    }
  }

  @Test(arguments: ["show 3", "history 3", "blame 3"]) func `a candidate who was not there yet`(_ command: String)
    throws
  {
    let audit = try AuditPlanted.made()
    let words = command.split(separator: " ").map(String.init)
    let refused = try audit.scene.run(words + ["--as-of", "@3"])
    #expect(refused.status == 66 && refused.out.isEmpty, "\(refused)")
    #expect(refused.err.contains("Ở số ghi @3 chưa có thí sinh số 3: số ghi @7 mới ghi. Hỏi từ @7"), "\(refused)")
    let english = try audit.scene.run(words + ["--as-of", "@6", "--lang", "en"])
    #expect(english.err.contains("At event @6 there is no candidate no. 3 yet"), "\(english)")
    #expect(try audit.scene.run(words + ["--as-of", "@7"]).status == 0)
  }

  @Test func `a comparison shows nothing before it is refused`() throws {
    let audit = try AuditPlanted.made()
    for words in [["diff", "--class", "99", "@3"], ["diff", "3", "@3", "@4"], ["diff", "--all", "@3", "@99"]] {
      for format in ["text", "json", "csv"] {
        let refused = try audit.scene.run(words + ["--format", format])
        #expect(refused.status == 66 && refused.out.isEmpty, "\(words): \(refused)")
      }
    }
  }

  @Test func `nothing to search for`() throws {
    let scene = try Scene(.imported())
    for text in ["", "  "] {
      let refused = try scene.refused(64, "find", text)
      #expect(refused.err == "Chưa gõ từ cần tìm. Ví dụ: kiemdo find \"nguyen van\".\n")
    }
    #expect(try scene.refused(64, "find", "", "--lang", "en").err.hasPrefix("No text to search for."))
  }
}

@Suite struct `what a report says of itself` {
  @Test func `its clauses in words, on the screen and where its proof is checked`() throws {
    let audit = try AuditPlanted.made()
    let words = [
      "audit", "--candidate", "3", "--field", "phone", "--reason-matches", "bao", "--type", "candidate.corrected",
      "--from", "@50", "--to", "@60", "--proof", "cm.gz",
    ]
    let name = try #require(try audit.scene.done("show", "3", "--format", "json").json()["fields"]["fullName"].text)
    let text = try audit.scene.done(words).out
    #expect(
      text.contains(
        "Điều kiện: thí sinh: \(name) (12A1, số 3); mục: Điện thoại; việc: đính chính; lý do có chữ: \"bao\"\n"),
      "\(text)")
    #expect(try audit.scene.done("audit").out.contains("Điều kiện: mọi sự kiện\n"))
    #expect(try audit.scene.done("audit", "summary", "--late").out.contains("Điều kiện: chỉ việc ghi sau thời hạn"))
    let english = try audit.scene.done(words.dropLast() + ["en.gz", "--lang", "en"]).out
    #expect(
      english.contains("Clauses: candidate: \(name) (12A1, no. 3); field: Telephone; event: corrected;"), "\(english)")
    let checked = try audit.scene.done("verify", "--report", "cm.gz", "--key", audit.key).out
    #expect(
      checked.contains("Điều kiện: từ số ghi @50; đến số ghi @60; thí sinh: ") && checked.contains("mục: phone;"),
      "\(checked)")
    for shown in [text, english, checked] { #expect(!shown.contains("{\""), "\(shown)") }
  }

  @Test(arguments: [
    ["--late"], ["--after-signing"], ["--class", "12A1"], ["--field", "phone"], ["--reason-matches", "bao"],
    ["--unsigned-since", "--officer", "lan"],
  ])
  func `a proof without contents warns before it is written if it can't prove the clauses`(_ clauses: [String]) throws {
    let audit = try AuditPlanted.made()
    let words = ["audit"] + clauses + ["--headers-only", "--proof", "cm.gz"]
    let output = try audit.scene.done(words)
    #expect(
      output.err.hasPrefix("Cảnh báo: với --headers-only tệp chứng minh không chứng minh được điều kiện"), "\(output)")
    #expect(
      try audit.scene.done(words.dropLast() + ["en.gz", "--lang", "en"]).err.hasPrefix(
        "Warning: with --headers-only the proof can't"))
    let checked = try audit.scene.run("verify", "--report", "cm.gz", "--format", "json")
    #expect(
      try checked.status == 1 && checked.json()["answer"].text == "notProvable", "the warning is true: \(checked)")
    try audit.scene.done(words.dropLast() + ["bc.gz", "--output", "bc.pdf"])
    let page = try Tool.run("/usr/bin/pdftotext", "-layout", audit.scene.path("bc.pdf"), "-", in: audit.scene).out
    #expect(page.contains("không chứng minh được điều kiện"), "\(page)")
    let whole = try audit.scene.done(["audit"] + clauses + ["--proof", "ca.gz"])
    #expect(!whole.err.contains("không chứng minh được"), "\(whole)")
    #expect(try audit.scene.run("verify", "--report", "ca.gz").status == 0)
  }

  @Test func `clauses on headers are proved by headers, without a warning`() throws {
    let audit = try AuditPlanted.made()
    let output = try audit.scene.done(
      "audit", "--officer", "hoa", "--candidate", "4", "--from", "@50", "--headers-only", "--proof", "cm.gz")
    #expect(!output.err.contains("không chứng minh được"), "\(output)")
    #expect(try audit.scene.run("verify", "--report", "cm.gz").status == 0)
  }

  @Test func `that reads and exports are not in it`() throws {
    let planted = try PlantedHistory.made()
    let commands = [
      "history 3", "status", "blame 3", "diff 3 @50", "find dang", "audit", "audit summary", "audit officers",
      "audit exceptions", "audit sample 3 --seed @63", "history --sheet \(try planted.code(51))",
    ]
    for command in commands {
      let words = command.split(separator: " ").map(String.init)
      let sentence = "Không có trong báo cáo: ai đã xem hồ sơ và ai đã xuất tệp; sổ không ghi việc đọc và xuất."
      #expect(try planted.scene.done(words).out.contains(sentence), "\(command)")
      #expect(try planted.scene.done(words + ["--format", "csv"]).all.contains(sentence), "\(command)")
      #expect(
        try planted.scene.done(words + ["--lang", "en"]).out.contains("reads and exports are not logged"), "\(command)")
      let json = try planted.scene.done(words + ["--format", "json"]).json()
      let told = command == "audit" ? json["tail"]["notLogged"] : json["notLogged"]
      #expect(told.items.map(\.text) == ["reads", "exports"], "\(command)")
    }
  }
}

@Suite struct `columns stand under one another` {
  @Test func `in a record, whatever its items, labels and values`() throws {
    let scene = try Scene(.imported())
    try scene.done("correct", "3", "a8=q\u{301} 漢字", "a5=漢字, Hải Phòng", "--reason", "Thử")
    let lines = try scene.done("show", "3").lines.dropFirst().filter { $0.hasPrefix("  ") && !$0.contains("(") }
    let profile = try scene.done("show", "3", "--format", "json").json()
    let values = ["identityNumber", "phone", "className", "fullName"].compactMap { profile["fields"][$0].text }
    let columns = try values.map { value in
      let line = try #require(lines.first { $0.hasSuffix("  " + value) }, "\(value): \(lines)")
      return line.count - value.count
    }
    #expect(columns.count == 4 && Set(columns).count == 1, "\(columns): \(lines)")
  }

  @Test func `in a table with wide characters`() throws {
    let scene = try Scene(.imported())
    try scene.done("correct", "3", "fullName=漢字 Minh", "--reason", "Thử")
    let rows = try scene.done("list").lines.dropFirst()
    let row = try #require(rows.first { $0.contains("漢字 Minh") })
    let other = try #require(rows.first { !$0.contains("漢") })
    // Two columns each: what follows them stands two characters to the left.
    let places = try [row, other].map { line in
      try #require(line.firstRange(of: /\d\d\/\d\d\/\d{4}/)).lowerBound.utf16Offset(in: line)
    }
    #expect(places[0] == places[1] - 2, "\(rows)")
  }
}
