/// The text forms of Ed25519 keys, which differ by the type byte only: `name+keyid+base64`, and with `PRIVATE+KEY+`
/// before it for the private ones (C2SP signed-note; Go's `note` package).
enum KeyText {
  static let privatePrefix = "PRIVATE+KEY+"

  static func format(name: String, keyID: UInt32, algorithm: UInt8, bytes: [UInt8]) -> String {
    "\(name)+\(KeyName.format(keyID: keyID))+\(Base64.encode([algorithm] + bytes))"
  }

  /// The parts of a text, or nil if it has not this form. A key id that is not that of the key is for the caller.
  static func parse(_ text: String) -> (name: String, keyID: UInt32, algorithm: UInt8, bytes: [UInt8])? {
    // The name holds no "+", the base64 may: three parts at the first two.
    let parts = text.unicodeScalars.split(separator: "+", maxSplits: 2, omittingEmptySubsequences: false)
      .map { String($0) }
    guard parts.count == 3, let keyID = KeyName.parse(keyID: parts[1]), let encoded = Base64.decode(parts[2]),
      let algorithm = encoded.first
    else { return nil }
    return (parts[0], keyID, algorithm, Array(encoded.dropFirst()))
  }

  static func parsePrivate(_ text: String) -> (name: String, keyID: UInt32, algorithm: UInt8, bytes: [UInt8])? {
    guard text.utf8.starts(with: privatePrefix.utf8) else { return nil }
    return parse(String(decoding: text.utf8.dropFirst(privatePrefix.utf8.count), as: UTF8.self))
  }
}
