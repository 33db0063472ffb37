/// A witness's word on a checkpoint (C2SP tlog-cosignature, Ed25519), as a signature line of its note:
///
/// ```
/// — witness.example.com/w1 jWbPPwAAAABkGFDLEZMHwSRaJNiIDoe9DYn/zXcrtPHeolMI5OWXEhZCB9dlrDJsX3b2oyin1nPZqhf5nNo0xUe+mbIUBkBIfZ+qnA==
/// ```
///
/// The base64 holds the key id, the time in eight bytes, big-endian, and the 64 bytes of the signature. It says: at that
/// time this was the largest head that I had seen of this log, and it extends all that I had seen before. A parsed
/// cosignature is not a verified one, and one by an unknown witness says nothing.
public struct Cosignature: Sendable {
  public let name: String
  public let keyID: UInt32
  /// Seconds since 1970-01-01T00:00:00Z, by the witness's clock. The moment lies in the second that begins here.
  public let time: Int
  /// 64 bytes over `message`.
  public let signature: [UInt8]

  init(name: String, keyID: UInt32, time: Int, signature: [UInt8]) {
    self.name = name
    self.keyID = keyID
    self.time = time
    self.signature = signature
  }

  /// The end of the year 9999, beyond which no calendar shows a time.
  static let timeLimit: UInt64 = 253_402_300_800

  /// Nil if the line has another length than that of this type, or a time that is not below the limit.
  public init?(_ line: NoteSignature) {
    guard line.bytes.count == 8 + Self.signatureCount else { return nil }
    let time = line.bytes.prefix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    guard time < Self.timeLimit else { return nil }
    self.init(name: line.name, keyID: line.keyID, time: Int(time), signature: Array(line.bytes.dropFirst(8)))
  }

  static let signatureCount = 64

  /// The line as the note holds it.
  public var noteSignature: NoteSignature {
    let time = withUnsafeBytes(of: UInt64(time).bigEndian) { Array($0) }
    return NoteSignature(validName: name, keyID: keyID, bytes: time + signature)
  }

  /// What is signed: `cosignature/v1`, `time` and the seconds in decimal, and the whole text of the checkpoint.
  static func message(_ checkpoint: Checkpoint, time: Int) -> [UInt8] {
    Array("cosignature/v1\ntime \(time)\n\(checkpoint.format())".utf8)
  }

  /// Whether name and id are this key's. That it made the cosignature is another question.
  public func names(_ key: WitnessVerifierKey) -> Bool { noteSignature.names(key) }

  /// Whether this key made the cosignature, for this checkpoint.
  public func isValid(for checkpoint: Checkpoint, by key: WitnessVerifierKey) -> Bool {
    names(key) && key.isValid(signature: signature, for: Self.message(checkpoint, time: time))
  }
}

extension Cosignature {
  /// The line without its newline.
  public func format() -> String { noteSignature.format() }

  /// Reads one line without its newline; only what `format` would write is accepted.
  ///
  /// - Throws: `malformedCosignature`.
  public static func parse(_ line: String) throws(TransparencyLogError) -> Cosignature {
    guard let signature = NoteSignature.parse(line), let cosignature = Cosignature(signature) else {
      throw .malformedCosignature(line)
    }
    return cosignature
  }
}

extension Cosignature: Equatable {
  // Byte for byte: Swift holds strings equal that differ in Unicode normalisation.
  public static func == (left: Cosignature, right: Cosignature) -> Bool {
    left.noteSignature == right.noteSignature
  }
}
