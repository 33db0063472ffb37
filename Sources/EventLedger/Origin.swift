/// The name of a ledger, chosen once: `[a-z0-9][a-z0-9.-]*(/[A-Za-z0-9._-]+)*`, at most 200 bytes, and no segment is
/// `officer`.
///
/// It is the name of the ledger's key and the first line of every checkpoint, as in `kiemdo/01GZ0000000000000000000000`.
public enum Origin {
  public static let greatestLength = 200

  public static func isValid(_ text: String) -> Bool {
    guard text.utf8.count <= greatestLength else { return false }
    let segments = text.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    guard let first = segments.first, let head = first.first, Ascii.isLower(head) || Ascii.isDigit(head),
      first.allSatisfy({ Ascii.isLower($0) || Ascii.isDigit($0) || $0 == 0x2E || $0 == 0x2D })
    else { return false }
    return segments.dropFirst().allSatisfy { segment in
      !segment.isEmpty
        && segment.allSatisfy { Ascii.isLetter($0) || Ascii.isDigit($0) || [0x2E, 0x5F, 0x2D].contains($0) }
    } && !segments.contains { $0.elementsEqual("officer".utf8) }
  }

  /// The name of an officer's key.
  public static func officerKeyName(origin: String, id: String) -> String { "\(origin)/officer/\(id)" }

  /// `[a-z0-9][a-z0-9.-]{0,31}`
  public static func isValidOfficerID(_ text: String) -> Bool {
    var copy = text
    return copy.withUTF8 { bytes in
      var reader = HeaderReader(bytes: UnsafeRawBufferPointer(bytes))
      return (try? reader.officer())?.count == bytes.count
    }
  }
}
