import Bookkeeping
import CanonicalForms
import EventLedger
import ExamRecords
import TransparencyLog

/// A receipt for people and programs.
struct ReceiptReport {
  var receipt: Receipt
  /// The PDF for both parties to sign, if one was asked for.
  var output: String?

  var json: JSONObject {
    let items: [JSON] = receipt.items.map { item in
      switch item.outcome {
      case .received(let ledger): .object(Self.json(ledger, source: item.source, error: nil))
      case .refused(let reason): .object(Self.json(nil, source: item.source, error: reason))
      }
    }
    return JSONObject([
      ("complete", .bool(receipt.isComplete)), ("folder", .string(receipt.folder)), ("items", .array(items)),
      ("output", JSON(output)),
      ("receivedAt", .string(receipt.receivedAt.text)),
    ])
  }

  private static func json(_ ledger: ReceivedBooks?, source: String, error: String?) -> JSONObject {
    JSONObject([
      ("copy", ledger.map { json($0.copy) } ?? .null),
      ("erasureUnfinished", ledger.map { .bool($0.isErasureUnfinished) } ?? .null), ("error", JSON(error)),
      ("files", .array(ledger?.sources.map(json) ?? [])), ("findings", JSON(ledger?.findings.count)),
      ("fingerprint", JSON(ledger?.ledgerKey?.fingerprint)), ("lastRecordedAt", JSON(ledger?.lastRecordedAt?.text)),
      ("ledgerKey", JSON(ledger?.ledgerKey?.format())), ("origin", JSON(ledger?.origin)),
      ("root", JSON(ledger?.root?.base64)), ("size", JSON(ledger?.size)), ("source", .string(source)),
      ("unit", JSON(ledger?.unit)),
    ])
  }

  private static func json(_ file: ReceivedFile) -> JSON {
    ["bytes": .integer(file.size), "name": .string(file.name), "sha256": .string(file.hash.hex)]
  }

  /// One row a file that was named.
  var table: Table {
    let keys = [
      "source", "error", "bytes", "sha256", "logBytes", "logSHA256", "copy", "copyBytes", "copySHA256", "origin",
      "unit",
      "size", "root", "lastRecordedAt", "ledgerKey", "fingerprint", "findings", "erasureUnfinished",
    ]
    var table = Table(name: "items", columns: keys.map { .init(key: $0, vietnamese: $0, english: $0) })
    table.rows = receipt.items.map { item in
      guard case .received(let ledger) = item.outcome else {
        guard case .refused(let reason) = item.outcome else { return [] }
        return [.string(item.source), .string(reason)] + Array(repeating: .null, count: keys.count - 2)
      }
      let log = ledger.sources.dropFirst().first
      return [
        .string(item.source), .null, JSON(ledger.sources.first?.size), JSON(ledger.sources.first?.hash.hex),
        JSON(log?.size), JSON(log?.hash.hex), .string(ledger.copy.name), .integer(ledger.copy.size),
        .string(ledger.copy.hash.hex), JSON(ledger.origin), JSON(ledger.unit), JSON(ledger.size),
        JSON(ledger.root?.base64), JSON(ledger.lastRecordedAt?.text), JSON(ledger.ledgerKey?.format()),
        JSON(ledger.ledgerKey?.fingerprint), .integer(ledger.findings.count),
        .bool(ledger.isErasureUnfinished),
      ]
    }
    return table
  }

  func text(_ session: Session) -> String {
    let blocks = receipt.items.map { item in
      switch item.outcome {
      case .received(let ledger): text(ledger, item.source, session)
      case .refused(let reason):
        session.say(
          "\(item.source.printable)\n  CHƯA NHẬN: \(reason)", "\(item.source.printable)\n  NOT RECEIVED: \(reason)")
      }
    }
    let time = receipt.receivedAt.vietnamText
    let paper = output.map { [session.say("Biên bản giao nhận: \($0)", "Receipt to sign: \($0)")] } ?? []
    let closing = [session.say("Nhận lúc \(time).", "Received at \(time) (Viet Nam).")] + paper
    return (blocks + [closing.joined(separator: "\n")]).joined(separator: "\n\n")
  }

