import EventLedger
import TransparencyLog

/// A small log with its key and a witness, in memory: what valid texts are made from.
struct SyntheticLog {
  let key: SigningKey
  let witness: WitnessSigningKey
  let entries: [String]
  let leaves: [Hash]

  init() {
    do {
      key = try SigningKey(name: "kiemdo/thu", seed: Array(1...32))
      witness = try WitnessSigningKey(name: "so.example/nhan-chung", seed: Array(33...64))
    } catch {
      preconditionFailure("Names and seeds are valid: \(error)")
    }
    entries = (0..<13).map { "entry \($0)" }
    leaves = entries.map { entry in Array(entry.utf8).withUnsafeBytes { MerkleTree.leafHash($0) } }
  }

  func root(size: Int) throws -> Hash {
    var tree = TreeFrontier()
    for leaf in leaves.prefix(size) { tree.append(leaf) }
    return tree.root
  }

  func checkpoint(size: Int) throws -> Checkpoint {
    Checkpoint(origin: key.name, size: size, root: try root(size: size))
  }

  func note(size: Int) throws -> SignedNote { try checkpoint(size: size).sign(by: [key]) }

  func proof(index: Int, size: Int) throws -> TLogProof {
    try TLogProof(
      index: index, path: .prove(index: index, size: size, reader: self), note: note(size: size),
      extra: Array("{}".utf8))
  }

  func request(from: Int, to: Int) throws -> AddCheckpointRequest {
    try AddCheckpointRequest(oldSize: from, proof: .prove(from: from, to: to, reader: self), note: note(size: to))
  }
}

extension SyntheticLog: HashReader {
  func hash(level: Int, index: Int) throws -> Hash {
    var tree = TreeFrontier()
    for leaf in leaves[index << level..<(index + 1) << level] { tree.append(leaf) }
    return tree.root
  }
}

/// The page of the published vectors (`Schemas/ledger-format.md`, 16).
enum PublishedPage {
  static let digits =
    "0051482789203148800005497558140197615525758565275973303433944244887700982980221822453"
    + "0324075152829900731536694810851406409863175133533216237651926498585018731924424629699"
    + "2389325926696838704756137006789001347511371706656340042044376384261253099435349746868"
    + "2503916925086075129354298682714095353092644089971180225902527831682301063108205520891014"

  static func key() throws -> VerifierKey {
    try VerifierKey.parse("kiemdo/01GZ0000000000000000000000+d43bb5a0+AVJe15dfBWfnOGT+fjTIfEV23ngKjzQaoDoiUWLmJqbR")
  }
}
