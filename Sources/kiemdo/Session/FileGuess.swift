/// What a file is by its first bytes, to name a mistake.
enum FileGuess: Equatable {
  case empty, pdf, ledger, eventProof, other

  init(_ beginning: [UInt8]) {
    let text = String(decoding: beginning.prefix(64), as: UTF8.self)
    self =
      if beginning.isEmpty {
        .empty
      } else if text.hasPrefix("%PDF-") {
        .pdf
      } else if text.hasPrefix("SQLite format 3\0") {
        .ledger
      } else if text.hasPrefix("c2sp.org/tlog-proof@") {
        .eventProof
      } else {
        .other
      }
  }
}
