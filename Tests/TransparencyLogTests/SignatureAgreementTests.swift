import Foundation
import Testing

@testable import TransparencyLog

/// Which signatures hold, said by the library, by the arithmetic of the other verifier (`Scripts/verify-ledger.py`), and by
/// vectors at the edges of RFC 8032, where implementations are known to differ.
@Suite struct SignatureAgreementTests {
  struct Claim: Codable {
    var kind: String
    /// In hexadecimal, as the others.
    var key: String
    var message: String
    var signature: String
    /// Nil of what is asked here.
    var holds: Bool?
  }

  private struct Edges: Decodable { let claims: [Claim] }

  static func edges() throws -> [Claim] {
    let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Vectors/ed25519.json")
    return try JSONDecoder().decode(Edges.self, from: Data(contentsOf: file)).claims
  }

  @Test func `two verifiers decide the edges as the vectors say`() throws {
    let claims = try Self.edges()
    let theirs = try python(claims)
    for (claim, theirs) in zip(claims, theirs) {
      #expect(try library(claim) == claim.holds, "\(claim.kind)")
      #expect(theirs == claim.holds, "\(claim.kind)")
    }
    #expect(Set(claims.map(\.holds)) == [true, false])
  }

  /// Many by one key, a few by another and one by each of some, as tables are made by how often a key is used.
  @Test func `two verifiers decide alike of thousands of signatures, whole and changed`() throws {
    let seed = UInt64.random(in: 0...UInt64.max)
    var generator = SplitMix(seed: seed)
    var claims: [Claim] = []
    for (index, count) in ([900, 60] + Array(repeating: 1, count: 8)).enumerated() {
      let key = try SigningKey(name: "a", seed: generator.bytes(32))
      for _ in 0..<count { claims += try changed(key, &generator, kind: "key \(index)") }
    }
    let ours = try claims.map(library)
    let theirs = try python(claims)
    let differing = zip(claims, zip(ours, theirs)).filter { $1.0 != $1.1 }.map(\.0)
    #expect(differing.isEmpty, "seed \(seed): \(differing.prefix(3))")
    #expect(ours.count { $0 } == 968)
  }

  /// A signature, and the same with one thing changed.
  private func changed(_ key: SigningKey, _ generator: inout SplitMix, kind: String) throws -> [Claim] {
    let message = generator.bytes(Int.random(in: 0...90, using: &generator))
    let signature = key.sign(message)
    var (other, said) = (signature, message)
    switch Int.random(in: 0..<5, using: &generator) {
    case 0: other[Int.random(in: 0..<32, using: &generator)] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
    case 1: other[Int.random(in: 32..<64, using: &generator)] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
    case 2: other.replaceSubrange(0..<32, with: generator.bytes(32))
    case 3: other.removeLast(Int.random(in: 1...64, using: &generator))
    default: said.append(0)
    }
    return [(signature, message), (other, said)].map { signature, message in
      Claim(
        kind: kind, key: Hex.encode(key.verifierKey.publicKey), message: Hex.encode(message),
        signature: Hex.encode(signature))
    }
  }

  private func library(_ claim: Claim) throws -> Bool {
    let key = try #require(Hash(hex: claim.key))
    #expect(Ed25519PublicKey.isSafe(key))
    return Ed25519PublicKey.isValid(
      signature: try #require(Hex.decode(claim.signature)), for: try #require(Hex.decode(claim.message)), key: key)
  }

  /// All in one question.
  private func python(_ claims: [Claim]) throws -> [Bool] {
    let script = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "Scripts/verify-ledger.py").path
    let file = FileManager.default.temporaryDirectory.appending(path: "claims-\(UUID().uuidString).json")
    try JSONEncoder().encode(claims).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    let program = """
      import importlib.util, json, sys
      spec = importlib.util.spec_from_file_location("verifier", sys.argv[1])
      verifier = sys.modules["verifier"] = importlib.util.module_from_spec(spec)
      spec.loader.exec_module(verifier)
      parts = lambda c: [bytes.fromhex(c[name]) for name in ("key", "message", "signature")]
      print(json.dumps(verifier.verify_all([verifier.Claim(*parts(c)) for c in json.load(open(sys.argv[2]))])))
      """
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/python3")
    process.arguments = ["-B", "-c", program, script, file.path]
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let text = try output.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    let answers = try JSONDecoder().decode([Bool].self, from: text)
    try #require(answers.count == claims.count)
    return answers
  }
}

extension SplitMix {
  fileprivate mutating func bytes(_ count: Int) -> [UInt8] {
    (0..<count).map { _ in UInt8(truncatingIfNeeded: next()) }
  }
}
