public import CanonicalForms
public import EventLedger
public import ExamRecords

/// What one scanned or typed code comes to.
public struct ScanResult: Equatable, Sendable {
  public enum Outcome: Equatable, Sendable {
    case sheet(Candidate, Sheet, SheetVerdict, way: SigningWay, staleBy: [StaleField])
    case list(ClassList, alreadySigned: Bool, way: SigningWay)
    /// A class list among the sheets that came back with handwriting: sheets are corrected, not lists.
    case notASheet(ClassList)
    case fault(CodeFault)
    /// The same page was already given in this command.
    case repeated
    /// A class's order number without a sheet to sign.
    case nothingPrinted(Candidate)
  }

  public struct StaleField: Equatable, Sendable {
    public var field: String
    /// Position of the event that changed it last.
    public var position: Int?
    public var printed: FieldValue?
    public var now: FieldValue?
  }

  /// What was typed or scanned.
  public var text: String
  public var outcome: Outcome

  public var isAccepted: Bool {
    switch outcome {
    case .sheet(_, _, .accepted, _, _), .list(_, alreadySigned: false, _): true
    default: false
    }
  }
}

/// Collects codes one by one, answers each at once, and records all the good ones in one append.
public struct SigningDesk {
  /// Whether sheets are recorded as signed, or as returned with handwriting.
  public enum Purpose: Sendable {
    case signed
    case returned
  }

  private let books: Books
  private let purpose: Purpose
  private var seen: Set<String> = []
  public private(set) var results: [ScanResult] = []
  /// The version that the next event on stream `ledger` had when the first code was judged: lists are signed on that footing.
  private var ledgerVersion: Int?
  /// What was given so far, to be judged again if the ledger moves meanwhile.
  private var given: [Given] = []

  private enum Given {
    case code(String)
    case order(Int, candidate: String, layout: SheetLayout)
  }

  /// - Throws: `BookError.uncertain`, before a pile is scanned in vain.
  public init(_ books: Books, purpose: Purpose) throws {
    try books.demandWhole()
    self.books = books
    self.purpose = purpose
  }

  /// Judges one code; nothing is recorded yet.
  public mutating func take(_ text: String) throws -> ScanResult {
    given.append(.code(text))
    if ledgerVersion == nil { ledgerVersion = try books.nextLedgerVersion() }
    let outcome: ScanResult.Outcome
    do {
      let (target, way) = try books.resolve(code: text)
      outcome = try judge(target, way: way)
    } catch BookError.code(_, let fault) {
      outcome = .fault(fault)
    } catch BookError.pageErased(_, _, let erasure) {
      outcome = .fault(erasure == nil ? .lost : .erased)
    } catch LedgerError.damaged {
      // One page that can't be read is no reason to give up the pile.
      outcome = .fault(.lost)
    }
    return add(ScanResult(text: text, outcome: outcome))
  }

  /// Judges the sheet in force of a candidate who is named by an order number in the class.
  public mutating func take(order: Int, of candidate: Candidate, layout: SheetLayout) throws -> ScanResult {
    given.append(.order(order, candidate: candidate.id, layout: layout))
    let newest = candidate.sheetInForce(of: layout.id) ?? candidate.sheets(of: layout.id).last
    let outcome = try newest.map { try judge(.sheet(candidate, $0), way: .classOrder) } ?? .nothingPrinted(candidate)
    return add(ScanResult(text: String(order), outcome: outcome))
  }

  /// The same pile judged by what the ledger says now: another officer may have written while it was scanned.
  public func judgedAgain() throws -> SigningDesk {
    try books.reload()
    var desk = try SigningDesk(books, purpose: purpose)
    for one in given {
      switch one {
      case .code(let text): _ = try desk.take(text)
      case .order(let order, let id, let layout):
        if let candidate = try books.read({ try $0.candidate(id: id) }) {
          _ = try desk.take(order: order, of: candidate, layout: layout)
        }
      }
    }
    return desk
  }

  private mutating func add(_ result: ScanResult) -> ScanResult {
    results.append(result)
    return result
  }

  private mutating func judge(_ target: CodeTarget, way: SigningWay) throws -> ScanResult.Outcome {
    guard seen.insert(target.code).inserted else { return .repeated }
    switch target {
    case .sheet(let candidate, let sheet):
      let verdict = purpose == .signed ? candidate.judgeSigning(sheet) : candidate.judgeReturn(sheet)
      var stale: [ScanResult.StaleField] = []
      if case .stale(let fields) = verdict { stale = try books.explain(fields, of: sheet, candidate) }
      return .sheet(candidate, sheet, verdict, way: way, staleBy: stale)
    case .list(let list) where purpose == .returned: return .notASheet(list)
    case .list(let list): return .list(list, alreadySigned: list.signature != nil, way: way)
    }
  }

  /// Records what was accepted. Nil if nothing was.
  public func record(
    signedOn: CalendarDate?, place: String?, except: [Int], signer: OfficerSigner, clock: Instant, commandName: String
  ) throws -> Appended? {
    let lists = results.compactMap { result -> ClassList? in
      if case .list(let list, alreadySigned: false, _) = result.outcome { list } else { nil }
    }
    if !except.isEmpty {
      guard lists.count == 1 else { throw Refusal.exceptNeedsOneList }
      let unknown = except.first { order in !lists[0].rows.contains { $0.order == order } }
      if let unknown { throw Refusal.noSuchOrder(className: lists[0].className, order: unknown) }
    }
    var drafts: [Draft] = []
    var ledgerVersion = ledgerVersion ?? 0
    var sheetsOf: [String: Int] = [:]
    for result in results where result.isAccepted {
      switch result.outcome {
      case .sheet(let candidate, let sheet, _, let way, _):
        let event: RecordEvent =
          purpose == .signed
          ? .sheetSigned(SheetSigned(sheet: sheet.position, way: way, signedOn: signedOn?.text, place: place))
          : .sheetReturned(SheetReturned(sheet: sheet.position, way: way))
        drafts.append(Draft(event, of: candidate, after: sheetsOf[candidate.id, default: 0]))
        sheetsOf[candidate.id, default: 0] += 1
      case .list(let list, _, let way):
        drafts.append(
          Draft(
            .classListSigned(
              ClassListSigned(
                list: list.position, way: way, signedOn: signedOn?.text, place: place, except: except)),
            stream: "ledger", version: ledgerVersion))
        ledgerVersion += 1
      case .fault, .repeated, .nothingPrinted, .notASheet: break
      }
    }
    guard !drafts.isEmpty else { return nil }
    return try books.record(drafts, signer: signer, clock: clock, commandName: commandName)
  }
}

extension Books {
  /// Which event last changed each of these fields since the sheet was printed.
  public func explain(_ fields: [String], of sheet: Sheet, _ candidate: Candidate) throws -> [ScanResult.StaleField] {
    var last: [String: Int] = [:]
    for (event, mark, _) in try history(of: candidate) where mark.position > sheet.position {
      if case .candidateCorrected(let corrected) = event {
        for change in corrected.changes { last[change.field] = mark.position }
      }
    }
    return fields.map {
      ScanResult.StaleField(
        field: $0, position: last[$0], printed: sheet.values[$0], now: candidate.fields[$0])
    }
  }
}
