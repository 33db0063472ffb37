import CanonicalForms
import EventLedger
import Foundation
import Testing
import TransparencyLog

extension `Outputs and schemas` {
  /// What an auditor asks of records and papers.
  func asking(_ scene: OutputScene) throws {
    try scene.run("diff", "diff", "1", "@6")
    try scene.run("diff.all", "diff", "--all", "@6")
    try scene.run("blame", "blame", "2")
    try scene.run("find", "find", "khai sinh")
    try scene.run("find.former", "find", "nguyen thi")
    let ledger = try Ledger.open(at: scene.path("so.kiemdo"), mode: .read)
    var pages: [SheetAnchor] = []
    for position in 0..<ledger.size { if let anchor = try ledger.storedAnchor(at: position) { pages.append(anchor) } }
    let sheet = try #require(pages.first)
    for page in pages { try scene.run("history-sheet.\(page.position)", "history", "--sheet", page.shortCode.text) }
    try scene.run("history-sheet", "history", "--sheet", sheet.shortCode.text)
    try scene.run(
      "verify-sheet", "verify", "--sheet", sheet.digits, "--sheet", sheet.shortCode.text, "--sheet",
      String(sheet.digits.dropLast()), exit: 1)
    let key = ledger.ledgerKey.format()
    try ledger.close()
    for name in ["so.kiemdo", "so.kiemdo-wal"] { try? scene.move(name, to: "cat-di-" + name) }
    try scene.run("verify-sheet-key", "verify", "--key", key, "--sheet", sheet.digits, exit: 1)
    for name in ["so.kiemdo", "so.kiemdo-wal"] { try? scene.move("cat-di-" + name, to: name) }
  }
}

extension OutputScene {
  fileprivate func move(_ name: String, to other: String) throws {
    try FileManager.default.moveItem(atPath: path(name), toPath: path(other))
  }
}
