import CanonicalForms
import TransparencyLog

/// What is fixed for all events of an append once its transaction has begun.
struct AppendPlan {
  let command: ULID
  let officer: String
  let recordedAt: Instant
  /// The position of the first event.
  let first: Int
  /// Size and root of the tree before the append, which anchors carry off.
  let treeSize: Int
  let root: Hash
  let origin: String
  let ledgerKey: SigningKey
}

/// Writes the headers of one append, of which most of the text is the same.
struct HeaderWriter {
  private let beforeCommitment: [UInt8]
  private let beforeSchema: [UInt8]

  init(_ plan: AppendPlan) {
    beforeCommitment = Array(#"{"command":"\#(plan.command.text)","officer":"\#(plan.officer)","payload":""#.utf8)
    beforeSchema = Array(#","recordedAt":"\#(plan.recordedAt.text)","schema":"#.utf8)
  }

  func write(_ draft: Draft, commitment: Hash, position: Int, into bytes: inout [UInt8]) {
    bytes += beforeCommitment
    commitment.withUnsafeBytes { Base64.encode($0, appendingTo: &bytes) }
    bytes += "\",\"position\":".utf8
    bytes += String(position).utf8
    bytes += beforeSchema
    bytes += String(draft.schema).utf8
    bytes += ",\"stream\":\"".utf8
    bytes += draft.stream.utf8
    bytes += "\",\"type\":\"".utf8
    bytes += draft.type.utf8
    bytes += "\",\"version\":".utf8
    bytes += String(draft.version).utf8
    bytes.append(UInt8(ascii: "}"))
  }
}

/// Events made ready for the tables: hashed, but not yet inserted.
struct PreparedEvents {
  /// The headers' bytes, one after another.
  var headers: [UInt8] = []
  /// Where each header ends.
  var ends: [Int] = []
  var leaves: [Hash] = []
  var bodies: [String] = []
  var fault: (index: Int, detail: String)?

  /// Hashes drafts `range` of an append, each with its salt of 32 bytes.
  ///
  /// Without shared state, so that both cores do it at once.
  static func prepare(
    _ drafts: [Draft], _ range: Range<Int>, plan: AppendPlan, salts: UnsafeRawBufferPointer
  ) -> PreparedEvents {
    let writer = HeaderWriter(plan)
    var prepared = PreparedEvents()
    prepared.headers.reserveCapacity(range.count * 300)
    prepared.ends.reserveCapacity(range.count)
    prepared.leaves.reserveCapacity(range.count)
    prepared.bodies.reserveCapacity(range.count)
    for index in range {
      let draft = drafts[index]
      let position = plan.first + index
      var body = plan.body(of: draft, at: position)
      let salt = UnsafeRawBufferPointer(rebasing: salts[index * 32..<index * 32 + 32])
      let (commitment, fault) = body.withUTF8 { bytes in
        (Hash.sha256(of: salt, UnsafeRawBufferPointer(bytes)), CanonicalScan.fault(in: bytes))
      }
      if let fault {
        prepared.fault = (index, "payload: \(fault)")
        return prepared
      }
      let start = prepared.headers.count
      writer.write(draft, commitment: commitment, position: position, into: &prepared.headers)
      let leaf = prepared.headers.withUnsafeBytes { bytes -> Hash? in
        let bytes = UnsafeRawBufferPointer(rebasing: bytes[start...])
        return (try? HeaderLayout.parse(bytes)) == nil ? nil : MerkleTree.leafHash(bytes)
      }
      guard let leaf else {
        prepared.fault = (index, "header: \(String(decoding: prepared.headers[start...], as: UTF8.self))")
        return prepared
      }
      prepared.ends.append(prepared.headers.count)
      prepared.leaves.append(leaf)
      prepared.bodies.append(body)
    }
    return prepared
  }
}

extension AppendPlan {
  func body(of draft: Draft, at position: Int) -> String {
    switch draft.body {
    case .text(let text): text
    case .anchored(let digest, let body):
      body(
        SheetAnchor.sign(position: position, treeSize: treeSize, root: root, digest: digest, by: ledgerKey).base64)
    }
  }
}
