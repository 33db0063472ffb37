import ArgumentParser
import Bookkeeping
import CanonicalForms
import EventLedger
import ExamRecords
import Foundation
import TransparencyLog

struct Proof: KiemDoCommand {
  static let configuration = CommandConfiguration(
    commandName: "proof",
    abstract: "Bằng chứng một sự kiện nằm trong sổ, dạng C2SP tlog-proof (a proof that an event is in the ledger).",
    discussion: """
      kiemdo proof 3                    mọi sự kiện của thí sinh số 3 (every event of candidate 3)
      kiemdo proof 1042-583921          lần in phiếu ấy (that print)
      kiemdo proof @17                  sự kiện số 17 (event 17)
      kiemdo proof --consistency 50 95  sổ ở 95 sự kiện nối tiếp sổ ở 50 (the ledger at 95 extends that at 50): nội dung \
      add-checkpoint của C2SP tlog-witness, gồm cỡ cũ, các giá trị băm và điểm chốt mới. Thay cho cỡ có thể đưa tệp điểm chốt.
      """,
    aliases: ["chung-minh"])

  @OptionGroup var options: GlobalOptions
  @Argument(help: "Thí sinh, mã phiếu hoặc @số-ghi; với --consistency: hai cỡ hoặc hai tệp điểm chốt.")
  var targets: [String]
  @Option(help: "Tệp ra, hoặc thư mục cho nhiều sự kiện.") var output: String?
  @Flag(help: "Đưa cả nội dung (giá trị, lý do) vào bằng chứng: ai có tệp đều đọc được.") var withPayload = false
  @Flag(help: "Chứng minh rằng điểm chốt sau nối tiếp điểm chốt trước.") var consistency = false

  func validate() throws {
    if consistency, targets.count != 2 {
      throw ValidationError("--consistency cần đúng hai nơi: A B.", "--consistency needs two places: A B.")
    }
    if consistency, withPayload {
      throw ValidationError(
        "--consistency không dùng cùng --with-payload.", "--consistency does not go with --with-payload.")
    }
  }

  func run(in session: Session) throws {
    let books = try session.openBooks()
    if consistency { return try proveConsistency(books.ledger, session) }
    let positions = try targets.flatMap { try self.positions($0, books) }
    if positions.count > 1, output == nil { throw Failure.outputNeeded(files: positions.count) }
    let proofs = try positions.map { try books.ledger.proof(at: $0, withPayload: withPayload) }
    let files = try write(proofs, books.ledger, session)
    if withPayload {
      session.console.note(
        session.say(
          "Cảnh báo: bằng chứng chứa nội dung hồ sơ (giá trị, lý do). Chỉ đưa cho người được xem.",
          "Warning: the proof holds the content (values, reasons). Give it only to those who may see it."))
      for proof in proofs where proof.payload == nil {
        session.console.note(
          session.say(
            "Số ghi \(proof.header.position): nội dung đã xóa, bằng chứng chỉ có phần đầu.",
            "Event \(proof.header.position): the content was erased; the proof has the header only."))
      }
    }
    show(proofs, files, session)
  }

  /// A candidate's whole stream; the one event of a code or a position.
  private func positions(_ text: String, _ books: Books) throws -> [Int] {
    if text.first == "@" {
      guard let position = Int(text.dropFirst()), position >= 0 else { throw Failure.badTime(text) }
      return [position]
    }
    if ShortCode(text) != nil || text.utf8.count == SheetAnchor.digitCount {
      return try ShortCode(books.resolve(code: text).target.code).map { [$0.position] } ?? []
    }
    let candidate = try books.find(text).candidate
    return try books.history(of: candidate).map(\.mark.position)
  }

  /// Writes the files, if any; the path of each proof.
  private func write(_ proofs: [EventProof], _ ledger: Ledger, _ session: Session) throws -> [String?] {
    guard let output else { return proofs.map { _ in nil } }
    var isFolder: ObjCBool = false
    let isThere = FileManager.default.fileExists(atPath: output, isDirectory: &isFolder)
    guard proofs.count > 1 || isFolder.boolValue else {
      try session.demandOutput(output, as: .eventProof, of: ledger)
      try FileOutput.write(Array(proofs[0].format().utf8), to: output, as: .eventProof)
      return [output]
    }
    if !isThere {
      try session.demandOutput(output, as: .eventProof, of: ledger)
      try FileManager.default.createDirectory(atPath: output, withIntermediateDirectories: false)
    }
    return try proofs.map { proof in
      let path = "\(output)/\(proof.header.position).tlog-proof"
      try session.demandOutput(path, as: .eventProof, of: ledger)
      try FileOutput.write(Array(proof.format().utf8), to: path, as: .eventProof)
      return path
    }
  }

