import EventLedger
import ExamRecords

/// Judges the codes of pages by what the ledger holds now, one after another.
public struct PaperDesk {
  private let books: Books
  private let mentions: [String: [ListMention]]
  /// The newest first.
  private let signedLists: [ClassList]

  public init(_ books: Books) throws {
    self.books = books
    mentions = try books.listMentions()
    signedLists = try books.read { try $0.lists() }.filter { $0.signature != nil }.reversed()
  }

  /// - Parameter text: a short code, or the digits of a QR; white space does not matter.
  public func judge(_ text: String) throws -> CodeVerdict {
    let text = String(text.filter { !$0.isWhitespace })
    var verdict = CodeVerdict(text: text, standing: .current, anchor: try? SheetAnchor.decode(digits: text))
    do {
      let page = try books.issuedPage(text)
      verdict.page = page
      verdict.mentions = mentions[page.code] ?? []
      verdict.listSignature = try page.candidate.flatMap(listSignature)
      try follow(try books.life(of: page, size: books.ledger.size), &verdict)
    } catch BookError.code(_, let fault) {
      verdict.standing = try standing(fault, text, verdict.anchor)
    }
    return verdict
  }

  private func follow(_ life: PageLife, _ verdict: inout CodeVerdict) throws {
    verdict.unreadable = life.unreadable.filter { $0.mark.position > life.page.position }
    for moment in life.moments {
      switch moment.what {
      case .signed(let way, let signedOn, let place, let except):
        verdict.signature = .recorded(moment.cause, way, signedOn: signedOn, place: place, except: except)
      case .signatureTakenBack: verdict.signature = .takenBack(moment.cause)
      case .untold where moment.cause.type != RecordEvent.Kind.sheetReturned.rawValue:
        verdict.signature = .untold(moment.cause)
      case .superseded(let code): verdict.newer = code
      case .printed, .returned, .keyed, .madeStale, .agreesAgain, .supplemented, .withdrawn, .restored, .erased,
        .untold:
        break
      }
    }
    verdict.changes = try changes(of: life.page)
    let withdrawal = life.moments.last { $0.what == .withdrawn || $0.what == .restored }
    if life.page.isErased {
      verdict.cause = try books.erasures(of: life.page.position, size: books.ledger.size).first?.cause
      verdict.standing = verdict.cause == nil ? .lost : .erased
    } else if life.page.candidate != nil, let withdrawal, withdrawal.what == .withdrawn {
      verdict.standing = .withdrawn
      verdict.cause = withdrawal.cause
    } else if !verdict.changes.isEmpty {
      verdict.standing = .superseded
    }
  }

  /// The list in force that a candidate has signed.
  private func listSignature(of candidate: String) throws -> ListSignature? {
    for list in signedLists {
      guard let signature = list.signature, let row = list.rows.first(where: { $0.candidate == candidate }),
        !signature.except.contains(row.order)
      else { continue }
      guard case .list(let event) = try books.issuedPage(list.code).content else { continue }
      let differing = try changes(
        from: list.position, of: candidate, order: row.order, printed: row.values,
        fields: books.profile(digest: event.content.profile).listFields)
      guard differing.isEmpty else { continue }
      return ListSignature(
        list: list.code, className: list.className, order: row.order, position: signature.position,
        signedOn: signature.signedOn)
    }
    return nil
  }

  /// What the page says otherwise than the records now.
  private func changes(of page: IssuedPage) throws -> [CodeVerdict.Change] {
    switch page.content {
    case .erasedSheet, .erasedList: return []
    case .sheet(let event):
      guard let id = page.candidate else { return [] }
      return try changes(
        from: page.position, of: id, order: nil, printed: event.content.values,
        fields: event.content.printedFields)
    case .list(let event):
      let fields = try books.profile(digest: event.content.profile).listFields
      return try event.content.rows.flatMap { row in
        try changes(from: page.position, of: row.candidate, order: row.order, printed: row.values, fields: fields)
      }
    }
  }

  private func changes(
    from position: Int, of id: String, order: Int?, printed: FieldValues, fields: [String]
  ) throws -> [CodeVerdict.Change] {
    let size = books.ledger.size
    let trail = try CandidateTrail(id, of: books.ledger, size: size, altered: .told)
    guard let candidate = trail.candidate(size: size) else { return [] }
    let steps = Dictionary(grouping: trail.steps(in: position..<size), by: \.field)
    return Set(fields).sorted().filter { printed[$0] != candidate.fields[$0] }.map {
      CodeVerdict.Change(
        order: order, field: $0, printed: printed[$0], now: candidate.fields[$0], cause: steps[$0]?.last?.cause)
    }
  }

