public import CanonicalForms
public import EventLedger
public import ExamRecords
import Foundation

/// What an erasure of one candidate would take away.
public struct ErasurePlan: Equatable, Sendable {
  /// The stream's ULID.
  public var id: String
  public var number: Int
  /// The record as it stands; nil if an erasure has taken it already.
  public var candidate: Candidate?
  /// The payloads to be deleted, ascending. None if there is only something left of an erasure that was ordered before.
  public var positions: [Int]
  /// Printed class lists that show the candidate: nobody can draw or read them again, for the others either.
  public var lists: [LostList]
  /// An erasure that names the registration and was ordered before.
  public var ordered: Erasure?
  /// Events that say the candidate's name or identity number and may not be erased.
  public var staying: [Int]

  public struct LostList: Equatable, Sendable {
    public var position: Int
    public var code: String
    public var className: String
    public var printedAt: Instant
    /// How many candidates it shows.
    public var rows: Int
    public var isSigned: Bool
  }
}

/// An erasure that is done.
public struct ErasureDone: Sendable {
  public var erasure: Erasure
  /// Nil if the erasure was ordered before and has only been finished.
  public var appended: Appended?
}

extension RecordEvent {
  /// Whether the payload of a candidate's event holds values, reasons, evidence or other words about the candidate. What does not
  /// (that a sheet came back, that it was signed) stays, so that it can still be told.
  var saysSomethingOfPerson: Bool {
    switch self {
    case .candidateRegistered, .candidateCorrected, .candidateWithdrawn, .candidateRestored, .sheetPrinted,
      .sheetUnsigned:
      true
    case .sheetSigned(let event): event.place != nil
    case .sheetReturned: false
    case .officerNamed, .unitDescribed, .profileAdopted, .classListPrinted, .classListSigned, .classListUnsigned: false
    }
  }
}

extension Books {
  /// The erasure that names a payload and has deleted it or is to; nil if none does.
  public func erasure(of position: Int) throws -> Erasure? {
    try ledger.erasures().first { $0.erased.contains { $0.position == position } }
  }

  /// What an erasure of this candidate takes away: of its own stream every event that holds values, reasons, evidence or other
  /// words, and every printed class list that shows the candidate (`Schemas/ledger-format.md`, 13).
  ///
  /// - Parameter reference: as for `find`; of one who is unknown already, the running number or the ULID.
  /// - Throws: what `find` throws, but for a candidate who is known no more.
  public func planErasure(of reference: String) throws -> ErasurePlan {
    let (id, number, candidate): (String, Int, Candidate?)
    do {
      let found = try find(reference).candidate
      (id, number, candidate) = (found.id, found.number, found)
    } catch BookError.unknownCandidate(_, let unknown, _) {
      (id, number, candidate) = (unknown.id, unknown.number, nil)
    }
    let named = Set(try ledger.erasures().flatMap(\.erased).map(\.position))
    var own: [Int] = []
    var registeredAt: Int?
    for recorded in try ledger.events(stream: Records.stream(ofCandidate: id), altered: .told) {
      if registeredAt == nil { registeredAt = recorded.header.position }
      // What is lost is not named: an erasure must not account for what it did not take.
      guard recorded.body != nil || recorded.isAltered, !named.contains(recorded.header.position) else { continue }
      // What this program can't read may say anything.
      if RecordEvent.decode(recorded)?.saysSomethingOfPerson ?? true { own.append(recorded.header.position) }
    }
    let texts = try candidate.map(telling) ?? []
    let onLedger = try lookAtLedger(id: id, telling: texts, besides: named)
    return ErasurePlan(
      id: id, number: number, candidate: candidate, positions: (own + onLedger.lists.map(\.position)).sorted(),
      lists: onLedger.lists, ordered: try registeredAt.flatMap(erasure), staying: onLedger.staying)
  }

  /// The candidate's name and identity numbers, folded.
  private func telling(_ candidate: Candidate) throws -> [String] {
    let roles = try profile().roles
    let fields = [roles.fullName, roles.studentID, roles.identityNumber, roles.formerIdentityNumber].compactMap(\.self)
    let values = fields.flatMap { (candidate.earlier[$0] ?? []) + (candidate.fields[$0].map { [$0] } ?? []) }
    return values.compactMap(\.text).map(Folding.key).filter { $0.count > 3 }
  }

