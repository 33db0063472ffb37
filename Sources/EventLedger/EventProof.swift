import CanonicalForms
public import TransparencyLog

/// A proof that an event is in a ledger, in the form of C2SP tlog-proof (`Schemas/ledger-format.md`, 8.2), and what it
/// states of the event.
///
/// It proves that the event is in the history of its checkpoint, not that the checkpoint, or the event, is the newest.
public struct EventProof: Sendable {
  public let proof: TLogProof
  public let header: EventHeader
  /// The header's text, which is the leaf.
  public let headerText: String
  /// Canonical JSON, where it was disclosed.
  public let payload: String?
  public let salt: [UInt8]?
}

/// Why a text is no proof of an event.
public enum EventProofFault: Error, Equatable, Sendable {
  case notAProof(TransparencyLogError)
  /// `extra` is not canonical JSON with `header` and, both or neither, `payload` and `salt`.
  case badExtra
  case badHeader(HeaderFault)
}

extension EventProof {
  /// The text of the proof.
  public func format() -> String { proof.format() }

  public static func parse(_ bytes: [UInt8]) throws(EventProofFault) -> EventProof {
    let proof: TLogProof
    do {
      proof = try TLogProof.parse(bytes)
    } catch {
      throw .notAProof(error)
    }
    guard let text = String(validating: proof.extra, as: UTF8.self),
      let extra = (try? JSON.parse(canonical: text))?.object,
      let headerText = extra["header"]?.string
    else { throw .badExtra }
    let payload = extra["payload"]?.string
    let salt = extra["salt"]?.string.flatMap { Base64.decode($0) }
    guard (payload == nil) == (salt == nil), extra.keys.count == (payload == nil ? 1 : 3) else { throw .badExtra }
    do {
      let header = try EventHeader.parse(headerText)
      return EventProof(proof: proof, header: header, headerText: headerText, payload: payload, salt: salt)
    } catch {
      throw .badHeader(error)
    }
  }

  /// Checks the proof without the ledger: header and payload against the tree, the tree against the checkpoint, the
  /// checkpoint against the ledger's key.
  ///
  /// The officer's signature is not checked: whose it must be, only the ledger or its published folder says.
  ///
  /// - Parameter trustedKey: a ledger key as known from outside. Without it nobody's signature is checked.
  /// - Returns: nothing if the proof holds.
  public func check(trustedKey: VerifierKey?) -> [Finding] {
    var findings = Findings()
    let position = proof.index
    if header.position != position {
      findings.add(.position, position, "header", expected: "position \(position)", found: "\(header.position)")
    }
    if let payload, let salt {
      let found = Hash.sha256(of: salt + Array(payload.utf8))
      if salt.count != 32 {
        findings.add(.salt, position, "salt", expected: "\(32) bytes", found: "\(salt.count) bytes")
      } else if found != header.commitment {
        findings.add(
          .commitment, position, "payload", expected: "\(header.commitment.base64)", found: "\(found.base64)")
      }
    }
    let checkpoint = proof.checkpoint
    let subject: Evidence = "checkpoint \(checkpoint.size)"
    do {
      try proof.path.check(
        leaf: MerkleTree.leafHash(headerText), index: position, size: checkpoint.size, root: checkpoint.root)
    } catch {
      findings.add(.root, position, subject, expected: "\(checkpoint.root.base64)", found: Evidence(error))
    }
    guard let trustedKey else { return findings.sorted }
    if checkpoint.origin != trustedKey.name {
      findings.add(.note, position, subject, expected: "origin \(trustedKey.name)", found: "\(checkpoint.origin)")
    }
    do {
      _ = try proof.note.verify(by: [trustedKey])
    } catch TransparencyLogError.noKnownSignature {
      // Maybe another key of the same ledger did: it may have been rotated. That is no fault of the proof.
      let signers = proof.note.signatures.map { $0.format() }.joined(separator: "; ")
      findings.add(
        .trustedKey, position, subject, expected: "a signature by \(trustedKey.format())", found: "\(signers)")
    } catch {
      findings.add(
        .signature, position, subject, expected: "a valid signature by \(trustedKey.format())", found: Evidence(error))
    }
    return findings.sorted
  }
}

extension Ledger {
  /// Proves that an event is in this ledger, against its head.
  ///
  /// - Parameter withPayload: whether the proof discloses the payload; an erased one has none.
  /// - Throws: `noSuchPosition`, `damaged`.
  public func proof(at position: Int, withPayload: Bool) throws -> EventProof {
    try checkPosition(position)
    let (headerText, payload, salt) = try access { database in
      let statement = try Statement(
        database, "SELECT header, body, salt FROM event LEFT JOIN payload USING (position) WHERE event.position = ?")
      statement.bind(1, position)
      guard try statement.step() else { throw LedgerError.noSuchPosition(position, size: size) }
      let isThere = withPayload && statement.isText(1)
      return (
        statement.text(0), isThere ? statement.text(1) : nil, isThere ? Array(statement.bytes(2)) : nil
      )
    }
    var extra: [(String, JSON)] = [("header", .string(headerText))]
    if let payload, let salt { extra += [("payload", .string(payload)), ("salt", .string(Base64.encode(salt)))] }
    let path = try InclusionProof.prove(index: position, size: size, reader: hashReader())
    let note = try SignedNote.parse(try cosignedNote(size: size))
    let proof = try TLogProof(
      index: position, path: path, note: note, extra: Array(JSON.object(JSONObject(extra)).canonicalText.utf8))
    return try EventProof.parse(Array(proof.format().utf8))
  }

  /// Proves that the tree at one size begins with that of an earlier one, as the body of C2SP tlog-witness
  /// `add-checkpoint`: the old size, the hashes, the note of the later checkpoint.
  ///
  /// - Throws: `noSuchSize` if a size is beyond the ledger, `sizesOutOfOrder` if one is below 1 or the earlier is the greater,
  ///   `noCheckpoint` if there is none of the later size.
  public func consistency(from old: Int, to new: Int) throws -> AddCheckpointRequest {
    for asked in [new, old] where asked > size { throw LedgerError.noSuchSize(asked, size: size) }
    guard 1 <= old, old <= new else { throw LedgerError.sizesOutOfOrder(from: old, to: new) }
    guard try checkpointNote(size: new) != nil else {
      let near = try access { database in
        [
          try database.integer("SELECT max(size) FROM checkpoint WHERE size < ?", new),
          try database.integer("SELECT min(size) FROM checkpoint WHERE size > ?", new),
        ]
      }
      throw LedgerError.noCheckpoint(at: new, near: near.compactMap(\.self))
    }
    let proof = try ConsistencyProof.prove(from: old, to: new, reader: hashReader())
    return try AddCheckpointRequest(oldSize: old, proof: proof, note: SignedNote.parse(try cosignedNote(size: new)))
  }
}
