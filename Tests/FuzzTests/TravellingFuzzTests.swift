import Bookkeeping
import CanonicalForms
import EventLedger
import ExamRecords
import Foundation
import Testing
import TransparencyLog

/// What is carried from office to office: a published folder and a report's proof.
@Suite(.timeLimit(.minutes(60)))
struct TravellingFuzzTests {
  @Test func `a changed report is never taken for a proved one`() throws {
    let school = try TravellingSchool()
    var selection = Selection()
    selection.types = ["officer.named", "profile.adopted"]
    let files = try [false, true].map { headersOnly in
      var bytes: [UInt8] = []
      _ = try school.books.desk.audit(selection, provable: true).prove(headersOnly: headersOnly) { bytes += $0 }
      return bytes
    }
    try Fuzz("reports", runs: 300).run(files) { bytes in
      var check = ReportProofCheck(trustedKey: school.key)
      check.append(bytes)
      let account = check.finish()
      guard account.answer == .proved else { return nil as [String]? }
      return [account.last?.root.base64 ?? "", "\(account.selected)", account.selection?.json.canonicalText ?? ""]
    }
  }

  @Test func `a changed published folder is never sound`() throws {
    let school = try TravellingSchool()
    let folder = school.folder + "/cong-bo"
    _ = try school.books.ledger.publish(to: folder)
    let log = try PublishedLog.open(at: folder)
    #expect(log.verify(trustedKey: school.key).isGenuine)
    let names = try FileManager.default.subpathsOfDirectory(atPath: folder).sorted().filter { name in
      var isFolder: ObjCBool = false
      return FileManager.default.fileExists(atPath: folder + "/" + name, isDirectory: &isFolder) && !isFolder.boolValue
    }
    let fuzz = Fuzz("published folders", runs: 300)
    var mutator = Mutator(seed: fuzz.seed)
    for run in 0..<fuzz.runs {
      let url = URL(filePath: folder + "/" + names[mutator.below(names.count)])
      let bytes = Array(try Data(contentsOf: url))
      let changed = mutator.mutate(bytes)
      guard changed != bytes else { continue }
      try Data(changed).write(to: url)
      let account = log.verify(trustedKey: school.key)
      // Lines that witnesses may have added say nothing of the ledger: then all that the ledger signed is still there.
      let isSameNote = url.lastPathComponent == "checkpoint" && account.headNote == school.books.ledger.headNote
      #expect(
        !account.isSound || isSameNote, "run \(run) of seed \(fuzz.seed): \(url.lastPathComponent) is taken as sound")
      try Data(bytes).write(to: url)
    }
    print("fuzz published folders: \(fuzz.runs) runs, seed \(fuzz.seed), over \(names.count) files")
    #expect(names.count > 4 && log.verify(trustedKey: school.key).isGenuine)
  }
}

/// A ledger with what every new one has and two changes of its key, in a folder of its own.
final class TravellingSchool {
  let folder: String
  let books: Books
  /// The first one, which two others have replaced.
  let key: VerifierKey

  init() throws {
    folder = FileManager.default.temporaryDirectory.path + "/fuzz-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let keys = try KeyFolder(root: folder + "/keys", origin: "kiemdo/thu")
    key = try keys.createLedgerKey().verifierKey
    _ = try keys.createOfficerKey(id: "lan")
    let profile = try #require(ExamProfile.bundled.values.first)
    books = try Books.create(
      at: folder + "/so.kiemdo", signer: keys.signer(officer: "lan"), officerName: "Lê Thị Lan",
      unit: UnitSettings(name: "TRƯỜNG THPT BẾN SÓNG"), profile: JSON.parse(relaxed: profile),
      clock: try #require(Instant(ledgerText: "2023-04-20T01:00:00.000Z")))
    for time in ["2023-04-21T01:00:00.000Z", "2023-04-22T01:00:00.000Z"] {
      let signer = try keys.signer(officer: "lan", ledgerKey: books.ledger.ledgerKey)
      _ = try books.ledger.rotate(
        signer: signer, decidedAt: books.ledger.size, clock: try #require(Instant(ledgerText: time)))
    }
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }
}
