import ArgumentParser
import Bookkeeping
import CanonicalForms
import EventLedger
import TransparencyLog

struct CheckpointCommand: KiemDoCommand {
  static let configuration = CommandConfiguration(
    commandName: "checkpoint",
    abstract: "Điểm chốt đã ký, kèm chữ ký của nhân chứng (the signed note of a checkpoint, with cosignatures).",
    discussion: """
      --for-witness làm tệp yêu cầu đưa cho nhân chứng (cosign); dòng chữ ký nhân chứng trả về thì ghi vào sổ bằng \
      --add-cosignature. Chỉ ghi chữ ký đã kiểm bằng khóa của nhân chứng: --witness, --policy, tệp chính sách ở KIEMDO_POLICY, \
      hoặc nhân chứng có khóa ở máy này.
      """, aliases: ["diem-chot"])

  @OptionGroup var options: GlobalOptions
  @Option(help: "Điểm chốt ở cỡ này (mặc định: mới nhất).") var size: Int?
  @Option(help: "Làm yêu cầu cho nhân chứng đã thấy CŨ: số sự kiện (0: chưa thấy), hoặc tệp điểm chốt trước.")
  var forWitness: String?
  @Option(help: "Tệp nhận yêu cầu.") var output: String?
  @Option(help: "Ghi chữ ký của nhân chứng: cả dòng, hoặc tệp chứa dòng ấy.") var addCosignature: [String] = []
  @Option(help: "Khóa của nhân chứng, để kiểm chữ ký được ghi.") var witness: [String] = []
  @Option(help: "Tệp chính sách nhân chứng nêu các khóa ấy (mặc định: KIEMDO_POLICY).") var policy: String?

  func validate() throws {
    if forWitness != nil, !addCosignature.isEmpty {
      throw ValidationError(
        "--for-witness không dùng cùng --add-cosignature.", "--for-witness does not go with --add-cosignature.")
    }
    if output != nil, forWitness == nil {
      throw ValidationError("--output chỉ dùng cùng --for-witness.", "--output goes only with --for-witness.")
    }
    if !witness.isEmpty, addCosignature.isEmpty {
      throw ValidationError(
        "--witness chỉ dùng cùng --add-cosignature.", "--witness goes only with --add-cosignature.")
    }
    if policy != nil, addCosignature.isEmpty {
      throw ValidationError(
        "--policy chỉ dùng cùng --add-cosignature.", "--policy goes only with --add-cosignature.")
    }
  }

  func run(in session: Session) throws {
    if let forWitness {
      try RequestForWitness(old: forWitness, size: size, output: output).run(in: session)
    } else if !addCosignature.isEmpty {
      let known = witness.isEmpty || policy != nil ? try session.knownWitnesses(policy: policy) : []
      let keys = try witness.map(session.witnessKey) + known
      try AddedCosignatures(sources: addCosignature, size: size, witnesses: keys).run(in: session)
    } else {
      try show(in: session)
    }
  }

  private func show(in session: Session) throws {
    let ledger = try session.openBooks().ledger
    let size = size ?? ledger.size
    let note = try session.checkpointNote(ledger, size: size)
    let cosignatures = try ledger.cosignatures(size: size)
    let lines = cosignatures.map { $0.format() }
    // Note and lines make one note, as a published folder has it.
    session.show(
      JSONObject([
        ("cosignatures", .array(cosignatures.map(\.json))), ("note", .string(note)), ("origin", .string(ledger.origin)),
        ("root", .string(try ledger.root(at: size).base64)), ("size", .integer(size)),
      ]), text: ([String(note.dropLast())] + lines).joined(separator: "\n"))
  }
}

extension Session {
  /// - Throws: `WitnessFailure.noCheckpoint` if no append ended at this size.
  func checkpointNote(_ ledger: Ledger, size: Int) throws -> String {
    guard let note = try ledger.checkpointNote(size: size) else {
      throw WitnessFailure.noCheckpoint(size: size, nearest: try ledger.checkpointSizes().first { $0 <= size })
    }
    return note
  }
}

extension Cosignature {
  /// The time in seconds, as the witness wrote it.
  var json: JSON {
    ["line": .string(format()), "time": .integer(time), "witness": .string(name)]
  }
}
