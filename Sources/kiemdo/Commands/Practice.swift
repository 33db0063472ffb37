import ArgumentParser
import Bookkeeping
import CanonicalForms
import EventLedger
import ExamRecords
import Exchange
import Foundation

struct Practice: KiemDoCommand {
  static let configuration = CommandConfiguration(
    commandName: "practice",
    abstract: "Trường tập dượt: tệp CSV và sổ ghi của những người không có thật (a synthetic school to train on).",
    aliases: ["tap-duot"])

  @OptionGroup var options: GlobalOptions
  @Argument(help: "Thư mục mới hoặc trống.") var folder: String
  @Option(help: "Số thí sinh, 1 đến 5000.") var candidates: Int = 600
  @Option(help: "Số lớp (mặc định: mỗi lớp khoảng 43 thí sinh).") var classes: Int?
  @Option(help: "Cùng số này thì ra cùng một trường.") var seed: UInt64 = 2023
  @Flag(help: "Nhập luôn phần đăng ký, không để lại cho người tập.") var full = false

  private static let officer = (id: "lan", name: "Vũ Thị Lan")

  func validate() throws {
    guard SyntheticSchool.sizes.contains(candidates) else {
      throw ValidationError(
        "--candidates: cần một số từ 1 đến \(SyntheticSchool.sizes.upperBound).",
        "--candidates: expected 1 to \(SyntheticSchool.sizes.upperBound).")
    }
    guard classes.map((1...candidates).contains) ?? true else {
      throw ValidationError(
        "--classes: cần một số từ 1 đến \(candidates), số thí sinh.",
        "--classes: expected 1 to \(candidates), the number of candidates.")
    }
  }

  func run(in session: Session) throws {
    try demandEmpty(session)
    let school = SyntheticSchool(candidates: candidates, classes: classes, seed: seed)
    try write(school.files(isFull: full))
    let founded = try LedgerFounding(
      path: folder + "/so.kiemdo", keyRoot: folder + "/keys", officer: Self.officer.id, officerName: Self.officer.name,
      unit: SyntheticSchool.unit, profile: try session.profileDocument("tn-thpt-2023")
    ).found(at: session.now)
    let signer = try founded.keys.signer(officer: Self.officer.id)
    try record(school.sectorFiles, "Nhập từ CSDL ngành", founded.books, signer, session)
    if full { try record(school.registrationFiles, "Phiếu đăng ký dự thi", founded.books, signer, session) }
    let size = founded.books.ledger.size
    session.show(
      JSONObject([
        ("candidates", .integer(candidates)), ("classes", .integer(school.classNames.count)),
        ("folder", .string(folder)),
        ("full", .bool(full)), ("seed", .string(String(seed))), ("size", .integer(size)),
        ("slips", .integer(school.slips.count)),
      ]),
      text: summary(school, size, session))
  }

  private func demandEmpty(_ session: Session) throws {
    _ = try session.demand(folder, "DIR")
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: folder, isDirectory: &isFolder) else { return }
    guard isFolder.boolValue else { throw Failure.fileExists(folder) }
    guard try FileManager.default.contentsOfDirectory(atPath: folder).isEmpty else {
      throw Explained(
        Explanation(
          message: session.say(
            "Thư mục \(folder) không trống; không ghi đè. Chọn thư mục khác. Chưa ghi gì.",
            "The folder \(folder) is not empty and is not touched. Choose another. Nothing was written."),
          code: .inputOutput))
    }
  }

  private func write(_ files: [SyntheticSchool.File]) throws {
    for file in files {
      let path = folder + "/" + file.name
      try FileOutput.makeFolder(path.folder, mode: 0o755)
      try FileOutput.write(file.bytes, to: path, as: .practice, mode: 0o644)
    }
  }

  /// The way of the command `import`, file by file.
  private func record(
    _ files: [SyntheticSchool.File], _ reason: String, _ books: Books, _ signer: OfficerSigner, _ session: Session
  ) throws {
    for file in files {
      let job = try ImportJob(
        file.bytes, name: file.name.lastComponent, books: books, session: session)
      precondition(job.plan.problems.isEmpty, "what the program makes, it can read")
      _ = try job.record(in: books, reason: reason, signer: signer, session: session)
    }
  }

  private func summary(_ school: SyntheticSchool, _ size: Int, _ session: Session) -> String {
    let next =
      full
      ? ["kiemdo status", "kiemdo list --state errors --layout full"]
      : ["kiemdo status", "kiemdo import dang-ky/12A1.csv --reason \"Phiếu đăng ký lớp 12A1\""]
    let commands = (["cd \(Self.quoted(folder))", "export KIEMDO_LEDGER=so.kiemdo"] + next).map { "  " + $0 }
      .joined(separator: "\n")
    let classes = school.classNames.count
    return session.say(
      """
      Đã lập trường tập dượt ở \(folder): \(candidates) thí sinh không có thật, \(classes) lớp.
      \(full ? "Đã nhập cả csdl-nganh và dang-ky" : "Đã nhập csdl-nganh; dang-ky để lại cho bạn nhập"). \
      Sổ có \(size) sự kiện. Có \(school.slips.count) hồ sơ bị gài lỗi để tìm.
      Tiếp theo:
      \(commands)
      Bài tập và đáp án: DOC-TRUOC.txt
      """,
      """
      Made a practice school in \(folder): \(candidates) people who don't exist, \(classes) classes.
      \(full ? "csdl-nganh and dang-ky are imported" : "csdl-nganh is imported; dang-ky is left for you"). \
      The ledger has \(size) events. \(school.slips.count) records have slips to find.
      Next:
      \(commands)
      Exercises and answers: DOC-TRUOC.txt
      """)
  }

  /// For a shell, quoted where needed.
  private static func quoted(_ path: String) -> String {
    let isPlain = path.utf8.allSatisfy { byte in
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D...0x2F, 0x5F, 0x80...: true
      default: false
      }
    }
    return isPlain ? path : "'" + path.replacing("'", with: "'\\''") + "'"
  }
}
