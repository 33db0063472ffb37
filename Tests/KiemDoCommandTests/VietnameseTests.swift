import Foundation
import Testing

/// Whatever somebody hands in by mistake, the answer is in the reader's language.
@Suite struct `broken inputs are answered in Vietnamese` {
  /// Words that no Vietnamese sentence, no name of a format and no option has.
  private static let words = [
    "the", "of", "and", "not", "line", "lines", "value", "expected", "found", "none", "nothing", "bytes", "hash",
    "malformed", "canonical", "cosignature", "old", "size", "trust", "use", "first", "conflict", "is", "must", "wrong",
    "signature", "unknown", "missing", "invalid", "error", "length", "empty", "truncated", "field", "key", "payload",
    "header", "row", "with", "without", "than", "more", "object", "array", "string",
  ]

  private func englishWords(in text: String) -> [String] {
    // What is quoted is what was read; options, paths and the names of types and codes are names.
    var plain = text.replacing(/"[^"]*"/, with: " ").replacing(/--?[a-z-]+/, with: " ")
    plain = plain.replacing(/[^ ]*[\/._+=@][^ ]*/, with: " ").replacing(/kiemdo [a-z-]+( [a-z-]+)?/, with: " ")
    let found = plain.lowercased().split { !$0.isLetter }.map(String.init)
    return Self.words.filter(found.contains)
  }

  private func gzip(_ text: String, in scene: Scene, _ name: String) throws {
    try scene.write(text, to: name)
    try #require(try Tool.run("/usr/bin/gzip", "-kf", scene.path(name), in: scene).status == 0)
  }

  @Test func `no English word of a list stands in what people read`() throws {
    let witnessed = try Witnessed(.imported())
    let scene = witnessed.scene
    try scene.done("checkpoint", "--for-witness", "0", "--output", "yeu-cau")
    try scene.done("publish", "cong-bo")
    let proof = try scene.done("proof", "@7").out
    let request = try scene.text("yeu-cau")
    let note = try scene.done("checkpoint").out
    var inputs = ["", "\n", "chào\n", "{}", "[1]", "{\"proof\":{}}\n", "\u{0}\u{1}", "— a b\n", "old x\n", "log\n"]
    for text in [proof, request, note, witnessed.policy] {
      let count = text.utf8.count
      inputs += [1, 2, 3, 5, 8].map { String(decoding: text.utf8.prefix(count * $0 / 9), as: UTF8.self) }
      inputs += [
        text + "x", text.replacing("\n\n", with: "\n"), text.replacing("=", with: ""),
        text.replacing("\n", with: "\r\n"),
      ]
      inputs.append(text.replacing("— ", with: "- "))
    }
    var outputs: [(String, Output)] = []
    for (number, text) in inputs.enumerated() {
      try scene.write(text, to: "tep")
      for command in [
        ["verify", "--proof", "tep"], ["verify", "--consistency", "tep", "--against", "tep"],
        ["verify", "--against", "tep"], ["verify", "--policy", "tep"], ["cosign", "tep", "--key", witnessed.ledgerKey],
        ["checkpoint", "--add-cosignature", "tep", "--witness", witnessed.key], ["verify", "--report", "tep"],
        ["import", "tep", "--reason", "Nhập"],
      ] {
        let output = try scene.run(command, env: command[0] == "cosign" ? witnessed.office : [:])
        outputs.append(("\(command) on input \(number): \(text.prefix(80))", output))
      }
    }
    // The lines of a report's proof.
    for line in [
      "{\"proof\":{}}", "{\"event\":{}}", "{\"event\":1}", "{ }", "{\"key\":{\"header\":1}}", "x",
      "{\"proof\":{\"format\":\"x\"}}", "{\"event\":{\"header\":\"{}\"}}", "[]", "",
    ] {
      try gzip(line + "\n", in: scene, "dong")
      outputs.append((line, try scene.run("verify", "--report", "dong.gz")))
    }
    try scene.done("audit", "--proof", "dung")
    let lines = try Tool.run("/usr/bin/zcat", scene.path("dung"), in: scene).out.components(separatedBy: "\n")
    for (index, line) in lines.enumerated().prefix(6) {
      for broken in [
        line.replacing("\":\"", with: "\":"), line.replacing("path", with: "duong"), String(line.dropLast()),
        line + line,
      ] {
        var all = lines
        all[index] = broken
        try gzip(all.joined(separator: "\n"), in: scene, "dong")
        outputs.append(("line \(index)", try scene.run("verify", "--report", "dong.gz")))
      }
    }
    // Longer than any line may be.
    try gzip(String(repeating: "a", count: 68 << 20), in: scene, "dong")
    outputs.append(("a long line", try scene.run("verify", "--report", "dong.gz")))
    // A ledger's own table of cosignatures, and a folder's files.
    _ = try scene.query("INSERT INTO cosignature VALUES (50, '— a AAAA=')")
    outputs.append(("a cosignature", try scene.run("verify")))
    for file in ["checkpoint", "keys/0", "tile/0/000.p/50", "tile/entries/000.p/50"]
    where scene.exists("cong-bo/" + file) {
      let before = try scene.bytes("cong-bo/" + file)
      for bytes in [Data(), Data("x".utf8), before.prefix(before.count / 2)] {
        try scene.write(bytes, to: "cong-bo/" + file)
        outputs.append((file, try scene.run("verify", "--tiles", "cong-bo")))
      }
      try scene.write(before, to: "cong-bo/" + file)
    }
    #expect(outputs.count > 250)
    var shown: Set<String> = []
    for (input, output) in outputs {
      for line in (output.out + output.err).split(separator: "\n") {
        let english = englishWords(in: String(line))
        guard !english.isEmpty, shown.insert(String(line)).inserted else { continue }
        Issue.record("\(english) in: \(line.prefix(300))\nfrom \(input)")
      }
    }
  }
}
