import CanonicalForms
import Foundation
import Testing

/// What the built command prints with `--format json` is what the published schemas say.
@Suite struct `Outputs and schemas` {
  @Test func `a school's day, command by command`() throws {
    let scene = try OutputScene()
    try day(scene)
    try witnesses(scene)
    try asking(scene)
    try audit(scene)
    try keeping(scene)
    let schemas = Set(try FileManager.default.contentsOfDirectory(atPath: Repository.path + "/Schemas/outputs"))
    let printed = Dictionary(grouping: scene.printed) { String($0.name.prefix { $0 != "." }) + ".schema.json" }
    #expect(Set(printed.keys) == schemas)
    for (schema, outputs) in printed.sorted(by: { $0.key < $1.key }) {
      let broken = outputs.flatMap { Self.broken($0.json) }
      let answers = try `Decoder and schema`.ask(
        "\(Repository.path)/Schemas/outputs/\(schema)", (outputs.map(\.json) + broken).map(\.canonicalText))
      try #require(answers.count == outputs.count + broken.count)
      for (output, answer) in zip(outputs, answers) {
        #expect(answer == "ok", "\(output.name): \(output.json.canonicalText)")
      }
      for (json, answer) in zip(broken, answers.dropFirst(outputs.count)) {
        #expect(answer == "no", "\(schema) takes \(json.canonicalText)")
      }
    }
    try writeExamples(scene)
  }

  /// One member more or less at the top: what no run prints.
  private static func broken(_ json: JSON) -> [JSON] {
    guard let object = json.object else { return [] }
    var more = object
    more["andAnotherThing"] = .some(.null)
    return [.object(more)]
      + object.keys.map { key in
        var less = object
        less[key] = nil
        return .object(less)
      }
  }

  /// Import, corrections, sheets and lists.
  private func day(_ scene: OutputScene) throws {
    try scene.run(
      "init", "init", "--unit-name", "TRƯỜNG THPT BẾN SÓNG", "--place", "Hải Phòng", "--officer-name", "Vũ Thị Lan")
    try scene.run("unit", "unit", "set", "--signatory-name", "Trần Văn Bình", "--reason", "Năm học mới")
    try scene.run("unit.show", "unit", "show")
    try write(Self.list, "12A.csv", scene)
    try scene.run("import.dry-run", "import", "12A.csv", "--dry-run")
    try scene.run("import", "import", "12A.csv", "--reason", "Nhập từ CSDL ngành")
    try scene.run("import.again", "import", "12A.csv", "--reason", "Nhập lại")
    try scene.run("add", "add", "fullName=NGUYỄN VĂN MUỘN", "className=12A2", "--reason", "Chuyển trường đến")
    try scene.run("list", "list")
    try scene.run("show.unprinted", "show", "1")
    let corrected = try scene.run(
      "correct", "correct", "1", "a4=031205000009", "--reason", "Theo thẻ CCCD", "--evidence", "Bản sao thẻ")
    let printed = try scene.run("print", "print", "--all", "--output", "phieu.pdf")
    let codes = printed.object?["codes"]?.array?.compactMap(\.string) ?? []
    try #require(codes.count == 5)
    try scene.run("reprint", "reprint", "--run", codes[0], "--output", "in-lai.pdf")
    try scene.run("class-list", "class-list", "--class", "12A1", "--output", "danh-sach.pdf")
    try scene.run("sign.returned", "sign", "--corrected", codes[1])
    try scene.run("status.returned", "status")
    try scene.run("correct.closed", "correct", codes[1], "--none", "--reason", "Em chỉ viết lại cho rõ")
    try scene.run("correct.sheet", "correct", codes[2], "phone=0912345678", "a4=")
    try scene.run(
      "sign", "sign", codes[0], codes[1], codes[2], codes[0], "1042-583921", String(repeating: "1", count: 343),
      "--signed-on", "20/04/2023", "--place", "Phòng 12A1", exit: 1)
    try scene.run(
      "class-list.supplement", "class-list", "--class", "12A1", "--state", "stale", "--output", "bo-sung.pdf")
    try scene.run("sign.class", "sign", "--class", "12A2", exit: 0)
    try scene.run("unsign", "unsign", codes[1], "--reason", "Quét nhầm")
    try scene.run("withdraw", "withdraw", "4", "--reason", "Bảo lưu kết quả")
    try scene.run("list.withdrawn", "list", "--state", "withdrawn")
    try scene.run("withdraw.restored", "restore", "4", "--reason", "Thi lại")
    try scene.run("status", "status")
    try scene.run("show", "show", "1")
    try scene.run("history", "history", "1")
    try scene.run("history.field", "history", "1", "--field", "a4")
    let position = corrected.object?["position"]?.integer ?? 0
    try scene.run("show.as-of", "show", "1", "--as-of", "@\(position - 1)")
    try scene.run("list.as-of", "list", "--as-of", "@\(position - 1)")
    try write(Self.list.replacingOccurrences(of: "Hải Phòng", with: "Hà Nội") + Self.faults, "loi.csv", scene)
    try scene.run("correct.birthplace", "correct", "2", "a3a=Nam Định", "--reason", "Theo giấy khai sinh")
    try scene.run("import.refused", "import", "loi.csv", "--reason", "Nhập đợt 2", exit: 65)
    try scene.run(
      "import.partly", "import", "loi.csv", "--reason", "Nhập đợt 2", "--keep-going", "--rejects", "con-lai.csv",
      exit: 1)
    try scene.run("export", "export", "--output", "ho-so.csv")
    try scene.run("export.changes", "export", "--changes", "--output", "da-sua.csv")
  }

