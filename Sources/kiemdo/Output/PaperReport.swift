import Bookkeeping
import CanonicalForms
import EventLedger
import ExamRecords
import TransparencyLog

/// The verdicts on codes, for people and programs.
struct PaperReport {
  var verdicts: [CodeVerdict]
  var books: Books
  var profile: ExamProfile
  var outside: OutsideKnowledge
  var session: Session

  /// Whether the key known from outside, if there is one, is or was this ledger's.
  var keyIsLedgers: Bool {
    guard let key = outside.key else { return true }
    return books.ledger.ledgerKeys.contains { $0.format() == key.format() }
  }

  func show() {
    switch session.options.format {
    case .json: session.console.write(JSON.object(json).indentedText)
    case .csv:
      session.show(table)
      session.console.note(session.codeNotPaper)
    case .text:
      for verdict in verdicts {
        session.console.write(session.describe(verdict, books, profile).joined(separator: "\n"))
      }
      session.console.write(footing)
      if verdicts.count(where: { $0.anchor != nil && !$0.isUnreadable }) > 1 {
        session.console.write(
          session.say(
            "Lịch sử giữa các trang này có bị viết lại không: kiemdo verify --against CHỮ-SỐ, lặp lại cho từng trang.",
            "Whether history between these pages was rewritten: kiemdo verify --against DIGITS, once for each page."))
      }
      session.console.write(session.codeNotPaper)
    }
  }

  /// What the answers rest on.
  private var footing: String {
    let ledger = session.say(
      "Theo sổ ghi \(books.ledger.origin), \(books.ledger.size) sự kiện; mới kiểm điểm chốt cuối, chưa kiểm cả sổ (kiemdo verify).",
      "By the ledger \(books.ledger.origin), \(books.ledger.size) events; only its last checkpoint was checked, not the whole (kiemdo verify)."
    )
    switch outside.source {
    case _ where !keyIsLedgers:
      return ledger
        + session.say(
          " KHÓA ĐÃ CHO KHÔNG PHẢI CỦA SỔ NÀY: các câu trên không có giá trị cho đơn vị của khóa ấy.",
          " THE KEY GIVEN IS NOT THIS LEDGER'S: nothing above holds for the unit of that key.")
    case .given, .keyFolder:
      return ledger + session.say(" Khóa của sổ khớp khóa đã biết.", " The ledger's key is the one known.")
    case .folderBesideLedger, .none:
      return ledger
        + session.say(
          " Chưa đối chiếu khóa với bên ngoài: thêm --key.",
          " Its key was not compared with one from outside: add --key.")
    }
  }

  // MARK: For programs

  private var json: JSONObject {
    JSONObject([
      ("judges", "code"), ("keyIsLedgers", outside.key == nil ? .null : .bool(keyIsLedgers)),
      ("keySource", .string(outside.source.rawValue)), ("origin", .string(books.ledger.origin)),
      ("size", .integer(books.ledger.size)), ("verdicts", .array(verdicts.map { .object(json($0)) })),
    ])
  }

  private func json(_ verdict: CodeVerdict) -> JSONObject {
    let changes: [JSON] = verdict.changes.map { change in
      [
        "event": change.cause.map { .object($0.json(books)) } ?? .null, "field": .string(change.field),
        "now": change.now?.json ?? .null, "order": JSON(change.order), "printed": change.printed?.json ?? .null,
      ]
    }
    let mentions: [JSON] = verdict.mentions.map {
      ["class": .string($0.className), "list": .string($0.list), "order": .integer($0.order)]
    }
    return JSONObject([
      ("anchor", verdict.anchor.map { .object($0.json) } ?? .null),
      ("cause", verdict.cause.map { .object($0.json(books)) } ?? .null), ("changes", .array(changes)),
      ("classLists", .array(mentions)), ("code", JSON(verdict.page?.code)), ("kind", JSON(verdict.page?.kind)),
      ("newer", JSON(verdict.newer)), ("position", JSON(verdict.page?.position)),
      ("printedAt", JSON(verdict.page?.header.recordedAt.text)), ("reading", verdict.readingJSON),
      ("sentence", .string(session.describe(verdict, books, profile)[0].printable)),
      ("signature", signature(verdict)), ("signedList", signedList(verdict)), ("standing", .string(verdict.word)),
      ("text", .string(verdict.text.nfc)),
      ("unreadable", .array(verdict.unreadable.map { .integer($0.mark.position) })),
      ("way", JSON(verdict.way?.rawValue)),
    ])
  }

  private func signedList(_ verdict: CodeVerdict) -> JSON {
    guard let list = verdict.listSignature else { return .null }
    return [
      "class": .string(list.className), "list": .string(list.list), "order": .integer(list.order),
      "position": .integer(list.position), "signedOn": JSON(list.signedOn),
    ]
  }

  private func signature(_ verdict: CodeVerdict) -> JSON {
    switch verdict.signature {
    case .none: return ["event": .null, "state": "none", "signedOn": .null, "place": .null, "way": .null, "except": []]
    case .takenBack(let cause), .untold(let cause):
      let state = verdict.signature == .takenBack(cause) ? "takenBack" : "untold"
      return [
        "event": .object(cause.json(books)), "state": .string(state), "signedOn": .null, "place": .null, "way": .null,
        "except": [],
      ]
    case .recorded(let cause, let way, let signedOn, let place, let except):
      return [
        "event": .object(cause.json(books)), "state": "recorded", "signedOn": JSON(signedOn), "place": JSON(place),
        "way": .string(way.rawValue), "except": .array(except.map(JSON.integer)),
      ]
    }
  }

  private var table: Table {
    let keys = ["text", "code", "standing", "kind", "fields", "signature", "newer", "sentence"]
    return Table(
      name: "verdicts", columns: keys.map { .init(key: $0, vietnamese: $0, english: $0) },
      rows: verdicts.map { verdict in
        [
          .string(verdict.text), JSON(verdict.page?.code), .string(verdict.word), JSON(verdict.page?.kind),
          .array(verdict.changes.map { .string($0.field) }), signature(verdict).object?["state"] ?? .null,
          JSON(verdict.newer), .string(session.describe(verdict, books, profile)[0]),
        ]
      })
  }
}

extension CodeVerdict {
  /// How the code was read, as far as its form tells.
  fileprivate var way: SigningWay? {
    if let page { return page.way }
    if anchor != nil { return .scanned }
    return ShortCode(text) == nil ? nil : .typed
  }

  /// Why it could not be read, where that is so.
  fileprivate var readingJSON: JSON {
    guard case .unreadable(let reading) = standing else { return .null }
    return reading.json
  }
}

extension CodeReading {
  var json: JSON {
    [
      "almost": slip.map { ["code": .string($0.code), "digits": .array($0.places.map { .integer($0 + 1) })] } ?? .null,
      "kind": .string(word),
    ]
  }
}

extension SheetAnchor {
  /// What the digits say by themselves.
  var json: JSONObject {
    JSONObject([
      ("code", .string(shortCode.text)), ("digest", .string(digest.base64)), ("keyID", .string(keyID.hexadecimal)),
      ("position", .integer(position)), ("root", .string(root.base64)), ("size", .integer(treeSize)),
    ])
  }
}
