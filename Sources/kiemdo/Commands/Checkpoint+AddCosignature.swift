import CanonicalForms
import EventLedger
import Foundation
import TransparencyLog

/// `checkpoint --add-cosignature`: what witnesses answered, kept with the checkpoint that they cosigned.
struct AddedCosignatures {
  /// Lines, or files that hold lines or a whole note.
  let sources: [String]
  let size: Int?
  /// Whose lines can be checked; only those are recorded.
  let witnesses: [WitnessVerifierKey]

  private struct Item {
    let cosignature: Cosignature
    /// What the note around the line says of its size.
    var stated: Checkpoint?
  }

  func run(in session: Session) throws {
    try session.demandLedger()
    let items = try sources.flatMap(items)
    let ledger = try session.openLedgerToWrite()
    // Nothing is written before every line has its place.
    let placed = try items.map { ($0, try place($0, in: ledger)) }
    var rows: [JSON] = []
    for (item, (size, witness)) in placed {
      let line = item.cosignature
      var isNew = true
      do {
        try ledger.addCosignature(line, size: size, witness: witness, commandName: "checkpoint")
      } catch LedgerError.cosignatureRefused(.alreadyThere) {
        isNew = false
      }
      talk(of: line, size: size, isNew: isNew, session)
      rows.append([
        "added": .bool(isNew), "line": .string(line.format()), "size": .integer(size), "time": .integer(line.time),
        "witness": .string(line.name),
      ])
    }
    session.show(JSONObject([("cosignatures", .array(rows)), ("origin", .string(ledger.origin))]), text: "")
  }

  private func talk(of line: Cosignature, size: Int, isNew: Bool, _ session: Session) {
    let time = session.vietnamTime(seconds: line.time)
    session.console.note(
      isNew
        ? session.say(
          "Đã ghi chữ ký của nhân chứng \(line.name) lúc \(time) cho điểm chốt \(size).",
          "Recorded the cosignature of \(line.name) of \(time) with checkpoint \(size).")
        : session.say(
          "Chữ ký này của \(line.name) cho điểm chốt \(size) đã có trong sổ.",
          "The ledger has this cosignature of \(line.name) with checkpoint \(size) already."))
  }

  /// The checkpoint that a line belongs to, and the witness whose valid word it is.
  ///
  /// - Throws: `WitnessFailure.witnessUnknown` where no key is at hand by which the line can be checked.
  private func place(_ item: Item, in ledger: Ledger) throws -> (Int, WitnessVerifierKey) {
    let named = witnesses.filter { item.cosignature.names($0) }
    guard let key = named.first else { throw WitnessFailure.witnessUnknown(name: item.cosignature.name) }
    if let stated = item.stated, try ledger.storedCheckpoint(size: stated.size) != stated {
      throw WitnessFailure.notContained(path: sources.joined(separator: " "), origin: stated.origin, size: stated.size)
    }
    if let size = size ?? item.stated?.size {
      // With a size given the ledger itself refuses what is not valid there.
      let valid = try ledger.storedCheckpoint(size: size).flatMap { checkpoint in
        named.first { item.cosignature.isValid(for: checkpoint, by: $0) }
      }
      return (size, valid ?? key)
    }
    for key in named {
      if let checkpoint = try ledger.checkpoint(cosignedBy: key, item.cosignature) { return (checkpoint.size, key) }
    }
    throw LedgerError.cosignatureRefused(.invalid(witness: key.name, size: ledger.size))
  }

  private func items(_ source: String) throws -> [Item] {
    if source.hasPrefix("— ") { return [Item(cosignature: try parse(source.trimmingCharacters(in: .newlines)))] }
    let bytes = try FileOutput.read(source)
    if let note = try? SignedNote.parse(bytes), let checkpoint = try? Checkpoint.parse(note.text) {
      let items = note.signatures.compactMap(Cosignature.init).map { Item(cosignature: $0, stated: checkpoint) }
      guard !items.isEmpty else { throw WitnessFailure.noCosignatures(path: source) }
      return items
    }
    let lines = String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline)
    guard !lines.isEmpty else { throw WitnessFailure.noCosignatures(path: source) }
    return try lines.map { Item(cosignature: try parse(String($0))) }
  }

  private func parse(_ line: String) throws -> Cosignature {
    do {
      return try Cosignature.parse(line)
    } catch {
      throw WitnessFailure.badCosignature(line)
    }
  }
}
