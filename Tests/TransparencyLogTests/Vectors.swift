import Foundation
import TransparencyLog

/// The published vectors beside this file.
enum Vectors {
  static func transparencyLog() throws -> TransparencyLogVectors {
    try read("transparency-log.json")
  }

  static func ledger() throws -> LedgerVectors {
    try read("ledger-v1.json")
  }

  private static func read<Contents: Decodable>(_ name: String) throws -> Contents {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Vectors")
    return try JSONDecoder().decode(Contents.self, from: Data(contentsOf: folder.appending(path: name)))
  }
}

struct TransparencyLogVectors: Decodable {
  struct Hashing: Decodable {
    let emptyRoot: String
    let leafOfEmpty: String
    let leafOfL123456: String
    let nodeOfN123N456: String

    enum CodingKeys: String, CodingKey {
      case emptyRoot = "empty_root"
      case leafOfEmpty = "leaf_of_empty"
      case leafOfL123456 = "leaf_of_ascii_L123456"
      case nodeOfN123N456 = "node_of_ascii_N123_N456"
    }
  }

  struct Tree: Decodable {
    struct Inclusion: Decodable {
      let index: Int
      let size: Int
      let proof: [String]
    }

    struct Consistency: Decodable {
      let from: Int
      let to: Int
      let proof: [String]
    }

    let leaves: [String]
    let roots: [String: String]
    let inclusion: [Inclusion]
    let consistency: [Consistency]

    enum CodingKeys: String, CodingKey {
      case leaves = "leaves_hex"
      case roots = "roots_hex_by_size"
      case inclusion = "inclusion_zero_based"
      case consistency
    }
  }

  struct GoNote: Decodable {
    let skey: String
    let vkey: String
    let vkey2: String
    let text: String
    let sig1: String
    let sig2: String
    let badVkeys: [String]

    enum CodingKeys: String, CodingKey {
      case skey, vkey, vkey2, text, sig1, sig2
      case badVkeys = "bad_vkeys"
    }
  }

  struct C2SPNote: Decodable {
    let vkey: String
    let note: String
  }

  let hashing: Hashing
  let tree: Tree
  let goNote: GoNote
  let c2spNote: C2SPNote

  enum CodingKeys: String, CodingKey {
    case hashing = "rfc6962_hash"
    case tree = "rfc6962_tree8"
    case goNote = "go_note"
    case c2spNote = "c2sp_note"
  }
}

struct LedgerVectors: Decodable {
  struct Event: Decodable {
    let header: String
    let payload: String
    let salt: String
    let commitment: String
    let leaf: String
    let root: String
  }

  struct StoredCheckpoint: Decodable {
    let size: Int
    let note: String
  }

  let ledgerKeySeedText: String
  let officerKeySeedText: String
  let secondLedgerKeySeedText: String
  let origin: String
  let ledgerVerifierKey: String
  let officerVerifierKey: String
  let secondLedgerVerifierKey: String
  let events: [Event]
  let checkpoints: [StoredCheckpoint]
}