  /// Keys, officers, profiles, and what goes wrong with files and clocks.
  private func keeping(_ scene: OutputScene) throws {
    try scene.run("checkpoint", "checkpoint")
    try scene.run("officer-add", "officer", "add", "hoa", "--name", "Lê Thị Hoa")
    try scene.run("officer-new-key", "officer", "new-key", "minh", "--origin", "kiemdo/truong-khac")
    try scene.run("officer-revoke", "officer", "revoke", "hoa", "--reason", "Chuyển công tác")
    try proving(scene)
    try scene.run("officer-list", "officer", "list")
    try scene.run("officer-add.writes", "officer", "add", "minh", "--name", "Trần Văn Minh")
    let erasure = ["erase", "3", "--reason", "Chủ dữ liệu yêu cầu", "--authority", "Quyết định 12/QĐ-SGDĐT"]
    try scene.run("erase.asked", erasure)
    try scene.run("erase", erasure + ["--officer", "minh", "--confirm"])
    try scene.run("erase.again", erasure + ["--confirm"])
    try scene.run("show.erased", "show", "3")
    try scene.run("history.erased", "history", "3")
    try scene.run("status.erased", "status")
    try scene.run("officer-revoke.holder", "officer", "revoke", "minh", "--reason", "Chuyển công tác")
    try scene.run("status.rotation", "status")
    try scene.run("keys", "keys")
    try scene.run("keys-rotate", "keys", "rotate")
    try scene.run("keys.rotated", "keys")
    try scene.run("backup", "backup", "sao-luu.kiemdo")
    try scene.run("receive", "receive", "so.kiemdo", "--to", "da-nhan")
    try scene.run("receive.paper", "receive", "so.kiemdo", "--to", "nhan-co-giay", "--output", "giao-nhan.pdf")
    try scene.run("receive.refused", "receive", "so.kiemdo", "khong-co.kiemdo", "--to", "da-nhan", exit: 74)
    let profile = "\(Repository.path)/Tests/ExamRecordsTests/Profiles/tn-thpt-2025.json"
    try scene.run("profile-check", "profile", "check", profile)
    try scene.run("profile-adopt", "profile", "adopt", profile, "--reason", "Kỳ thi năm 2025")
    try scene.run("status.2025", "status")
    try scene.run("rebuild", "rebuild")
    try scene.run("verify", "verify")
    try scene.run("verify.conclusion", "verify", "--output", "bien-ban.pdf")
    let other = try scene.run(
      "init.other", "init", "--ledger", "khac.kiemdo", "--unit-name", "TRƯỜNG THPT KHÁC", "--officer-name", "Vũ Thị Lan"
    )
    try scene.run("verify.other-key", "verify", "--key", other.object?["ledgerKey"]?.string ?? "", exit: 1)
    try scene.run("clock-correct", "clock", "correct", "--reason", "Đồng hồ chạy nhanh", minutesLater: -30)
    // An older copy is put back.
    for name in ["so.kiemdo", "so.kiemdo-wal", "so.kiemdo-shm"] {
      try? FileManager.default.removeItem(atPath: scene.path(name))
    }
    try FileManager.default.copyItem(atPath: scene.path("sao-luu.kiemdo"), toPath: scene.path("so.kiemdo"))
    try scene.run("verify.older-copy", "verify", exit: 1)
    try scene.run("resume", "resume", "--reason", "Ổ đĩa hỏng, lấy lại bản sao lưu", minutesLater: 60)
    try scene.run("verify.resumed", "verify")
    try scene.run("practice", "practice", "tap-duot", "--candidates", "6", "--classes", "2")
  }

