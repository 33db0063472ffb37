import Foundation
import Testing

/// A printed class, and what stands on its papers.
struct Pile {
  let scene: Scene
  /// Short codes by running number.
  let codes: [Int: String]

  init() throws {
    scene = try Scene(.printed())
    let listed = try scene.done("list", "--format", "json").json()["candidates"].items
    codes = Dictionary(uniqueKeysWithValues: listed.map { ($0["number"].number ?? 0, $0["sheet"].text ?? "") })
  }

  func code(_ number: Int) throws -> String { try #require(codes[number]) }

  /// The digits of the QR code on a candidate's sheet, as its event holds them.
  func digits(_ number: Int) throws -> String { try Anchor.digits(try Anchor.bytes(of: try code(number), in: scene)) }
}

/// The anchor of a printed page, written and read as the ledger's format says, without the command's own code.
enum Anchor {
  static func bytes(of code: String, in scene: Scene) throws -> [UInt8] {
    let position = try #require(code.split(separator: "-").first)
    let base64 = try scene.query("SELECT body ->> '$.anchor' FROM payload WHERE position = \(position)")
    let data = try #require(Data(base64Encoded: base64))
    try #require(data.count == 141)
    return Array(data)
  }

  /// Each 7 bytes as 17 digits, the last byte as 3.
  static func digits(_ bytes: [UInt8]) throws -> String {
    stride(from: 0, to: bytes.count, by: 7).map { start in
      let group = bytes[start..<min(start + 7, bytes.count)]
      let number = String(group.reduce(UInt64(0)) { $0 << 8 | UInt64($1) })
      return String(repeating: "0", count: (group.count == 7 ? 17 : 3) - number.count) + number
    }.joined()
  }
}

/// What became of each scanned line.
func outcomes(_ output: Output) throws -> [String?] {
  try output.json()["results"].items.map { $0["outcome"].text }
}
