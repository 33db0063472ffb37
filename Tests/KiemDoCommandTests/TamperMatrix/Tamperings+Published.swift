import Foundation
import Testing
import TransparencyLog

@testable import EventLedger

extension Tampering {
  private static let folderHead =
    "the folder shows an older head, which is one; `verify --against` any later head tells"

  /// A published folder, with the key of the first visit, which a rotation has replaced since.
  static let folders: [Tampering] = [
    Tampering("checkpoint: the root", in: .folder, finds: "checkpoint.root", at: 272) { scene in
      try scene.replaceLine(2, of: "cong-bo/checkpoint") { _ in Hash.sha256(of: []).base64 }
    },
    Tampering("checkpoint: a letter of a signature", in: .folder, finds: "checkpoint.signature", at: 272) { scene in
      try scene.replaceLine(4, of: "cong-bo/checkpoint") { changed($0, at: 60) }
    },
    Tampering("checkpoint: the officer's line taken out", in: .folder, finds: "checkpoint.signature", at: 272) {
      try $0.replaceLine(5, of: "cong-bo/checkpoint") { _ in nil }
    },
    Tampering("checkpoint: a witness's line that is none", in: .folder, finds: "checkpoint.cosignature") {
      try $0.replaceLine(6, of: "cong-bo/checkpoint") { String($0.dropLast(8)) }
    },
    Tampering(
      "checkpoint: a letter of a witness's signature", in: .folder, finds: "checkpoint.cosignature",
      never: "only who knows the witness's key can tell: `verify --policy`"
    ) { scene in try scene.replaceLine(6, of: "cong-bo/checkpoint") { changed($0, at: 80) } },
    Tampering("checkpoint: of no events", in: .folder, finds: "checkpoint.note") {
      try $0.replaceLine(1, of: "cong-bo/checkpoint") { _ in "0" }
    },
    Tampering("checkpoint: of more events than there are numbers", in: .folder, finds: "checkpoint.note") {
      try $0.replaceLine(1, of: "cong-bo/checkpoint") { _ in "9223372036854775807" }
    },
    Tampering("checkpoint: of more events than the bundles hold", in: .folder, finds: "file.unreadable", at: 256) {
      try $0.replaceLine(1, of: "cong-bo/checkpoint") { _ in "274" }
    },
    Tampering("all entry bundles taken away", in: .folder, finds: "file.unreadable", at: 0) {
      try $0.remove("cong-bo/tile/entries")
    },
    Tampering("no checkpoint", in: .folder, finds: "checkpoint.missing") { try $0.remove("cong-bo/checkpoint") },
    Tampering("an entry bundle: a letter of a header", in: .folder, finds: "tree.tile", at: 107) {
      try $0.replace("\"position\":107", "\"position\":117", in: "cong-bo/tile/entries/000")
    },
    Tampering("an entry bundle cut off", in: .folder, finds: "file.unreadable", at: 0) {
      try $0.write(try $0.bytes("cong-bo/tile/entries/000").dropLast(), to: "cong-bo/tile/entries/000")
    },
    Tampering("the last entry bundle taken away", in: .folder, finds: "file.unreadable", at: 256) {
      try $0.remove("cong-bo/tile/entries/001.p/17")
    },
    Tampering("a tile: a byte", in: .folder, finds: "tree.tile", at: 107) {
      var bytes = try $0.bytes("cong-bo/tile/0/000")
      bytes[107 * 32] ^= 1
      try $0.write(bytes, to: "cong-bo/tile/0/000")
    },
    Tampering("a tile taken away", in: .folder, finds: "tree.tile", at: 0) { try $0.remove("cong-bo/tile/1/000.p/1") },
    Tampering("keys: a payload changed", in: .folder, finds: "payload.commitment", at: 255) {
      try $0.replace("hoa", "hua", in: "cong-bo/keys/255")
    },
    Tampering("keys: a file taken away", in: .folder, finds: "payload.missing", at: 255) {
      try $0.remove("cong-bo/keys/255")
    },
    Tampering("keys: the rotation's file taken away", in: .folder, finds: "payload.missing", at: 270) {
      try $0.remove("cong-bo/keys/270")
    },
    Tampering("keys: the rotation's note taken out", in: .folder, finds: "file.unreadable", at: 270) { scene in
      try scene.changeRotation { $0.removeValue(forKey: "note") }
    },
    Tampering("keys: a note beside what is no rotation", in: .folder, finds: "file.unreadable", at: 255) { scene in
      let note = try scene.rotationNote()
      try scene.changeKeyFile(255) { $0["note"] = note }
    },
    Tampering("keys: the note of the append before the rotation", in: .folder, finds: "checkpoint.note", at: 270) {
      scene in
      let note = try scene.query("SELECT note FROM checkpoint WHERE size = 270") + "\n"
      try scene.changeRotation { $0["note"] = note }
    },
    Tampering("keys: the old key's line of the rotation's note", in: .folder, finds: "checkpoint.signature", at: 270) {
      scene in
      var lines = try scene.rotationNote().components(separatedBy: "\n")
      lines[4] = changed(lines[4], at: 60)
      try scene.changeRotation { $0["note"] = lines.joined(separator: "\n") }
    },
    Tampering("keys: the root of the rotation's note", in: .folder, finds: "checkpoint.root", at: 270) { scene in
      var lines = try scene.rotationNote().components(separatedBy: "\n")
      lines[2] = Hash.sha256(of: []).base64
      try scene.changeRotation { $0["note"] = lines.joined(separator: "\n") }
    },
    Tampering(
      "the folder of an earlier head", in: .folder, finds: "checkpoint.known", never: folderHead
    ) { scene in
      let note = try scene.query("SELECT note FROM checkpoint WHERE size = 271") + "\n"
      try scene.write(note, to: "cong-bo/checkpoint")
      for level in ["entries", "0"] {
        let whole = try scene.bytes("cong-bo/tile/\(level)/001.p/17")
        let cut = level == "0" ? whole.prefix(15 * 32) : scene.bundle(whole, prefix: 15)
        try scene.write(Data(cut), to: "cong-bo/tile/\(level)/001.p/15")
      }
    },
    Tampering(
      "a history of the forger's own, whose first event names the known public key and whose second key is his",
      in: .folder, by: .otherKeys, finds: "keys.trusted", at: 0
    ) { scene in
      try scene.forgeSuccession()
      try FileManager.default.removeItem(atPath: scene.path("cong-bo"))
      try scene.done("publish", "cong-bo")
    },
  ]