  /// Publishing, proofs, and what they are checked against.
  private func proving(_ scene: OutputScene) throws {
    try scene.run("publish", "publish", "cong-bo")
    let last = try scene.run("checkpoint.later", "checkpoint")
    let note = try #require(last.object?["note"]?.string)
    let size = try #require(last.object?["size"]?.integer)
    try write(note, "diem-chot", scene)
    try scene.run("correct.later", "correct", "3", "a4=031305000033", "--reason", "Theo thẻ CCCD")
    try scene.run("publish.again", "publish", "cong-bo")
    try scene.run("verify-tiles", "verify", "--tiles", "cong-bo", "--against", "diem-chot")
    try scene.run("verify.against", "verify", "--against", "diem-chot", "--against", "cong-bo")
    try scene.run("proof", "proof", "3", "--output", "bang-chung")
    let one = try scene.run("proof.payload", "proof", "@\(size)", "--with-payload", "--output", "mot.tlog-proof")
    try #require(one.object?["proofs"]?.array?.count == 1)
    try scene.run("verify-proof", "verify", "--proof", "mot.tlog-proof")
    try scene.run("proof-consistency", "proof", "--consistency", "diem-chot", "\(size + 1)", "--output", "noi-tiep")
    try scene.run("verify-consistency", "verify", "--consistency", "noi-tiep", "--against", "diem-chot")
  }

  private func write(_ text: String, _ name: String, _ scene: OutputScene) throws {
    try Data(text.utf8).write(to: URL(filePath: scene.path(name)))
  }

  private static let list = """
    STT,Họ và tên,Ngày sinh,Giới tính,Nơi sinh,Dân tộc,Số định danh cá nhân,Lớp,Ghi chú
    1,NGUYỄN THỊ ÁNH,09/03/2005,Nữ,Hải Phòng,Kinh,031305000001,12A1,
    2,TRẦN VĂN BÌNH,21/11/2005,Nam,Hải Phòng,Kinh,031205000002,12A1,
    3,ĐỖ THỊ CHI,02/01/2005,Nữ,Hải Phòng,Tày,031305000003,12A1,
    4,LÊ VĂN DŨNG,30/06/2005,Nam,Hải Phòng,Kinh,031205000004,12A2,

    """

  /// A lost zero, a birth date that is none, keys of two people.
  private static let faults = """
    5,PHẠM VĂN EM,31/02/2005,Nam,Hải Phòng,Kinh,31205000005,12A2,
    6,TRẦN VĂN BÌNH,21/11/2005,Nam,Hải Phòng,Kinh,031305000003,12A1,

    """

  /// With `KIEMDO_EXAMPLES=Schemas/examples/outputs` the outputs become the published examples: one of each command, and
  /// the special ones that are there already.
  private func writeExamples(_ scene: OutputScene) throws {
    guard let folder = ProcessInfo.processInfo.environment["KIEMDO_EXAMPLES"] else { return }
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    for (name, json) in scene.printed
    where !name.contains(".") || FileManager.default.fileExists(atPath: "\(folder)/\(name).json") {
      try Data((json.indentedText + "\n").utf8).write(to: URL(filePath: "\(folder)/\(name).json"))
    }
  }
}
