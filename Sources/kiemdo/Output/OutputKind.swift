import Foundation

/// What a command writes into a file that people named, and so what it may put in the place of a file that is there already:
/// its own kind, which can be made again, and nothing else.
enum OutputKind {
  case pdf
  /// A list in CSV: may replace a list with the same columns.
  case table
  /// Replaces nothing: the SHA-256 of the file that is there may stand on a page that was signed.
  case reportProof
  case eventProof
  case requestForWitness
  case cosignature
  /// Files of a folder that was empty before.
  case practice
  /// A copy of a ledger, which `Ledger.backup` itself puts only where nothing is.
  case backup

  /// How much of a file is looked at to tell its kind.
  private static let window = 1 << 16

  /// Whether this may be written under a path: where nothing is, over an empty file, over its own kind, and into what is no
  /// file at all (a pipe, a terminal), where it takes nothing's place.
  ///
  /// - Parameter new: what is to be written, where it is known yet.
  /// - Throws: `Failure.outputOverOther`, `.outputOverProof`, `.unreadableFile`.
  func demand(_ path: String, replacedBy new: [UInt8]? = nil) throws {
    var status = stat()
    guard stat(path, &status) == 0, status.st_size > 0 || status.st_mode & S_IFMT == S_IFBLK else { return }
    switch status.st_mode & S_IFMT {
    case S_IFREG: break
    case S_IFBLK: throw Failure.outputOverOther(path)
    default: return
    }
    if case .reportProof = self { throw Failure.outputOverProof(path) }
    guard replaces(try Self.beginning(of: path), with: new) else { throw Failure.outputOverOther(path) }
  }

  private func replaces(_ bytes: [UInt8], with new: [UInt8]?) -> Bool {
    let text = String(decoding: bytes, as: UTF8.self)
    // No kind of output ever holds a private key.
    if text.contains("PRIVATE+KEY") { return false }
    switch self {
    case .pdf: return text.hasPrefix("%PDF-")
    case .table:
      guard let new else { return Self.isPlainText(bytes) && !Self.isStatement(text) }
      return bytes.prefix { $0 != UInt8(ascii: "\n") } == new.prefix { $0 != UInt8(ascii: "\n") }
    case .reportProof: return false
    case .eventProof: return text.hasPrefix("c2sp.org/tlog-proof@")
    case .requestForWitness: return text.hasPrefix("old ")
    case .cosignature: return text.hasPrefix("— ")
    case .practice: return false
    case .backup: return true
    }
  }

  /// Bytes that are text in some encoding, and no PDF, which begins like one.
  private static func isPlainText(_ bytes: [UInt8]) -> Bool {
    let isUTF16 = bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF])
    return !bytes.starts(with: Array("%PDF-".utf8)) && (isUTF16 || !bytes.contains(0))
      && !bytes.starts(with: [0x1F, 0x8B])
  }

  /// What somebody has signed, or rests his trust on: a note, a proof, a request, a cosignature, a policy, a public key.
  private static func isStatement(_ text: String) -> Bool {
    let lines = text.split(whereSeparator: \.isNewline)
    guard let first = lines.first else { return false }
    if ["c2sp.org/", "old ", "— "].contains(where: first.hasPrefix) { return true }
    if KeyOwner(first.trimmingCharacters(in: .whitespaces)) != nil { return true }
    return lines.contains { line in
      ["— ", "log ", "witness ", "group ", "quorum "].contains(where: line.hasPrefix)
    }
  }

  private static func beginning(of path: String) throws -> [UInt8] {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { throw Failure.unreadableFile(path, .system(errno)) }
    defer { close(file) }
    var bytes = [UInt8](repeating: 0, count: window)
    var count = 0
    while count < window {
      let more = bytes.withUnsafeMutableBytes { read(file, $0.baseAddress?.advanced(by: count), window - count) }
      if more == 0 { break }
      guard more > 0 || errno == EINTR else { throw Failure.unreadableFile(path, .system(errno)) }
      count += max(0, more)
    }
    return Array(bytes.prefix(count))
  }
}
