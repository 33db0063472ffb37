import Foundation
import Testing

/// What a verifier said of a ledger.
struct Opinion: Equatable, Sendable {
  var exit: Int32
  var verdict: String
  /// Code and position, in order of position, each once.
  var findings: [Found]
  var notChecked: [Found]

  struct Found: Hashable, Sendable, CustomStringConvertible {
    var code: String
    var position: Int?

    var description: String { position.map { "\(code) \($0)" } ?? code }
  }

  init(_ output: Output) throws {
    exit = output.status
    guard output.out.hasPrefix("{") else {
      (verdict, findings, notChecked) = ("refused", [Found(code: "refused \(output.status)", position: nil)], [])
      if output.status < 64 || output.status > 66 { Issue.record("\(output)") }
      return
    }
    let json = try output.json()
    verdict = json["answer"].text ?? json["verdict"].text ?? ""
    findings = Self.list(json["findings"])
    notChecked = Self.list(json["notChecked"])
  }

  private static func list(_ items: Document) -> [Found] {
    let all = items.items.map { Found(code: $0["code"].text ?? "", position: $0["position"].number) }
    return Set(all).sorted { ($0.position ?? -1, $0.code) < ($1.position ?? -1, $1.code) }
  }

  /// Without the projections, which the other verifier doesn't read.
  var ofTheLedger: [Found] { findings.filter { $0.code != "projection.differs" } }
}

extension Scene {
  static let script = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Scripts/verify-ledger.py").path

  /// What `kiemdo verify` and `verify-ledger.py` say, told nothing, or the key and the head that were kept elsewhere.
  func opinions(
    _ outside: Tampering.Outside, of subject: Tampering.Subject = .ledger
  ) throws -> (kiemdo: Opinion, python: Opinion) {
    var (ours, theirs) = (["verify", "--format", "json"], ["-W", "error", Self.script, "--json"])
    switch subject {
    case .ledger: theirs += [ledger]
    case .folder:
      ours += ["--tiles", path("cong-bo")]
      theirs += ["--tiles", path("cong-bo")]
    case .report(let name):
      ours += ["--report", path(name)]
      theirs += ["--report", path(name)]
    }
    if outside != .nothing {
      let key = try text("kept.key")
      ours += ["--key", key]
      theirs += ["--key", key]
    }
    if outside == .keyAndHead { theirs += ["--checkpoint", path("kept/\(try keptFolderName())/checkpoint")] }
    let root = path(outside == .keyAndHead ? "kept" : "no-keys")
    let kiemdo = try run(ours, env: ["KIEMDO_KEYS": root])
    let python = try Child(
      "/usr/bin/python3", theirs, in: self, stdin: nil, env: ["PYTHONDONTWRITEBYTECODE": "1"]
    ).wait()
    return (try Opinion(kiemdo), try Opinion(python))
  }

  private func keptFolderName() throws -> String {
    try #require(try FileManager.default.contentsOfDirectory(atPath: path("kept")).first)
  }
}