  private func lookAtLedger(
    id: String, telling texts: [String], besides named: Set<Int>
  ) throws -> (lists: [ErasurePlan.LostList], staying: [Int]) {
    var lists: [ErasurePlan.LostList] = []
    var staying: [Int] = []
    let signed = try read { try $0.lists() }.filter { $0.signature != nil }.map(\.position)
    for recorded in try ledger.events(stream: "ledger", altered: .told) where !named.contains(recorded.header.position)
    {
      let position = recorded.header.position
      if recorded.header.type == RecordEvent.Kind.classListPrinted.rawValue {
        // One that was changed in the file may have shown anybody.
        guard recorded.body?.contains(id) ?? recorded.isAltered else { continue }
        var list = ErasurePlan.LostList(
          position: position, code: String(position), className: "", printedAt: recorded.header.recordedAt, rows: 0,
          isSigned: signed.contains(position))
        if case .classListPrinted(let event) = RecordEvent.decode(recorded) {
          list.code = "\(position)-\(event.check)"
          list.className = event.content.className
          list.rows = event.content.rows.count
        }
        lists.append(list)
      } else if ![RecordEvent.Kind.profileAdopted, .officerNamed].map(\.rawValue).contains(recorded.header.type) {
        let folded = Folding.key(recorded.body ?? "")
        if texts.contains(where: folded.contains) { staying.append(position) }
      }
    }
    return (lists, staying)
  }

  /// The values of a candidate, present and earlier, that a text repeats; for texts that stay in the ledger for ever.
  ///
  /// - Returns: all of them, and those that tell who is meant: name and identity numbers.
  public func values(
    of candidate: Candidate, repeatedIn text: String
  ) throws -> (all: [String], identifying: [String]) {
    func words(_ text: String) -> String {
      " " + text.split { !$0.isLetter && !$0.isNumber }.map { Folding.key(String($0)) }.joined(separator: " ") + " "
    }
    let heard = words(text)
    let texts = (Array(candidate.fields.values) + candidate.earlier.values.joined()).compactMap(\.text)
    let dates = texts.compactMap { CalendarDate($0)?.vietnameseText }
    let all = Set(texts + dates).filter { words($0).count > 6 && heard.contains(words($0)) }.sorted()
    let telling = try telling(candidate)
    return (all, all.filter { telling.contains(Folding.key($0)) })
  }

  /// Finishes what is left of erasures in a ledger that was just opened to write.
  ///
  /// - Returns: whether anything was.
  /// - Throws: `BookError.erasureUnfinished`.
  public static func finishErasures(of ledger: Ledger) throws -> Bool {
    guard try ledger.isErasureUnfinished() else { return false }
    do {
      try ledger.finishErasures(
        commandName: "erase", removingCopies: { () throws(LedgerError) in try removeProjections(of: ledger) })
    } catch LedgerError.erasureIncomplete(let rest) {
      throw BookError.erasureUnfinished(rest)
    }
    return true
  }

  /// Whatever others have written there from rows that were still there: nobody else has had the ledger open since the log went
  /// (the exclusive lock of its folding), and who opens it later does not find the rows.
  static func removeProjections(of ledger: Ledger) throws(LedgerError) {
    let path = ProjectionFile.path(ofLedger: ledger.path)
    do {
      try ProjectionFile.remove(path)
    } catch {
      throw .inputOutput(path: path, operation: "remove", errno: Self.systemNumber(of: error))
    }
  }

  /// Foundation keeps the system's word below its own.
  private static func systemNumber(of error: any Error) -> Int32 {
    let below = (error as? CocoaError)?.underlying as? POSIXError
    return (below ?? error as? POSIXError)?.code.rawValue ?? EIO
  }

  /// Records the erasure and carries it out: the rows go, the write-ahead log goes, and the projections are another file.
  ///
  /// What was ordered before, and is the plan's only rest, is carried out once more: a copy of the ledger does not tell whether it
  /// was made before that was finished.
  ///
  /// - Parameter reached: told each step.
  /// - Throws: `LedgerError.erasureIncomplete` if it is recorded and not yet done; opening to write finishes it.
  public func erase(
    _ plan: ErasurePlan, reason: String, authority: String, signer: OfficerSigner, clock: Instant, commandName: String,
    reached: ((ErasureStep) -> Void)? = nil
  ) throws -> ErasureDone {
    var appended: Appended?
    let outcome = Result {
      if !plan.positions.isEmpty {
        appended = try ledger.erase(
          plan.positions, reason: reason, authority: authority, signer: signer, decidedAt: decidedAt,
          watching: [Watch(stream: Records.stream(ofCandidate: plan.id)), Watch(stream: "ledger")], clock: clock,
          commandName: commandName,
          removingCopies: { () throws(LedgerError) in try Self.removeProjections(of: ledger) }, reached: reached)
      } else if plan.ordered != nil, !hasFinishedErasure {
        try ledger.finishErasures(
          officer: signer.id, clock: clock, commandName: commandName,
          removingCopies: { () throws(LedgerError) in try Self.removeProjections(of: ledger) }, reached: reached)
      }
    }
    try makeProjectionsAnew()
    try refresh()
    try outcome.get()
    let position = appended?.range.lowerBound ?? plan.ordered?.position
    guard let erasure = try ledger.erasures().first(where: { $0.position == position }) else {
      throw BookError.nothingToErase(number: plan.number)
    }
    return ErasureDone(erasure: erasure, appended: appended)
  }
}
