import Bookkeeping
import CanonicalForms
import EventLedger
import TransparencyLog

/// `checkpoint --for-witness`: what a witness needs to vouch for a head.
struct RequestForWitness {
  /// The size that the witness saw last, or a file with the checkpoint that it saw.
  let old: String
  let size: Int?
  let output: String?

  func run(in session: Session) throws {
    let ledger = try session.openBooks().ledger
    if let output {
      try session.demandOutput(output, as: .requestForWitness, of: ledger, besides: Int(old) == nil ? [old] : [])
    }
    let size = size ?? ledger.size
    let note = try session.checkpointNote(ledger, size: size)
    let oldSize = try oldSize(in: ledger)
    guard oldSize <= size else { throw WitnessFailure.oldAbove(old: oldSize, size: size) }
    // From nothing there is nothing to prove.
    let proof =
      oldSize == 0
      ? ConsistencyProof([]) : try ConsistencyProof.prove(from: oldSize, to: size, reader: ledger.hashReader())
    let request = try AddCheckpointRequest(oldSize: oldSize, proof: proof, note: SignedNote.parse(note))
    warnOfRotation(from: oldSize, to: size, ledger, session)
    let body = request.format()
    if let output {
      try FileOutput.write(Array(body.utf8), to: output, as: .requestForWitness)
      session.console.note(
        session.say(
          "Đã ghi yêu cầu ký chứng \(size) sự kiện (nhân chứng đã thấy \(oldSize)) vào \(output). Ở máy nhân chứng: kiemdo cosign \(output.lastComponent)\(oldSize == 0 ? " --key KHÓA-CỦA-SỔ" : "")",
          "Wrote the request for \(size) events (the witness has seen \(oldSize)) to \(output). At the witness's: kiemdo cosign \(output.lastComponent)\(oldSize == 0 ? " --key THE-LEDGER'S-KEY" : "")"
        ))
    }
    session.show(
      JSONObject([
        ("body", .string(body)), ("oldSize", .integer(oldSize)), ("origin", .string(ledger.origin)),
        ("output", JSON(output)), ("size", .integer(size)),
      ]), text: output == nil ? String(body.dropLast()) : "")
  }

  private func oldSize(in ledger: Ledger) throws -> Int {
    if let number = Int(old) {
      guard number >= 0 else { throw LedgerError.noSuchSize(number, size: ledger.size) }
      return number
    }
    let seen: Checkpoint
    do {
      let bytes = try FileOutput.read(old)
      // The request that the witness signed is at hand as often as the note.
      let request = try? AddCheckpointRequest.parse(bytes)
      seen = try request?.checkpoint ?? Checkpoint.parse(SignedNote.parse(bytes).text)
    } catch let error as TransparencyLogError {
      throw WitnessFailure.badNote(path: old, error)
    }
    guard try ledger.contains(seen) else {
      throw WitnessFailure.notContained(path: old, origin: seen.origin, size: seen.size)
    }
    return seen.size
  }

  /// A witness can take over a new key only at the checkpoint that both keys have signed.
  private func warnOfRotation(from old: Int, to size: Int, _ ledger: Ledger, _ session: Session) {
    guard old > 0,
      let rotation = ledger.keyHistory.first(where: { $0.kind == .rotated && $0.position >= old }),
      let end = try? ledger.checkpointSizes().last(where: { $0 > rotation.position }), end < size
    else { return }
    session.console.note(
      session.say(
        "Sổ đã thay khóa ở số ghi \(rotation.position), sau điểm nhân chứng đã thấy: đưa điểm chốt \(end) trước (--size \(end)), ký với --key là khóa mới.",
        "The ledger's key was rotated at event \(rotation.position), after what the witness has seen: hand over checkpoint \(end) first (--size \(end)), cosigned with --key, the new key."
      ))
  }
}