  private func text(_ ledger: ReceivedBooks, _ source: String, _ session: Session) -> String {
    func say(_ vietnamese: String, _ english: String) -> String { session.say(vietnamese, english) }
    let unknown = say("không đọc được", "unreadable")
    var lines = [source.printable]
    for (index, file) in ledger.sources.enumerated() {
      let kind = index == 0 ? say("Tệp sổ ", "Ledger ") : say("Nhật ký", "Log    ")
      lines.append("  \(kind)  \(file.hash.hex)  \(file.name)  \(file.size.grouped(session.language)) byte")
    }
    let copy = ledger.copy
    lines.append(
      "  \(say("Bản sao", "Copy   "))  \(copy.hash.hex)  \(receipt.folder)/\(copy.name)  \(copy.size.grouped(session.language)) byte"
    )
    lines.append(
      "  " + sameness(ledger, say))
    lines += [
      say("  Tên sổ: ", "  Origin: ") + (ledger.origin ?? unknown),
      say("  Đơn vị: ", "  Unit: ") + (ledger.unit ?? unknown),
      say("  Số sự kiện: ", "  Events: ") + (ledger.size.map(String.init) ?? unknown),
      say("  Gốc: ", "  Root: ") + (ledger.root?.base64 ?? unknown),
      say("  Ghi lần cuối (giờ máy ghi): ", "  Last recorded (by that computer's clock): ")
        + (ledger.lastRecordedAt?.vietnamText ?? unknown),
      say("  Khóa của sổ: ", "  The ledger's key: ") + (ledger.ledgerKey?.format() ?? unknown),
      say("  Dấu vân tay khóa: ", "  Fingerprint of the key: ") + (ledger.ledgerKey?.fingerprint ?? unknown),
    ]
    if ledger.isErasureUnfinished { lines.append("  " + erasureNote(say)) }
    lines.append("  " + verdict(ledger, say))
    return lines.joined(separator: "\n")
  }

  /// That an erasure is unfinished, which whoever receives the bytes must know.
  func erasureNote(_ say: (String, String) -> String) -> String {
    say(
      "Một lần xóa dữ liệu trong sổ này CHƯA XONG: nội dung đã xóa có thể còn trong tệp giao và trong bản sao.",
      "An erasure in this ledger is INCOMPLETE: what was erased may still be in the files handed over and in the copy."
    )
  }

  /// How the copy and the files on the medium go together.
  func sameness(_ ledger: ReceivedBooks, _ say: (String, String) -> String) -> String {
    if ledger.isLogFolded {
      return say(
        "Nhật ký ghi trước đã gộp vào bản sao, nên bản sao khác tệp sổ.",
        "The log is folded into the copy, which therefore differs from the ledger's file.")
    }
    let same = say("Bản sao giống tệp sổ từng byte.", "The copy has the ledger's bytes.")
    guard ledger.sources.count > 1 else { return same }
    return same
      + say(
        " Nhật ký có trên phương tiện nhưng không thêm được gì: bị cắt cụt, hoặc đã nằm trong tệp sổ.",
        " The log on the medium adds nothing to it: it was cut short, or is in the ledger's file already.")
  }

  /// What was found in the copy, in a sentence.
  func verdict(_ ledger: ReceivedBooks, _ say: (String, String) -> String) -> String {
    guard let first = ledger.findings.first else {
      return say(
        "Bản sao tự nó nhất quán. Có thật là sổ của đơn vị hay không: so dấu vân tay khóa với nơi khác.",
        "The copy is consistent in itself. Whether it is the unit's ledger: compare the fingerprint with another source."
      )
    }
    let place = first.position.map { " @\($0)" } ?? ""
    let copy = "\(receipt.folder)/\(ledger.copy.name)"
    return say(
      "Bản sao có \(ledger.findings.count) chỗ sai, đầu tiên là \(first.code.rawValue)\(place). Xem hết: kiemdo verify --ledger \(copy.shellQuoted)",
      "The copy has \(ledger.findings.count) findings, the first \(first.code.rawValue)\(place). See all: kiemdo verify --ledger \(copy.shellQuoted)"
    )
  }
}
