/// The head of a log at one size (C2SP tlog-checkpoint): the text that is signed as a note.
///
/// ```
/// example.com/behind-the-sofa
/// 20852163
/// CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=
/// ```
///
/// Origin of the log, number of leaves in decimal, and root in base64, each on a line of its own, then any number of
/// extension lines without agreed meaning. A log that writes none should refuse a checkpoint of its own that has any.
public struct Checkpoint: Sendable {
  public let origin: String
  /// The number of leaves.
  public let size: Int
  public let root: Hash
  public let extensions: [String]

  /// - Precondition: the size is not negative; origin and extensions are neither empty nor hold control characters.
  public init(origin: String, size: Int, root: Hash, extensions: [String] = []) {
    precondition(size >= 0, "A tree has no negative size.")
    for line in [origin] + extensions {
      precondition(!line.isEmpty, "A checkpoint has no empty line.")
      precondition(!line.utf8.contains { $0 < 0x20 }, "A line of a checkpoint holds no control character.")
    }
    self.origin = origin
    self.size = size
    self.root = root
    self.extensions = extensions
  }

  /// Signs the checkpoint with each key, in the order given.
  ///
  /// - Precondition: there are 1 to 100 keys.
  public func sign(by keys: [SigningKey]) -> SignedNote {
    SignedNote.sign(format(), by: keys)
  }
}

extension Checkpoint {
  /// The note text: the lines, each ended by a newline.
  public func format() -> String {
    ([origin, String(size), root.base64] + extensions).reduce(into: "") { text, line in text += line + "\n" }
  }

  /// Reads a note text; only what `format` would write is accepted.
  ///
  /// - Throws: `malformedCheckpoint`.
  public static func parse(_ text: String) throws(TransparencyLogError) -> Checkpoint {
    let bytes = Array(text.utf8)
    if let offset = SignedNote.controlCharacter(in: bytes) {
      throw .malformedCheckpoint(.controlCharacter(offset: offset))
    }
    guard bytes.last == SignedNote.newline else { throw .malformedCheckpoint(.missingFinalNewline) }
    let lines = bytes.dropLast()
      .split(separator: SignedNote.newline, omittingEmptySubsequences: false)
      .map { String(decoding: $0, as: UTF8.self) }
    if let empty = lines.firstIndex(of: "") { throw .malformedCheckpoint(.emptyLine(empty + 1)) }
    guard lines.count >= 3 else { throw .malformedCheckpoint(.tooFewLines(lines.count)) }
    guard let size = Decimal.parse(lines[1].utf8) else { throw .malformedCheckpoint(.badSize(lines[1])) }
    guard let root = Hash(base64: lines[2]) else { throw .malformedCheckpoint(.badRoot(lines[2])) }
    return Checkpoint(origin: lines[0], size: size, root: root, extensions: Array(lines[3...]))
  }
}

extension Checkpoint: Equatable {
  // Byte for byte: Swift holds strings equal that differ in Unicode normalisation.
  public static func == (left: Checkpoint, right: Checkpoint) -> Bool {
    left.format().utf8.elementsEqual(right.format().utf8)
  }
}
