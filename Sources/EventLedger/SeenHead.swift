import CanonicalForms
public import TransparencyLog

/// A head of a ledger that somebody saw earlier, on a paper, in a mail, in a published folder: what the ledger at hand must
/// be an extension of.
public struct SeenHead: Sendable {
  /// Who vouches for it.
  public enum Statement: Sendable {
    case note(SignedNote)
    case anchor(SheetAnchor)
  }

  /// Where it was found, for people: a file's name, a page's code.
  public let source: String
  public let statement: Statement
  /// Nil for a page's anchor, which names its ledger only by the key that signed it.
  public let origin: String?
  public let size: Int
  public let root: Hash
  /// The folder that shows it, whose tiles can say more.
  public let folder: PublishedLog?
  /// The keys that this folder proves to be its ledger's, earlier ones too.
  let folderKeys: [VerifierKey]

  /// - Parameter folder: a folder that shows it, with the account that it was found sound by.
  /// - Throws: `malformedCheckpoint`.
  public init(
    _ note: SignedNote, source: String, folder: (log: PublishedLog, account: Account)? = nil
  ) throws(TransparencyLogError) {
    let checkpoint = try Checkpoint.parse(note.text)
    (self.source, statement, self.folder) = (source, .note(note), folder?.log)
    folderKeys = folder?.account.boundKeys ?? []
    (origin, size, root) = (checkpoint.origin, checkpoint.size, checkpoint.root)
  }

  /// The head that a page carries: the tree before it was printed.
  public init(_ anchor: SheetAnchor, source: String) {
    (self.source, statement, folder, folderKeys) = (source, .anchor(anchor), nil, [])
    (origin, size, root) = (nil, anchor.treeSize, anchor.root)
  }

  /// The one of these keys that signed it; nil if none did.
  public func signer(among keys: [VerifierKey]) -> VerifierKey? {
    switch statement {
    case .anchor(let anchor): keys.first { $0.keyID == anchor.keyID && anchor.isSigned(by: $0) }
    case .note(let note): keys.first { (try? note.verify(by: [$0])) != nil }
    }
  }
}

extension SeenHead {
  /// Finds every head in what somebody kept: a note, a mail with notes in it, a proof of C2SP tlog-proof, the body of C2SP
  /// tlog-witness `add-checkpoint`, or the digits of a page's code.
  ///
  /// - Returns: none if there is no head in it.
  public static func find(in bytes: [UInt8], source: String) -> [SeenHead] {
    let text = String(decoding: bytes, as: UTF8.self)
    let bare = text.filter { !$0.isWhitespace }
    if let anchor = try? SheetAnchor.decode(digits: bare) {
      return [SeenHead(anchor, source: "\(source) (\(anchor.shortCode.text))")]
    }
    var notes: [SignedNote] = []
    for note in MailText.readings(of: text).flatMap(NoteFinder.notes) where !notes.contains(note) { notes.append(note) }
    return notes.compactMap { note in
      try? SeenHead(note, source: notes.count == 1 ? source : "\(source) (\(Self.size(of: note)))")
    }
  }

  private static func size(of note: SignedNote) -> String {
    (try? Checkpoint.parse(note.text)).map { String($0.size) } ?? "?"
  }
}

/// Finds checkpoints in text that people sent each other: quoted, indented, with other line ends, with signature lines that
/// a mail program broke at a space.
enum NoteFinder {
  static func notes(in text: String) -> [SignedNote] {
    let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map(bare)
    var notes: [SignedNote] = []
    var index = 0
    while index + 2 < lines.count {
      guard let (note, end) = note(lines, at: index) else {
        index += 1
        continue
      }
      if !notes.contains(note) { notes.append(note) }
      index = end
    }
    return notes
  }

  /// Without marks of quotation and white space at the ends.
  private static func bare(_ line: Substring) -> String {
    var rest = line.drop { $0 == ">" || $0.isWhitespace }
    while rest.last?.isWhitespace == true { rest.removeLast() }
    return String(rest)
  }

  /// The checkpoint whose origin stands in this line, and the line after its last signature.
  private static func note(_ lines: [String], at start: Int) -> (SignedNote, end: Int)? {
    guard !lines[start].isEmpty, Int(lines[start + 1]) != nil, Hash(base64: lines[start + 2]) != nil else { return nil }
    var index = start + 3
    while index < lines.count, !lines[index].isEmpty { index += 1 }
    var note = lines[start..<index].joined(separator: "\n") + "\n\n"
    while index < lines.count, lines[index].isEmpty { index += 1 }
    let first = index
    while index < lines.count, let (line, count) = signature(lines, at: index) {
      note += line + "\n"
      index += count
    }
    guard index > first, let parsed = try? SignedNote.parse(note), (try? Checkpoint.parse(parsed.text)) != nil else {
      return nil
    }
    return (parsed, index)
  }

  /// A signature line that stands on one line, or on two or three.
  private static func signature(_ lines: [String], at index: Int) -> (String, count: Int)? {
    guard lines[index].hasPrefix("—") else { return nil }
    for count in 1...3 where index + count <= lines.count {
      let line = lines[index..<index + count].joined(separator: " ")
      if NoteSignature.parse(line) != nil { return (line, count) }
    }
    return nil
  }
}
