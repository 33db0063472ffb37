import Foundation
import Testing
import TransparencyLog

@testable import EventLedger

extension Tampering {
  private static let byOfficer = Subject.report("theo-can-bo.gz")
  private static let afterSigning = Subject.report("sau-khi-ky.gz")
  private static let lateRange = Subject.report("tu-271.gz")

  /// Reports' proofs: events of an officer, edits after signing, and a range that begins after the rotation.
  static let reports: [Tampering] = [
    Tampering("an event left out", in: byOfficer, finds: "event.position", at: 107) { scene in
      try scene.changeReport("theo-can-bo.gz") { $0.remove(at: try $0.line("\\\"position\\\":107,")) }
    },
    Tampering("two events exchanged", in: byOfficer, finds: "event.position", at: 107) { scene in
      try scene.changeReport("theo-can-bo.gz") { lines in
        let line = try lines.line("\\\"position\\\":107,")
        lines.swapAt(line, line + 1)
      }
    },
    Tampering("a header changed", in: byOfficer, finds: "checkpoint.root", at: 0) { scene in
      try scene.changeReport("theo-can-bo.gz") { lines in
        let line = try lines.line("\\\"position\\\":107,")
        lines[line] = lines[line].replacingOccurrences(
          of: "\\\"officer\\\":\\\"lan\\\"", with: "\\\"officer\\\":\\\"hoa\\\"")
      }
    },
    Tampering("a payload changed", in: byOfficer, finds: "payload.commitment", at: 257) { scene in
      try scene.changeReport("theo-can-bo.gz") { lines in
        let line = try lines.line("\\\"position\\\":257,")
        lines[line] = lines[line].replacingOccurrences(of: "0912345678", with: "0912345679")
      }
    },
    Tampering("a payload and its salt taken out", in: byOfficer, finds: "report.missing", at: 257) { scene in
      try scene.changeReport("theo-can-bo.gz") { lines in
        let line = try lines.line("\\\"position\\\":257,")
        lines[line].replace(#/,"payload":".*","salt":"[^"]*"/#, with: "")
      }
    },
    Tampering("a selected event denied", in: byOfficer, finds: "report.selection", at: 257) { scene in
      try scene.changeReport("theo-can-bo.gz") { $0[0].replace("\"selected\":[257]", with: "\"selected\":[]") }
    },
    Tampering("an event slipped into the selection", in: byOfficer, finds: "report.selection", at: 258) { scene in
      try scene.changeReport("theo-can-bo.gz") { $0[0].replace("\"selected\":[257]", with: "\"selected\":[257,258]") }
    },
    Tampering("another clause", in: afterSigning, finds: "report.selection", at: 257) { scene in
      try scene.changeReport("sau-khi-ky.gz") {
        $0[0].replace("\"selection\":{\"afterSigning\":true}", with: "\"selection\":{\"fields\":[\"phone\"]}")
      }
    },
    Tampering("a clause on earlier state, in a range that begins late", in: lateRange, finds: "report.range", at: 271) {
      scene in
      try scene.changeReport("tu-271.gz") {
        $0[0].replace("\"selection\":{", with: "\"selection\":{\"afterSigning\":true,")
      }
    },
    Tampering("a key event of the range left out", in: afterSigning, finds: "report.missing", at: 255) { scene in
      try scene.changeReport("sau-khi-ky.gz") { lines in
        lines.removeAll { $0.hasPrefix("{\"key\"") && $0.contains("\\\"position\\\":255,") }
      }
    },
    Tampering("the rotation before the range left out", in: lateRange, finds: "checkpoint.signature", at: 272) {
      scene in
      try scene.changeReport("tu-271.gz") { $0.remove(at: try $0.line("ledgerKey.rotated")) }
    },
    Tampering(
      "an enrolment before the range left out, of which nothing in it speaks", in: lateRange, finds: "report.missing",
      never:
        "the proof shows the headers of its range only, so who was revoked before it, or whose ledger key was replaced, may pass for one in force if he signs; `audit --proof` without `--from`, or the ledger, tells"
    ) { scene in
      try scene.changeReport("tu-271.gz") { lines in
        lines.removeAll { $0.hasPrefix("{\"key\"") && $0.contains("\\\"position\\\":255,") }
      }
    },
    Tampering("a clause that is no clause", in: lateRange, finds: "report.form") { scene in
      try scene.changeReport("tu-271.gz") { $0[0].replace("\"from\":271", with: "\"from\":-1") }
    },
    Tampering("a hash that is too short in a path", in: lateRange, finds: "report.form") { scene in
      try scene.changeReport("tu-271.gz") { lines in
        let line = try lines.line("ledger.opened")
        lines[line].replace(#/"path":\["[^"]*"/#, with: "\"path\":[\"AAAA\"")
      }
    },
    Tampering("a salt that is too short", in: lateRange, finds: "payload.salt", at: 0) { scene in
      try scene.changeReport("tu-271.gz") { lines in
        let line = try lines.line("ledger.opened")
        lines[line].replace(#/"salt":"[^"]*"/#, with: "\"salt\":\"AAAA\"")
      }
    },
    Tampering("a head that is larger than any log", in: lateRange, finds: "checkpoint.note") { scene in
      try scene.changeReport("tu-271.gz") {
        $0[0].replace("\\n273\\n", with: "\\n9223372036854775807\\n")
      }
    },
    Tampering("a head of more events than a ledger may have", in: lateRange, finds: "report.form") { scene in
      try scene.changeReport("tu-271.gz") { $0[0].replace("\\n273\\n", with: "\\n4294967297\\n") }
    },
    Tampering("the rotation's note taken out", in: lateRange, finds: "report.form") { scene in
      try scene.changeReport("tu-271.gz") { lines in
        let line = try lines.line("ledgerKey.rotated")
        lines[line].replace(#/"consistency":\[[^\]]*\],/#, with: "")
        lines[line].replace(#/"note":"[^"]*",/#, with: "")
      }
    },
    Tampering("the old key's line of the rotation's note", in: lateRange, finds: "checkpoint.signature", at: 270) {
      scene in
      try scene.changeReport("tu-271.gz") { lines in
        let line = try lines.line("ledgerKey.rotated")
        var parts = lines[line].components(separatedBy: "\\n")
        let old = try #require(parts.firstIndex { $0.hasPrefix("—") })
        parts[old] = changed(parts[old], at: 60)
        lines[line] = parts.joined(separator: "\\n")
      }
    },
    Tampering("the way from the rotation to the head", in: lateRange, finds: "checkpoint.root", at: 270) { scene in
      try scene.changeReport("tu-271.gz") { lines in
        let line = try lines.line("ledgerKey.rotated")
        let start = try #require(lines[line].range(of: "\"consistency\":[\"")).upperBound
        lines[line].replaceSubrange(start...start, with: lines[line][start] == "A" ? "B" : "A")
      }
    },
    Tampering("a root before the range", in: lateRange, finds: "checkpoint.root", at: 271) { scene in
      try scene.changeReport("tu-271.gz") { lines in
        let start = try #require(lines[0].range(of: "\"roots\":[\"")).upperBound
        lines[0].replaceSubrange(start...start, with: lines[0][start] == "A" ? "B" : "A")
      }
    },
    Tampering("the head's signature", in: byOfficer, finds: "checkpoint.signature", at: 272) { scene in
      try scene.changeReport("theo-can-bo.gz") { lines in
        let last = try #require(lines[0].range(of: "\"last\":")).upperBound
        var parts = lines[0][last...].components(separatedBy: "\\n")
        parts[4] = changed(parts[4], at: 60)
        lines[0] = lines[0][..<last] + parts.joined(separator: "\\n")
      }
    },
    Tampering("the file cut off", in: byOfficer, finds: "report.form") { scene in
      try scene.write(try scene.bytes("theo-can-bo.gz").dropLast(9), to: "theo-can-bo.gz")
    },
    Tampering(
      "the proof of an earlier head", in: byOfficer, finds: "report.selection",
      never: "it says so itself: nothing is proved of what came after; compare its head with a later one"
    ) { try $0.write(try $0.bytes("truoc-khi-thay-khoa.gz"), to: "theo-can-bo.gz") },
    Tampering(
      "a history of the forger's own, whose first event names the known public key and whose second key is his",
      in: byOfficer, by: .otherKeys, finds: "keys.trusted"
    ) { scene in
      try scene.forgeSuccession()
      try scene.remove("theo-can-bo.gz")
      try scene.done("audit", "--officer", "hoa", "--proof", "theo-can-bo.gz")
    },
  ]
}

extension [String] {
  /// The first line that holds a text.
  fileprivate func line(_ text: String) throws -> Int {
    try #require(firstIndex { $0.contains(text) }, "no line holds \(text)")
  }
}

extension Scene {
  /// The lines of a gzip file, to be changed and written again.
  func changeReport(_ name: String, _ change: (inout [String]) throws -> Void) throws {
    let before = try gzip("-dc", path(name)).out
    var lines = before.components(separatedBy: "\n")
    try change(&lines)
    let after = lines.joined(separator: "\n")
    try #require(after != before, "nothing was changed")
    try write(after, to: "lines")
    _ = try gzip("-nf", path("lines"))
    try write(try bytes("lines.gz"), to: name)
  }

  private func gzip(_ arguments: String...) throws -> Output {
    let output = try Child("/usr/bin/gzip", arguments, in: self, stdin: nil, env: [:]).wait()
    try #require(output.status == 0, "\(output)")
    return output
  }
}
