import ArgumentParser
import CanonicalForms
import EventLedger
import TransparencyLog

/// Which checkpoint's root draws a sample.
struct SeedOptions: ParsableArguments {
  @Option(
    help: "Gốc (base64), cỡ (@21) hoặc tệp, thư có một điểm chốt; mặc định: điểm chốt mới nhất có nhân chứng.")
  var seed: String?
  @Option(help: "Tệp chính sách nhân chứng (C2SP tlog-policy): chỉ điểm chốt đủ nhân chứng mới được rút.")
  var policy: String?
  @Option(help: "Nhìn sổ như lúc này: 25/04/2023 17:00, hoặc @1042.") var asOf: String?

  func validate() throws {
    if seed != nil, policy != nil {
      throw ValidationError(
        "--seed không dùng cùng --policy: một trong hai chọn điểm chốt.",
        "--seed does not go with --policy: one of them chooses the checkpoint.")
    }
  }

  /// The size of the checkpoint, and why it is this one.
  ///
  /// - Throws: `Failure.noSuchCheckpoint`, `.noWitnessedCheckpoint`.
  func choose(_ ledger: Ledger, below viewpoint: Viewpoint, _ session: Session) throws -> (size: Int, SampleSeed) {
    if let seed { return (try checkpoint(seed, ledger, below: viewpoint.size), .given) }
    let cosigned = try ledger.cosignedCheckpoints().filter { $0.checkpoint.size <= viewpoint.size }
    guard let policy else {
      guard let newest = cosigned.last else { throw Failure.noWitnessedCheckpoint(.nobody(isPast: viewpoint.isPast)) }
      return (newest.checkpoint.size, .cosigned)
    }
    let witnessing = Witnessing(
      policy: try session.policy(policy), ledgerKeys: ledger.ledgerKeys, headSize: ledger.size, cosigned: cosigned)
    guard witnessing.log != .notListed else { throw Failure.noWitnessedCheckpoint(.otherLedger(policy: policy)) }
    guard let newest = witnessing.checkpoints.last(where: { $0.isQuorum && !$0.voices.isEmpty }) else {
      throw Failure.noWitnessedCheckpoint(.noQuorum(policy: policy, cosigned: cosigned.last?.checkpoint.size))
    }
    return (newest.size, .witnessed(newest.voices.map { witnessing.policy.witnesses[$0.witness].name }))
  }

  private func checkpoint(_ text: String, _ ledger: Ledger, below end: Int) throws -> Int {
    let heads = try FileOutput.isThere(text) ? SeenHead.find(in: FileOutput.read(text), source: text) : []
    for size in try ledger.checkpointSizes() where size <= end {
      guard let checkpoint = try ledger.storedCheckpoint(size: size) else { continue }
      let isSeen = heads.contains { $0.size == size && $0.root == checkpoint.root }
      if isSeen || text == "@\(size)" || text == checkpoint.root.base64 { return size }
    }
    throw Failure.noSuchCheckpoint(text)
  }
}

/// Why a checkpoint's root draws.
enum SampleSeed {
  /// The newest with a quorum of witnesses, whose cosignatures were checked.
  case witnessed([String])
  /// The newest with a line of a witness, whose key is not known here.
  case cosigned
  /// Who asks has chosen it.
  case given

  /// For programs.
  var word: String {
    switch self {
    case .witnessed: "witnessed"
    case .cosigned: "cosigned"
    case .given: "given"
    }
  }

  func remark(_ session: Session) -> String? {
    guard case .witnessed(let names) = self else { return nil }
    let all = names.joined(separator: ", ")
    return session.say(
      "Điểm chốt mới nhất đủ nhân chứng theo chính sách đã cho; chữ ký của \(all) đúng: không ai ở đây chọn được thăm.",
      "The newest checkpoint with a quorum of the policy given; the cosignatures of \(all) are valid: nobody here could choose the lots."
    )
  }

  /// Nil where nobody could choose.
  func warning(_ session: Session) -> String? {
    switch self {
    case .witnessed: nil
    case .cosigned:
      session.say(
        "Cảnh báo: điểm chốt này mang dòng của một nhân chứng nhưng chưa kiểm được chữ ký ấy, vì chưa ai cho khóa; ai giữ sổ cũng có thể tự thêm một dòng như vậy rồi ghi thêm cho đến khi thăm vừa ý. Thêm --policy TỆP (chính sách có khóa của nhân chứng).",
        "Warning: this checkpoint bears a witness's line which could not be checked, since nobody gave a key; whoever keeps the ledger could have made such a line, and append until the lots suit him. Add --policy FILE (a policy with the witness's key)."
      )
    case .given:
      session.say(
        "Cảnh báo: điểm chốt do người hỏi chọn; kết quả chỉ công bằng nếu nó đã được định trước.",
        "Warning: this checkpoint was chosen by who asks; the lots are fair only if it was fixed beforehand.")
    }
  }
}

/// Why no checkpoint draws by itself.
enum UnwitnessedReason {
  case nobody(isPast: Bool)
  case otherLedger(policy: String)
  /// And the newest checkpoint that bears a line at all.
  case noQuorum(policy: String, cosigned: Int?)
}