  private func show(_ proofs: [EventProof], _ files: [String?], _ session: Session) {
    var table = Table(
      name: "proofs",
      columns: [
        .init(key: "position", vietnamese: "Số ghi", english: "Position", isRight: true),
        .init(key: "type", vietnamese: "Việc", english: "Event"),
        .init(key: "recordedAt", vietnamese: "Lúc", english: "At"),
        .init(key: "officer", vietnamese: "Cán bộ", english: "Officer"),
        .init(key: "hasPayload", vietnamese: "Có nội dung", english: "With content"),
        .init(key: "file", vietnamese: "Tệp", english: "File"),
      ],
      members: [
        ("origin", JSON(proofs.first?.proof.checkpoint.origin)),
        ("root", JSON(proofs.first?.proof.checkpoint.root.base64)),
        ("size", JSON(proofs.first?.proof.checkpoint.size)),
      ])
    let isText = options.format == .text
    if !isText { table.columns.append(.init(key: "proof", vietnamese: "", english: "")) }
    for (proof, file) in zip(proofs, files) {
      let header = proof.header
      var row: [JSON] = [
        .integer(header.position), .string(isText ? session.eventWord(header.type) : header.type),
        .string(isText ? header.recordedAt.vietnamText : header.recordedAt.text), .string(header.officer),
        .bool(proof.payload != nil), JSON(file),
      ]
      if !isText { row.append(.string(proof.format())) }
      table.rows.append(row)
    }
    if isText, output == nil {
      for proof in proofs { session.console.write(bytes: Array(proof.format().utf8)) }
    } else {
      session.show(table)
    }
    session.console.note(
      session.say(
        "Bằng chứng nói rằng sự kiện nằm trong sổ, không nói rằng nó là sự kiện mới nhất. Kiểm: kiemdo verify --proof TỆP --key KHÓA",
        "The proof says that the event is in the ledger, not that it is the newest. Check it: kiemdo verify --proof FILE --key KEY"
      ))
  }

  // MARK: Consistency

  private func proveConsistency(_ ledger: Ledger, _ session: Session) throws {
    let heads = try targets.map { try Self.head($0, ledger) }
    let proof = try ledger.consistency(from: heads[0], to: heads[1])
    let text = proof.format()
    if let output {
      try session.demandOutput(output, as: .requestForWitness, of: ledger, besides: targets.filter { Int($0) == nil })
      try FileOutput.write(Array(text.utf8), to: output, as: .requestForWitness)
    }
    if options.format == .text, output == nil {
      session.console.write(bytes: Array(text.utf8))
    } else {
      session.show(
        JSONObject([
          ("from", .integer(proof.oldSize)),
          ("fromNote", JSON(try ledger.checkpointNote(size: proof.oldSize))), ("output", JSON(output)),
          ("proof", .string(text)), ("to", .integer(proof.checkpoint.size)), ("toNote", .string(proof.note.format())),
        ]),
        text: session.say(
          "Đã ghi bằng chứng từ cỡ \(proof.oldSize) đến cỡ \(proof.checkpoint.size) vào \(output ?? "-").",
          "Wrote the proof from size \(proof.oldSize) to size \(proof.checkpoint.size) to \(output ?? "-")."))
    }
    session.console.note(
      session.say(
        "Dạng add-checkpoint của C2SP tlog-witness: ai giữ điểm chốt ở cỡ \(proof.oldSize) tự kiểm được rằng sổ ở cỡ \(proof.checkpoint.size) nối tiếp nó: kiemdo verify --consistency TỆP --against ĐIỂM-CHỐT --key KHÓA",
        "In the form add-checkpoint of C2SP tlog-witness: whoever keeps the checkpoint of size \(proof.oldSize) can see that the ledger at size \(proof.checkpoint.size) extends it: kiemdo verify --consistency FILE --against NOTE --key KEY"
      ))
  }

  /// A size, or the size of the note in a file, which this ledger must contain.
  private static func head(_ text: String, _ ledger: Ledger) throws -> Int {
    if let size = Int(text) { return size }
    guard let head = SeenHead.find(in: try FileOutput.read(text), source: text).last else {
      throw Failure.noHeadIn(text)
    }
    let checkpoint = Checkpoint(origin: head.origin ?? ledger.origin, size: head.size, root: head.root)
    guard try ledger.contains(checkpoint) else { throw Failure.headNotContained(text, size: head.size) }
    return head.size
  }
}
