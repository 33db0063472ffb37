import CQREncode

/// A QR code (ISO/IEC 18004) of digits, at error correction level M: 15 % of it may be lost.
public struct QRCode: Hashable, Sendable {
  /// Modules a side, without the quiet zone: 17 + 4 × version.
  public let side: Int
  /// Row by row from the top left; true is dark.
  public let modules: [Bool]

  /// Empty modules that readers need round the code (ISO/IEC 18004, 6.3.8).
  public static let quietZone = 4

  /// Digits that version 40 holds at level M.
  public static let mostDigits = 5596

  /// 1…40.
  public var version: Int { (side - 17) / 4 }

  /// Encodes in numeric mode (ten bits for three digits), in the smallest version that holds the digits.
  ///
  /// - Throws: `TypesettingError.codeNotNumeric`, `.codeTooLong`.
  public init(digits: String) throws(TypesettingError) {
    let bytes = Array(digits.utf8)
    guard !bytes.isEmpty, bytes.allSatisfy({ (0x30...0x39).contains($0) }) else {
      throw .codeNotNumeric(found: digits)
    }
    guard bytes.count <= QRCode.mostDigits else {
      throw .codeTooLong(digits: bytes.count, limit: QRCode.mostDigits)
    }
    guard let input = QRinput_new2(0, QR_ECLEVEL_M) else { throw .drawingFailed(reason: "QRinput_new2") }
    defer { QRinput_free(input) }
    guard QRinput_append(input, QR_MODE_NUM, Int32(bytes.count), bytes) == 0,
      let code = QRcode_encodeInput(input)
    else { throw .drawingFailed(reason: "QRcode_encodeInput") }
    defer { QRcode_free(code) }
    side = Int(code.pointee.width)
    // The lowest bit of each byte is the module's colour; the others are the encoder's own.
    modules = UnsafeBufferPointer(start: code.pointee.data, count: side * side).map { $0 & 1 == 1 }
  }

  public subscript(row: Int, column: Int) -> Bool { modules[row * side + column] }
}
