import ArgumentParser
import CanonicalForms
import EventLedger
import TransparencyLog

struct Cosign: KiemDoCommand {
  static let configuration = CommandConfiguration(
    commandName: "cosign", abstract: "Nhân chứng ký chứng đầu sổ mới (a witness vouches for a new head).",
    discussion: """
      Tệp là do checkpoint --for-witness của sổ làm ra. Đầu sổ mới được cất xong mới ký; đã ký rồi thì không lùi, không \
      rẽ nhánh. Dòng chữ ký in ra: đưa về cho sổ, checkpoint --add-cosignature.
      """, aliases: ["ky-chung"])

  @OptionGroup var options: GlobalOptions
  @Argument(help: "Tệp yêu cầu, hoặc - để đọc từ đầu vào.") var body: String
  @Option(help: "Tên nhân chứng (mặc định: khóa duy nhất ở máy này).") var witness: String?
  @Option(help: "Khóa của sổ, biết từ bên ngoài: cần ở lần đầu và sau khi sổ thay khóa.") var key: String?
  @Option(help: "Tệp nhận dòng chữ ký.") var output: String?

  func run(in session: Session) throws {
    let folder = try session.witnessFolder(named: witness)
    let ledgerKey = try key.map(session.ledgerKey)
    if let output { try session.demandOutput(output, as: .cosignature, outside: folder.path, besides: [body]) }
    let request: AddCheckpointRequest
    do {
      request = try AddCheckpointRequest.parse(try FileOutput.read(body))
    } catch let error as TransparencyLogError {
      throw WitnessFailure.badRequest(path: body, error)
    }
    let witnessed = try folder.cosign(request, ledgerKey: ledgerKey, time: session.nowInSeconds)
    talk(of: witnessed, session)
    let line = witnessed.cosignature.format()
    if let output {
      do {
        try FileOutput.write(Array((line + "\n").utf8), to: output, as: .cosignature)
      } catch Failure.notWritten(let path, let obstacle) {
        // It was given, and the head can't be taken back: it must not be lost.
        session.console.write(line)
        throw WitnessFailure.cosignedButNotWritten(path: path, obstacle)
      }
    }
    session.show(
      JSONObject([
        ("before", JSON(witnessed.before?.size)), ("firstContact", .bool(witnessed.before == nil)),
        ("ledgerKey", .string(witnessed.ledgerKey.format())), ("line", .string(line)),
        ("origin", .string(witnessed.checkpoint.origin)), ("output", JSON(output)),
        ("replacedKey", JSON(witnessed.replacedKey?.format())), ("root", .string(witnessed.checkpoint.root.base64)),
        ("size", .integer(witnessed.checkpoint.size)), ("time", .integer(witnessed.cosignature.time)),
        ("witness", .string(witnessed.cosignature.name)),
      ]), text: output == nil ? line : "")
  }

  private func talk(of witnessed: Witnessed, _ session: Session) {
    let (origin, size) = (witnessed.checkpoint.origin, witnessed.checkpoint.size)
    if let before = witnessed.before {
      session.console.note(
        session.say(
          "\(witnessed.cosignature.name) ký chứng \(origin): \(size) sự kiện, nối tiếp \(before.size) sự kiện đã chứng trước.",
          "\(witnessed.cosignature.name) cosigned \(origin): \(size) events, which extend the \(before.size) seen before."
        ))
    } else {
      session.console.note(
        session.say(
          "Lần đầu gặp sổ \(origin): tin lịch sử \(size) sự kiện đầu như được đưa, vì chưa có gì để đối chiếu, với khóa đã cho. Từ nay sổ phải nối tiếp đầu sổ này.",
          "First contact with \(origin): the history of the first \(size) events is trusted as given (trust on first use), under the key given. From now on the ledger must extend this head."
        ))
    }
    if let replaced = witnessed.replacedKey {
      session.console.note(
        session.say(
          "Sổ đã thay khóa: từ nay tin \(witnessed.ledgerKey), thay cho \(replaced); cả hai khóa đã ký điểm chốt này.",
          "The ledger's key was rotated: \(witnessed.ledgerKey) is trusted from now on instead of \(replaced); both have signed this checkpoint."
        ))
    }
  }
}
