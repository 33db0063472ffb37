import Foundation

/// What a mail says, however its transfer encoding (RFC 2045, 6.7 and 6.8) wrapped it: a file saved from a mail program holds
/// the bytes that travelled.
enum MailText {
  /// The text as it is, and as it reads where parts of it are quoted-printable or base64. Whoever looks for a signed note
  /// may look in all: none but the true text has its form.
  static func readings(of text: String) -> [String] {
    [text] + [quotedPrintable(text)].compactMap(\.self) + base64Blocks(text)
  }

  /// Nil where nothing in it is quoted so.
  private static func quotedPrintable(_ text: String) -> String? {
    guard text.contains("=") else { return nil }
    var decoded: [UInt8] = []
    var rest = Array(text.replacing("\r\n", with: "\n").utf8)[...]
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "=") else {
        decoded.append(byte)
        continue
      }
      if rest.first == UInt8(ascii: "\n") {
        // A soft line break.
        rest = rest.dropFirst()
      } else if let value = UInt8(hexadecimal: rest.prefix(2)) {
        decoded.append(value)
        rest = rest.dropFirst(2)
      } else {
        decoded.append(byte)
      }
    }
    return String(decoding: decoded, as: UTF8.self)
  }

  /// Runs of lines that are base64 and nothing else.
  private static func base64Blocks(_ text: String) -> [String] {
    var blocks: [String] = []
    var block = ""
    let lines: [Substring] = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) + [""]
    for rawLine in lines {
      let line = rawLine.trimmingCharacters(in: .whitespaces)
      if !line.isEmpty, line.utf8.allSatisfy(\.isBase64) {
        block += line
      } else if !block.isEmpty {
        if let bytes = Data(base64Encoded: block) { blocks.append(String(decoding: bytes, as: UTF8.self)) }
        block = ""
      }
    }
    return blocks
  }
}

extension UInt8 {
  /// Two hexadecimal digits.
  fileprivate init?(hexadecimal digits: ArraySlice<UInt8>) {
    guard digits.count == 2, let value = UInt8(String(decoding: digits, as: UTF8.self), radix: 16),
      digits.first != UInt8(ascii: "+"), digits.first != UInt8(ascii: "-")
    else { return nil }
    self = value
  }

  fileprivate var isBase64: Bool {
    switch self {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "/"), UInt8(ascii: "="):
      true
    default: false
    }
  }
}