  // MARK: What could not be read

  private func standing(_ fault: CodeFault, _ text: String, _ anchor: SheetAnchor?) throws -> CodeVerdict.Standing {
    switch fault {
    case .notInHistory: return .notInHistory
    case .erased: return .erased
    case .lost: return .lost
    case .mistyped: return .unreadable(.checkDigits)
    case .unknown:
      guard let code = ShortCode(text) else { return .notInHistory }
      return .unreadable(.noPage(position: code.position, size: books.ledger.size))
    case .forged: return .unreadable(.signature(try slip(in: text)))
    case .otherLedger:
      // A wrong digit in the first group makes another key id: no reason to speak of another ledger.
      if let slip = try slip(in: text) { return .unreadable(.signature(slip)) }
      return .otherLedger(keyID: anchor?.keyID ?? 0)
    case .malformed: return .unreadable(try reading(of: text))
    }
  }

  private func reading(of text: String) throws -> CodeReading {
    switch CodeReading(text) {
    case .group(let index, _): .group(index, try slip(in: text))
    case .version(let version, _): .version(version, try slip(in: text))
    case let other: other
    }
  }

  /// The page that the digits are almost those of. A position that can't be is guessed from its lower half, which stands in
  /// another group than the rest of it.
  private func slip(in text: String) throws -> DigitSlip? {
    let digits = Array(text.utf8)
    for position in DigitGroups(digits).likelyPositions where position < books.ledger.size {
      guard let issued = try books.ledger.storedAnchor(at: position) else { continue }
      let places = zip(digits, issued.digits.utf8).enumerated().filter { $0.element.0 != $0.element.1 }.map(\.offset)
      if (1...DigitGroups.greatestSlip).contains(places.count) {
        return DigitSlip(code: issued.shortCode.text, places: places)
      }
    }
    return nil
  }
}

extension CodeReading {
  /// Why a text that is no anchor is none.
  ///
  /// - Precondition: it is neither a short code nor an anchor's digits.
  init(_ text: String) {
    let digits = text.utf8.count { (0x30...0x39).contains($0) }
    // A scan that lost or doubled a few characters is told from a word.
    guard text.utf8.count > 40, digits * 10 > text.utf8.count * 9 else {
      self = .notACode
      return
    }
    do throws(AnchorFault) {
      _ = try SheetAnchor.decode(digits: text)
      self = .notACode
    } catch {
      switch error {
      case .wrongLength(_, let found): self = .length(found: found)
      case .notADigit(let place): self = .notADigit(at: place)
      case .groupTooLarge(let index): self = .group(index, nil)
      case .unknownVersion(let version): self = .version(version, nil)
      case .notBase64: self = .notACode
      }
    }
  }
}

/// The digits of an anchor, read group by group where one of them may be wrong.
private struct DigitGroups {
  /// More digits than a group has are no slip.
  static let greatestSlip = 17

  private let groups: [UInt64]

  init(_ digits: [UInt8]) {
    groups = stride(from: 0, to: min(34, digits.count), by: 17).map { start in
      digits[start..<min(start + 17, digits.count)].reduce(0) { $0 &* 10 &+ UInt64($1 &- 0x30) }
    }
  }

  /// Positions that the first two groups speak for: bytes 5 to 8, of which two stand in each; the tree's size (bytes 9 to
  /// 12) is not above it.
  var likelyPositions: [Int] {
    guard groups.count == 2 else { return [] }
    let low = Int(groups[1] >> 40 & 0xFFFF)
    let read = Int(groups[0] & 0xFFFF) << 16 | low
    let size = Int(groups[1] >> 8 & 0xFFFF_FFFF)
    let guessed = low + (max(0, size - low) + 0xFFFF) / 0x10000 * 0x10000
    return read == guessed ? [read] : [read, guessed]
  }
}

extension Books {
  /// Under each sheet's code the rows of class lists that print it, in order.
  fileprivate func listMentions() throws -> [String: [ListMention]] {
    var mentions: [String: [ListMention]] = [:]
    for recorded in try ledger.events(stream: "ledger", altered: .told) {
      guard recorded.header.type == RecordEvent.Kind.classListPrinted.rawValue,
        case .classListPrinted(let list) = RecordEvent.decode(recorded)
      else { continue }
      for row in list.content.rows {
        guard let sheet = row.sheet else { continue }
        mentions[sheet, default: []].append(
          ListMention(
            list: "\(recorded.header.position)-\(list.check)", className: list.content.className, order: row.order,
            printed: Cause(recorded, .classListPrinted(list))))
      }
    }
    return mentions
  }
}
