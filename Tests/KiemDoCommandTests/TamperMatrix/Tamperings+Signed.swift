import CanonicalForms
import Foundation
import Testing

@testable import EventLedger
@testable import TransparencyLog

extension Tampering {
  private static let onlyAHead =
    "all is signed as it should be; only a head, a sheet or a cosignature from before the change tells"

  /// A history written anew and signed with the ledger's key, with all keys, or with keys of the forger's own.
  static let histories: [Tampering] = [
    Tampering(
      "a name rewritten in the history, officers' signatures forged", by: .ledgerKey, finds: "checkpoint.signature",
      at: 254
    ) { history in
      try history.replace("Nguyễn Văn", "Nguyễn Bá", at: 107)
      let officers = try history.officerKeys.mapValues { try SigningKey.generate(name: $0.name) }
      for (number, append) in history.appends.enumerated().dropFirst() {
        let officer = try #require(officers[append[0].header.officer])
        let isRotation = append[0].header.type == "ledgerKey.rotated"
        let keys = history.ledgerKeys
        let key = append[0].header.position > 270 ? keys[1] : keys[0]
        history.signers[number] = [key, officer] + (isRotation ? [keys[1]] : [])
      }
    },
    Tampering(
      "a name rewritten in the history", by: .allKeys, finds: "checkpoint.known", needs: onlyAHead
    ) { try $0.replace("Nguyễn Văn", "Nguyễn Bá", at: 107) },
    Tampering(
      "a whole append taken out of the history", by: .allKeys, finds: "checkpoint.known", at: 272, needs: onlyAHead
    ) { $0.appends.removeAll { $0[0].header.position == 268 } },
    Tampering(
      "an append slipped in early, so that positions in payloads no longer fit", by: .allKeys, finds: "erasure.undone",
      at: 261
    ) { history in
      var event = history.appends[8][0]
      event.header = history.appends[2][1].header.changed(
        command: ULID("01GZ0000000000000000000001"), stream: "ledger", type: "unit.described")
      event.body = history.appends[0][3].body
      history.appends.insert([event], at: 3)
    },
    Tampering(
      "a second branch from event 270 on", by: .allKeys, finds: "checkpoint.known", at: 271, needs: onlyAHead
    ) { history in
      history.appends.removeSubrange(12...)
      try history.append(
        by: "lan", [(history.appends[1][0].header.stream, "candidate.withdrawn", "{\"reason\":\"Chuyển trường\"}")])
    },
    Tampering(
      "a ledger of the same people under other keys", by: .otherKeys, finds: "keys.trusted", at: 0,
      needs: "a ledger is at most consistent in itself; the key from outside tells whose it is"
    ) { history in
      let origin = "kiemdo/01GZ0000000000000000000000"
      let old = history.ledgerKeys[0].name
      let keys = try (0..<2).map { _ in try SigningKey.generate(name: origin) }
      let officers = try history.officerKeys.mapValues {
        try SigningKey.generate(name: origin + $0.name.dropFirst(old.count))
      }
      try history.enroll(officers, in: origin)
      for (append, events) in history.appends.enumerated() {
        for index in events.indices {
          switch events[index].header.type {
          case "ledger.opened":
            history.appends[append][index].body =
              "{\"format\":1,\"ledgerKey\":\"\(keys[0].verifierKey.format())\",\"origin\":\"\(origin)\"}"
          case "ledgerKey.rotated":
            history.appends[append][index].body = "{\"key\":\"\(keys[1].verifierKey.format())\"}"
          default: break
          }
        }
      }
      (history.ledgerKeys, history.officerKeys) = (keys, officers)
    },
    Tampering(
      "a history of the forger's own, whose first event names the known public key and whose second key is his",
      by: .otherKeys, finds: "checkpoint.signature", at: 4
    ) { try $0.forgeSuccession() },
    Tampering("the ledger's keys exchanged", by: .allKeys, finds: "checkpoint.signature", at: 4) { history in
      history.ledgerKeys.reverse()
      history.anchors = false
    },
    Tampering("a note signed with a fresh key of the ledger's name", by: .file, finds: "checkpoint.signature", at: 261)
    {
      history in
      let key = try SigningKey.generate(name: history.ledgerKeys[0].name)
      history.signers[4] = [key, try #require(history.officerKeys["lan"])]
      history.anchors = false
    },
  ]

  /// What all keys together can sign, and the rules of the format refuse.
  static let events: [Tampering] = [
    Tampering("ledger.opened of a format that nobody knows yet", by: .allKeys, finds: "refused 65") {
      try $0.replace("\"format\":1", "\"format\":2", at: 0)
    },
    Tampering("the clock set back for one append", by: .allKeys, finds: "event.time", at: 268) { history in
      try history.edit(268) {
        $0.header = $0.header.changed(recordedAt: Instant(milliseconds: $0.header.recordedAt.milliseconds - 3_600_000))
      }
    },
    Tampering("an append under the command of another", by: .allKeys, finds: "event.commandReused", at: 268) {
      history in
      let command = try history.event(267).header.command
      try history.edit(268) { $0.header = $0.header.changed(command: command) }
    },
    Tampering("two officers in one append", by: .allKeys, finds: "event.appendMixed", at: 261) { history in
      try history.edit(261) { $0.header = $0.header.changed(officer: "hoa") }
    },
    Tampering("an event of a candidate on stream ledger", by: .allKeys, finds: "event.stream", at: 268) { history in
      try history.edit(268) { $0.header = $0.header.changed(stream: "ledger") }
    },
    Tampering("a payload that its schema refuses", by: .allKeys, finds: "payload.invalid", at: 268) { history in
      try history.edit(268) { $0.body = "{\"reason\":\"\"}" }
    },
    Tampering(
      "an event of an unknown type", by: .allKeys, finds: "checkpoint.known",
      needs: onlyAHead + "; the event is said to be not checked"
    ) { history in
      try history.edit(268) { $0.header = $0.header.changed(type: "candidate.vanished") }
    },
    Tampering("an officer enrolled again", by: .allKeys, finds: "keys.event", at: 273) { history in
      let key = try SigningKey.generate(name: try #require(history.officerKeys["hoa"]).name)
      try history.append(
        by: "lan", [("ledger", "officer.enrolled", Self.enrolment(of: "hoa", key, in: history.ledgerKeys[0].name))])
    },
    Tampering("an officer's key enrolled for another officer", by: .allKeys, finds: "keys.event", at: 273) { history in
      let origin = history.ledgerKeys[0].name
      let hoa = try #require(history.officerKeys["hoa"])
      let key = try SigningKey(name: "\(origin)/officer/mai", seed: hoa.seed)
      try history.append(by: "lan", [("ledger", "officer.enrolled", Self.enrolment(of: "mai", key, in: origin))])
    },
    Tampering("the ledger's key enrolled for an officer", by: .allKeys, finds: "keys.event", at: 273) { history in
      let origin = history.ledgerKeys[0].name
      let key = try SigningKey(name: "\(origin)/officer/mai", seed: history.ledgerKeys[1].seed)
      try history.append(by: "lan", [("ledger", "officer.enrolled", Self.enrolment(of: "mai", key, in: origin))])
    },
    Tampering("an officer enrolled without proof of the key", by: .allKeys, finds: "keys.event", at: 273) { history in
      let origin = history.ledgerKeys[0].name
      let key = try SigningKey.generate(name: "\(origin)/officer/mai")
      try history.append(
        by: "lan", [("ledger", "officer.enrolled", Self.enrolment(of: "mai", key, in: "kiemdo/other"))])
    },
    Tampering("the last officers revoked", by: .allKeys, finds: "keys.event", at: 274) { history in
      try history.append(
        by: "lan",
        ["hoa", "lan"].map { ("ledger", "officer.revoked", "{\"id\":\"\($0)\",\"reason\":\"Thôi việc\"}") })
    },
    Tampering("an append by an officer who was revoked", by: .allKeys, finds: "keys.officer", at: 274) { history in
      try history.append(by: "lan", [("ledger", "officer.revoked", "{\"id\":\"hoa\",\"reason\":\"Thôi việc\"}")])
      try history.append(
        by: "hoa", [(history.appends[1][0].header.stream, "candidate.withdrawn", "{\"reason\":\"Chuyển trường\"}")])
    },
    Tampering("an old key of the ledger brought back", by: .allKeys, finds: "keys.event", at: 273) { history in
      try history.append(
        by: "lan", [("ledger", "ledgerKey.rotated", "{\"key\":\"\(history.ledgerKeys[0].verifierKey.format())\"}")])
    },
    Tampering("ledger.opened a second time", by: .allKeys, finds: "keys.event", at: 273) { history in
      try history.append(by: "lan", [("ledger", "ledger.opened", try #require(history.appends[0][0].body))])
    },
    Tampering("an erasure that names an enrolment", by: .allKeys, finds: "erasure.event", at: 269) { history in
      try history.replace("\"positions\":[", "\"positions\":[1,", at: 269)
    },
    Tampering("an erasure that names what comes after it", by: .allKeys, finds: "erasure.event", at: 269) { history in
      try history.replace("261]", "261,272]", at: 269)
    },
    Tampering(
      "an erased payload put back", finds: "erasure.undone", at: 8,
      sql: "INSERT INTO payload SELECT 8, salt, body FROM payload WHERE position = 9"),
    Tampering(
      "payloads erased that no event names", finds: "payload.missing", at: 9,
      sql: "DELETE FROM payload WHERE position IN (9, 10)"),
    Tampering("an anchor for another position", by: .allKeys, finds: "anchor", at: 259) { history in
      let other = try history.event(258).anchor
      try history.replace(try history.event(259).anchor, other, at: 259)
      history.anchors = false
    },
    Tampering("a sheet that says another value than the record", by: .allKeys, finds: "page.differs", at: 259) {
      try $0.replace("\"fullName\":\"Nguyễn Văn", "\"fullName\":\"Nguyễn Bá", at: 259)
    },
    Tampering("a sheet changed under its anchor", by: .allKeys, finds: "page.differs", at: 259) { history in
      try history.replace("\"order\":", "\"order\":1", at: 259)
      history.anchors = false
    },
    Tampering("a class list that says another number of a candidate", by: .allKeys, finds: "page.differs", at: 262) {
      try $0.replace("\"number\":226,", "\"number\":227,", at: 262)
    },
    Tampering("a record rewritten that was printed", by: .allKeys, finds: "page.differs", at: 258) {
      try $0.replace("Nguyễn Văn", "Nguyễn Bá", at: 5)
    },
    Tampering("a correction that names another old value", by: .allKeys, finds: "oldValue.differs", at: 271) {
      try $0.replace("\"old\":\"0912345679\"", "\"old\":\"0912345678\"", at: 271)
    },
    Tampering("a signature for a sheet that was never printed", by: .allKeys, finds: "reference.missing", at: 263) {
      try $0.replace("\"sheet\":258", "\"sheet\":260", at: 263)
    },
    Tampering("a signature for a list that was never printed", by: .allKeys, finds: "reference.missing", at: 265) {
      try $0.replace("\"list\":262", "\"list\":255", at: 265)
    },
    Tampering("two candidates with one number", by: .allKeys, finds: "number.taken", at: 107) {
      try $0.replace("\"number\":103,", "\"number\":102,", at: 107)
    },
    Tampering("a candidate registered twice", by: .allKeys, finds: "reference.missing", at: 268) { history in
      let registered = try history.event(6)
      try history.edit(268) { event in
        event.header = event.header.changed(stream: registered.header.stream, type: "candidate.registered")
        event.body = registered.body
      }
    },
    Tampering("the profile altered in the history", by: .allKeys, finds: "reference.missing", at: 258) { history in
      try history.replace("\"title\":\"", "\"title\":\"X", at: 4)
    },
  ]

  fileprivate static func enrolment(of id: String, _ key: SigningKey, in origin: String) -> String {
    let proof = Enrollment.prove(origin: origin, id: id, key: key)
    return "{\"id\":\"\(id)\",\"key\":\"\(key.verifierKey.format())\",\"proof\":\"\(proof)\"}"
  }
}

extension RewrittenHistory {
  /// Gives the officers who were enrolled other keys.
  mutating func enroll(_ officers: [String: SigningKey], in origin: String) throws {
    for (append, events) in appends.enumerated() {
      for (index, event) in events.enumerated() where event.header.type == "officer.enrolled" {
        let id = String(try #require(event.body?.firstMatch(of: #/"id":"([^"]*)"/#)).output.1)
        appends[append][index].body = Tampering.enrolment(of: id, try #require(officers[id]), in: origin)
      }
    }
  }

  func event(_ position: Int) throws -> Event {
    let (append, index) = try place(position)
    return appends[append][index]
  }
}

extension RewrittenHistory.Event {
  var anchor: String {
    get throws { String(try #require(body?.firstMatch(of: #/"anchor":"([A-Za-z0-9+\/]{188})"/#)?.output.1)) }
  }
}
