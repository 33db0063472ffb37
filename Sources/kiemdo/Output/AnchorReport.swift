import Bookkeeping
import CanonicalForms
import EventLedger
import TransparencyLog

/// What codes say where only the ledger's public key is at hand, and what can't be said.
struct AnchorReport {
  var statements: [AnchorStatement]
  var key: VerifierKey
  var session: Session

  func show() {
    switch session.options.format {
    case .json:
      let results = statements.map { JSON.object(json($0)) }
      session.show(
        JSONObject([
          ("judges", "code"), ("key", .string(key.format())), ("ledger", .null), ("statements", .array(results)),
          ("unknown", .array(Self.unknown.map(JSON.string))),
        ]), text: "")
    case .csv:
      session.show(table)
      session.console.note(cantBeSaid)
    case .text:
      for statement in statements { session.console.write(lines(statement).joined(separator: "\n")) }
      session.console.write(cantBeSaid)
      session.console.write(session.codeNotPaper)
    }
  }

  /// What only the ledger knows.
  private static let unknown = ["content", "current", "inHistory", "signedByStudent", "withdrawn", "erased"]

  private var cantBeSaid: String {
    session.say(
      "Không có sổ ghi nên không nói được: trang in gì, của ai, còn hiệu lực, đã thu hồi, đã xóa hay đã ký chưa, và sự kiện có còn trong sổ không. Đối chiếu cỡ và gốc trên với bất kỳ bản sao nào của sổ.",
      "Without the ledger it can't be said what the page says, of whom, whether it is current, withdrawn, erased or signed, nor whether the event is still in the history. Compare size and root with any copy of the ledger."
    )
  }

  private func lines(_ statement: AnchorStatement) -> [String] {
    guard let anchor = statement.anchor else {
      if statement.isShortCode {
        return [
          session.say(
            "\(statement.text): mã ngắn không nói được gì khi không có sổ ghi; đối chiếu với danh sách lớp trên giấy, hoặc quét mã QR.",
            "\(statement.text): a short code says nothing without the ledger; look it up in the class list on paper, or scan the QR."
          )
        ]
      }
      return ["\(statement.text.excerpt): \(failure(statement))"]
    }
    guard statement.reading == nil else { return ["\(statement.text.prefix(20))…: \(failure(statement))"] }
    return [
      session.say(
        "\(anchor.shortCode.text): KHÓA NÀY ĐÃ KÝ MÃ (\(key.name), khóa \(anchor.keyID.hexadecimal)).",
        "\(anchor.shortCode.text): SIGNED BY THIS KEY (\(key.name), key \(anchor.keyID.hexadecimal))."),
      session.say(
        "  Nói rằng: sự kiện \(anchor.position) in trang này khi sổ có \(anchor.treeSize) sự kiện, gốc \(anchor.root.base64), tóm lược nội dung \(anchor.digest.base64).",
        "  It states: event \(anchor.position) printed this page when the ledger had \(anchor.treeSize) events, root \(anchor.root.base64), digest of the content \(anchor.digest.base64)."
      ),
    ]
  }

  private func failure(_ statement: AnchorStatement) -> String {
    guard let reading = statement.reading else { return "" }
    let other =
      statement.namesOtherKey
      ? session.say(
        " (mã mang khóa \(statement.anchor?.keyID.hexadecimal ?? ""), khóa đã cho là \(key.keyID.hexadecimal): của sổ khác, của khóa cũ, hoặc đọc nhầm)",
        " (it names key \(statement.anchor?.keyID.hexadecimal ?? ""), the key given is \(key.keyID.hexadecimal): another ledger's, an earlier key's, or misread)"
      ) : ""
    return session.say("KHÔNG ĐỌC ĐƯỢC NHƯ ĐÃ PHÁT HÀNH: ", "NOT READABLE AS ISSUED: ") + session.explain(reading)
      + other + "."
  }

  private func json(_ statement: AnchorStatement) -> JSONObject {
    JSONObject([
      ("anchor", statement.anchor.map { .object($0.json) } ?? .null),
      ("namesOtherKey", .bool(statement.namesOtherKey)), ("reading", statement.reading?.json ?? .null),
      ("sentence", .string(lines(statement)[0].printable)), ("shortCode", .bool(statement.isShortCode)),
      ("signatureValid", .bool(statement.anchor != nil && statement.reading == nil)),
      ("text", .string(statement.text.nfc)),
    ])
  }

  private var table: Table {
    let keys = ["text", "code", "signatureValid", "position", "size", "root", "keyID", "sentence"]
    return Table(
      name: "statements", columns: keys.map { .init(key: $0, vietnamese: $0, english: $0) },
      rows: statements.map { statement in
        let anchor = statement.anchor
        return [
          .string(statement.text), JSON(anchor?.shortCode.text), .bool(anchor != nil && statement.reading == nil),
          JSON(anchor?.position), JSON(anchor?.treeSize), JSON(anchor?.root.base64), JSON(anchor?.keyID.hexadecimal),
          .string(lines(statement)[0]),
        ]
      })
  }
}