  /// A letter of base64 exchanged for another.
  static func changed(_ line: String, at offset: Int) -> String {
    var letters = Array(line)
    letters[offset] = letters[offset] == "A" ? "B" : "A"
    return String(letters)
  }
}

extension Scene {
  func remove(_ name: String) throws { try FileManager.default.removeItem(atPath: path(name)) }

  func replace(_ old: String, _ new: String, in name: String) throws {
    var bytes = try bytes(name)
    let range = try #require(bytes.range(of: Data(old.utf8)), "\(name) holds no \(old)")
    bytes.replaceSubrange(range, with: Data(new.utf8))
    try write(bytes, to: name)
  }

  /// Lines count from 0; nil takes the line out.
  func replaceLine(_ number: Int, of name: String, _ change: (String) -> String?) throws {
    var lines = try text(name).components(separatedBy: "\n")
    try #require(number < lines.count - 1, "\(name) has \(lines.count - 1) lines")
    if let line = change(lines[number]) { lines[number] = line } else { lines.remove(at: number) }
    try write(lines.joined(separator: "\n"), to: name)
  }

  func changeKeyFile(_ position: Int, _ change: (inout [String: String]) -> Void) throws {
    let name = "cong-bo/keys/\(position)"
    var members = try JSONDecoder().decode([String: String].self, from: bytes(name))
    change(&members)
    try write(members.canonicalLine, to: name)
  }

  func changeRotation(_ change: (inout [String: String]) -> Void) throws { try changeKeyFile(270, change) }

  func rotationNote() throws -> String { try query("SELECT note FROM checkpoint WHERE size = 271") + "\n" }

  /// The first entries of a bundle.
  func bundle(_ bytes: Data, prefix count: Int) -> Data {
    var end = bytes.startIndex
    for _ in 0..<count { end += 2 + Int(bytes[end]) << 8 + Int(bytes[end + 1]) }
    return bytes[..<end]
  }

  /// The whole history anew under keys of the forger's own. Its first event names the known key, of which he has nothing but the
  /// public half, and an event of the first append brings in his.
  func forgeSuccession() throws {
    var history = try RewrittenHistory(of: self)
    let origin = history.ledgerKeys[0].name
    let own = try SigningKey.generate(name: origin)
    let officers = try history.officerKeys.mapValues { try SigningKey.generate(name: $0.name) }
    try history.enroll(officers, in: origin)
    let (unit, (append, index)) = (history.appends[0][3], try history.place(270))
    let rotation = history.appends[append][index]
    history.appends[append][index] = unit
    history.appends[append][index].header = rotation.header.changed(type: unit.header.type)
    history.appends[0][3].header = unit.header.changed(type: rotation.header.type)
    history.appends[0][3].body = "{\"key\":\"\(own.verifierKey.format())\"}"
    (history.ledgerKeys[1], history.officerKeys) = (own, officers)
    history.signers[0] = [own, try #require(officers["lan"]), own]
    try history.write(to: self)
  }
}

extension [String: String] {
  /// As canonical JSON writes an object of texts without control characters but line feeds.
  fileprivate var canonicalLine: String {
    func quoted(_ text: String) -> String {
      let escaped = text.replacingOccurrences(of: "\\", with: "\\\\").replacingOccurrences(of: "\"", with: "\\\"")
      return "\"" + escaped.replacingOccurrences(of: "\n", with: "\\n") + "\""
    }
    return "{" + keys.sorted().map { "\(quoted($0)):\(quoted(self[$0] ?? ""))" }.joined(separator: ",") + "}\n"
  }
}
