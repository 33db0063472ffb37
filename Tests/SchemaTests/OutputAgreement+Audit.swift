import CanonicalForms
import Foundation
import Testing

extension `Outputs and schemas` {
  /// The auditor's reports and a proof of one.
  func audit(_ scene: OutputScene) throws {
    try scene.run("audit", "audit", "--type", "candidate.corrected", "--proof", "chung-minh.gz")
    try scene.run("audit.everything", "audit")
    try scene.run("audit.nothing", "audit", "--late")
    let keys = try scene.run("keys.for-audit", "keys")
    let key = try #require(keys.object?["keys"]?.array?.first?.object?["key"]?.string)
    try scene.run("verify-report", "verify", "--report", "chung-minh.gz", "--key", key)
    try scene.run("audit.headers-only", "audit", "--reason-matches", "theo", "--proof", "dau.gz", "--headers-only")
    try scene.run("verify-report.not-provable", "verify", "--report", "dau.gz", exit: 1)
    try Data([0x1F, 0x8B, 8, 0]).write(to: URL(filePath: scene.path("cut.gz")))
    try scene.run("verify-report.unsound", "verify", "--report", "cut.gz", exit: 1)
    try scene.run("audit-summary", "audit", "summary")
    let officers = try scene.run("audit-officers", "audit", "officers")
    try scene.run("audit-exceptions", "audit", "exceptions")
    let size = try #require(officers.object?["size"]?.integer)
    try scene.run("audit-sample", "audit", "sample", "2", "--seed", "@\(size)")
  }
}
