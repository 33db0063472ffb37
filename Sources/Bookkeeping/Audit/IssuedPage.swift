import CanonicalForms
public import EventLedger
public import ExamRecords

/// A page that this history has printed, found by its code; its content may be erased.
public struct IssuedPage: Sendable {
  public enum Content: Equatable, Sendable {
    case sheet(SheetPrinted)
    case list(ClassListPrinted)
    /// The payload of a sheet's print is gone; the stream says whose it was.
    case erasedSheet
    case erasedList
  }

  public let header: EventHeader
  public let content: Content
  public let way: SigningWay
  /// The code as it stands on the page: for an erased page, as it was given.
  public let code: String

  public var position: Int { header.position }

  /// The ULID of the candidate whose sheet it is; nil for a list.
  public var candidate: String? { Records.candidate(ofStream: header.stream) }

  public var isErased: Bool { content == .erasedSheet || content == .erasedList }

  init(header: EventHeader, content: Content, way: SigningWay, code: String) {
    self.header = header
    self.content = content
    self.way = way
    self.code = code
  }
}

extension Books {
  /// The page that a short code or the digits of a QR stand for, from the ledger's own rows.
  ///
  /// - Throws: `BookError.code` with the reason.
  public func issuedPage(_ text: String) throws -> IssuedPage {
    if let code = ShortCode(text) {
      guard code.position < ledger.size, let page = try page(at: code.position, way: .typed, code: text) else {
        throw BookError.code(text, .unknown)
      }
      guard page.code == text else { throw BookError.code(text, .mistyped) }
      return page
    }
    guard let anchor = try? SheetAnchor.decode(digits: text) else { throw BookError.code(text, .malformed) }
    let fault: CodeFault
    switch try ledger.answer(for: anchor) {
    case .genuine, .erased:
      let page = try page(at: anchor.position, way: .scanned, code: anchor.shortCode.text)
      if let page { return page }
      fault = .unknown
    case .signedNotInHistory: fault = .notInHistory
    case .otherLedger: fault = .otherLedger
    case .badSignature: fault = .forged
    }
    throw BookError.code(text, fault)
  }

  /// Nil if no page was printed at the position.
  private func page(at position: Int, way: SigningWay, code: String) throws -> IssuedPage? {
    let recorded = try ledger.event(at: position)
    let header = recorded.header
    switch (RecordEvent.decode(recorded), RecordEvent.Kind(rawValue: header.type)) {
    case (.sheetPrinted(let event), _):
      return IssuedPage(header: header, content: .sheet(event), way: way, code: "\(position)-\(event.check)")
    case (.classListPrinted(let event), _):
      return IssuedPage(header: header, content: .list(event), way: way, code: "\(position)-\(event.check)")
    case (nil, .sheetPrinted):
      return IssuedPage(header: header, content: .erasedSheet, way: way, code: code)
    case (nil, .classListPrinted):
      return IssuedPage(header: header, content: .erasedList, way: way, code: code)
    default: return nil
    }
  }
}
