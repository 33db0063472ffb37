import Dispatch
import Foundation
import Synchronization
import Testing

@Suite struct `what can be done to a ledger is found, by two verifiers that share no code` {
  @Test func `every row of the matrix, and the published table`() throws {
    let template = try Template.varied()
    let rows =
      Tampering.rows + Tampering.files + Tampering.histories + Tampering.events + Tampering.beside + Tampering.folders
      + Tampering.reports
    let results = Mutex([Int: MatrixRow]())
    DispatchQueue.concurrentPerform(iterations: rows.count) { index in
      do {
        let row = try MatrixRow(rows[index], on: template)
        results.withLock { $0[index] = row }
      } catch {
        Issue.record("\(rows[index].what): \(error)")
      }
    }
    let judged = results.withLock { results in rows.indices.compactMap { results[$0] } }
    for row in judged { row.judge() }
    #expect(judged.count == rows.count)
    try Self.compare(MatrixPage.text(of: judged))
  }

  @Test func `the untouched ledger is genuine to both`() throws {
    let scene = try Scene(.varied())
    for outside in [Tampering.Outside.nothing, .keyAndHead] {
      let (kiemdo, python) = try scene.opinions(outside)
      #expect(kiemdo.findings.isEmpty && python.findings.isEmpty)
      #expect(kiemdo.verdict == (outside == .nothing ? "consistent" : "genuine") && python.verdict == kiemdo.verdict)
      #expect([kiemdo.exit, python.exit] == [0, 0])
      #expect(kiemdo.notChecked.map(\.description) == ["payload.erased 8", "payload.erased 261"])
      #expect(python.notChecked.filter { $0.code == "payload.erased" } == kiemdo.notChecked)
    }
  }

  @Test func `the untouched folder and reports are the ledger's to both, by a key that a rotation has replaced`() throws
  {
    let scene = try Scene(.varied())
    let subjects: [Tampering.Subject] = [
      .folder, .report("theo-can-bo.gz"), .report("sau-khi-ky.gz"), .report("tu-271.gz"),
    ]
    for subject in subjects {
      let (kiemdo, python) = try scene.opinions(.key, of: subject)
      #expect(kiemdo.findings.isEmpty && python.findings.isEmpty, "\(subject): \(kiemdo) / \(python)")
      #expect(kiemdo.verdict == (subject == .folder ? "genuine" : "proved") && python.verdict == kiemdo.verdict)
      #expect([kiemdo.exit, python.exit] == [0, 0])
    }
  }

  /// With `KIEMDO_MATRIX=Documentation/tamper-matrix.md` the table is written; otherwise it has to be what is written there.
  private static func compare(_ text: String) throws {
    let published = URL(filePath: Scene.script).deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "Documentation/tamper-matrix.md")
    if let path = ProcessInfo.processInfo.environment["KIEMDO_MATRIX"] {
      return try Data(text.utf8).write(to: URL(filePath: path))
    }
    guard let page = try? String(contentsOf: published, encoding: .utf8) else {
      try Data(text.utf8).write(to: published)
      Issue.record("There was no Documentation/tamper-matrix.md. It is written now: read it and commit it.")
      return
    }
    let lines = page.split(separator: "\n")
    let differing = Set(text.split(separator: "\n")).symmetricDifference(lines)
    #expect(differing.isEmpty, "Documentation/tamper-matrix.md is not what the verifiers say; see CONTRIBUTING.md")
  }
}
