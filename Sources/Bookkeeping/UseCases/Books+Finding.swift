import EventLedger
public import ExamRecords
import TransparencyLog

/// How a text led to a candidate.
public enum FoundBy: Equatable, Sendable {
  case number
  case id
  case studentID
  case identityNumber
  /// An earlier number, which the candidate no longer has.
  case formerIdentityNumber
  case sheet(Sheet, SigningWay)
}

/// What the code on a page stands for.
public enum CodeTarget: Equatable, Sendable {
  case sheet(Candidate, Sheet)
  case list(ClassList)
}

extension Books {
  /// Finds the one candidate that a text names: running number, identity number (an earlier one too), the Ministry's id,
  /// the stream's ULID, a sheet's short code or the digits of its QR.
  ///
  /// - Throws: `BookError.noCandidate`, `.severalCandidates`, `.code`, `.codeOfList`, `.pageErased`, `.unknownCandidate`.
  public func find(_ text: String) throws -> (candidate: Candidate, by: FoundBy) {
    if ShortCode(text) != nil || text.utf8.count == SheetAnchor.digitCount {
      let (target, way) = try resolve(code: text)
      switch target {
      case .list(let list): throw BookError.codeOfList(list.code, className: list.className)
      case .sheet(let candidate, let sheet): return (candidate, .sheet(sheet, way))
      }
    }
    let found = try read { view in try view.matches(text) }
    guard let first = found.first else {
      guard let unknown = try read({ try $0.unknown(text) }) else { throw BookError.noCandidate(text) }
      throw BookError.unknownCandidate(text, unknown, try erasure(of: unknown.registeredAt))
    }
    if found.count > 1 {
      let roles = try profile().roles
      throw BookError.severalCandidates(
        text,
        found.map {
          BookError.Match(
            number: $0.candidate.number, fullName: $0.candidate.fields[roles.fullName]?.text,
            className: $0.candidate.fields[roles.className]?.text)
        })
    }
    return (try proved(first.candidate), first.by)
  }

  /// The page that a short code or the digits of a QR stand for.
  ///
  /// - Throws: `BookError.code` with the reason; `.pageErased` for a page that this history has printed and erased.
  public func resolve(code text: String) throws -> (target: CodeTarget, way: SigningWay) {
    func fault(_ fault: CodeFault) -> BookError { .code(text, fault) }
    if let code = ShortCode(text) {
      guard code.position < ledger.size else { throw fault(.unknown) }
      try demandContent(at: code.position, text)
      let target = try target(at: code.position, else: fault)
      guard target.code == code.text else { throw fault(.mistyped) }
      return (target, .typed)
    }
    guard let anchor = try? SheetAnchor.decode(digits: text) else { throw fault(.malformed) }
    switch try ledger.answer(for: anchor) {
    case .genuine(let event): return (try target(at: event.header.position, else: fault), .scanned)
    case .erased(let header):
      throw BookError.pageErased(text, position: header.position, try erasure(of: header.position))
    case .signedNotInHistory: throw fault(.notInHistory)
    case .otherLedger: throw fault(.otherLedger)
    case .badSignature: throw fault(.forged)
    }
  }

  /// The six digits of a short code can't be held against a content that is gone.
  ///
  /// - Throws: `BookError.pageErased`.
  private func demandContent(at position: Int, _ text: String) throws {
    let event = try ledger.event(at: position)
    let printed: Set = [RecordEvent.Kind.sheetPrinted.rawValue, RecordEvent.Kind.classListPrinted.rawValue]
    guard event.body == nil, printed.contains(event.header.type) else { return }
    throw BookError.pageErased(text, position: position, try erasure(of: position))
  }

  private func target(at position: Int, else fault: (CodeFault) -> BookError) throws -> CodeTarget {
    let header = try ledger.header(at: position)
    let target: CodeTarget? = try read { view in
      if let id = Records.candidate(ofStream: header.stream) {
        guard let candidate = try view.candidate(id: id),
          let sheet = candidate.sheets.first(where: { $0.position == position })
        else { return nil }
        return .sheet(candidate, sheet)
      }
      return try view.list(at: position).map(CodeTarget.list)
    }
    guard let target else { throw fault(.unknown) }
    if case .sheet(let candidate, _) = target {
      let own = try proved(candidate)
      guard let sheet = own.sheets.first(where: { $0.position == position }) else { throw fault(.unknown) }
      return .sheet(own, sheet)
    }
    return target
  }
}

extension CodeTarget {
  public var code: String {
    switch self {
    case .sheet(_, let sheet): sheet.code
    case .list(let list): list.code
    }
  }
}

extension View {
  /// The unknown candidate with this running number or ULID.
  fileprivate func unknown(_ text: String) throws -> UnknownCandidate? {
    if text.utf8.count <= 6, let number = Int(text) { return try reader.unknown(number: number) }
    return try reader.unknown(id: text)
  }

  fileprivate func matches(_ text: String) throws -> [(candidate: Candidate, by: FoundBy)] {
    let isNumber = (1...6).contains(text.utf8.count) && text.utf8.allSatisfy { (0x30...0x39).contains($0) }
    if isNumber, let number = Int(text) {
      return try candidate(number: number).map { [($0, .number)] } ?? []
    }
    if let candidate = try candidate(id: text) { return [(candidate, .id)] }
    if let field = profile.roles.studentID {
      let found = try reader.candidates(.field(field, text))
      if !found.isEmpty { return found.map { ($0, .studentID) } }
    }
    let identity = text.uppercased()
    return try reader.candidates(.identity(identity)).map { candidate in
      let present = profile.roles.identityNumber.flatMap { candidate.fields[$0]?.text }
      return (candidate, present == identity ? .identityNumber : .formerIdentityNumber)
    }
  }
}
