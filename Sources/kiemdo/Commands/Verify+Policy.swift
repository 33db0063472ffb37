import ArgumentParser
import Bookkeeping
import CanonicalForms
import EventLedger
import ExamRecords
import TransparencyLog

/// What `verify` takes to ask witnesses.
struct PolicyOptions: ParsableArguments {
  @Option(help: "Tệp chính sách nhân chứng (C2SP tlog-policy): đầu sổ có đủ nhân chứng không.") var policy: String?
  @Option(help: "Hạn chót: \"25/04/2023 17:00\", hoặc mã hạn trong bộ quy định; có ghi trước hạn không.")
  var deadline: String?
  @Option(help: "Sự kiện nào so với hạn: @1042 (mặc định: sự kiện cuối).") var at: String?

  func validate() throws {
    if policy == nil, deadline != nil || at != nil {
      throw ValidationError(
        "--deadline và --at chỉ dùng cùng --policy.", "--deadline and --at go only with --policy.")
    }
    if at != nil, deadline == nil {
      throw ValidationError("--at chỉ dùng cùng --deadline.", "--at goes only with --deadline.")
    }
  }

  /// The policy read, before anything is verified; nil if none was named.
  func read(_ session: Session) throws -> WitnessPolicy? { try policy.map(session.policy) }

  /// What the policy says of the ledger as it was verified; nil if none was named.
  func report(_ policy: WitnessPolicy?, of account: Account, _ session: Session) throws -> PolicyReport? {
    guard let policy else { return nil }
    // A ledger whose end does not hold can't be asked; that is among the findings already.
    guard account.size > 0, let books = try? session.openBooks() else {
      return PolicyReport(witnessing: nil, deadline: nil)
    }
    let witnessing = Witnessing(
      policy: policy, ledgerKeys: account.boundKeys, headSize: account.size,
      cosigned: try books.ledger.cosignedCheckpoints().filter { $0.checkpoint.size <= account.size })
    return PolicyReport(witnessing: witnessing, deadline: try answer(witnessing, books, session))
  }

  /// What the policy says of the head that a folder shows; nil if none was named.
  ///
  /// - Throws: `WitnessFailure.deadlineNeedsLedger`, since no profile is published.
  func report(
    _ policy: WitnessPolicy?, of account: Account, _ folder: PublishedLog, _ session: Session
  ) throws -> PolicyReport? {
    guard let policy else { return nil }
    let witnessing = Witnessing(policy, of: account)
    guard let deadline else { return PolicyReport(witnessing: witnessing, deadline: nil) }
    guard case .instant(let moment) = try? session.asOf(deadline) else {
      throw WitnessFailure.deadlineNeedsLedger(deadline)
    }
    // The times in a folder that was altered are nobody's.
    guard account.isSound else { return PolicyReport(witnessing: witnessing, deadline: nil) }
    let position = try at.map { try session.position($0) } ?? witnessing.headSize - 1
    let header = try folder.header(at: position)
    return PolicyReport(
      witnessing: witnessing,
      deadline: witnessing.answer(position: position, recordedAt: header.recordedAt, deadline: moment))
  }

  private func answer(
    _ witnessing: Witnessing, _ books: Books, _ session: Session
  ) throws -> Witnessing.DeadlineAnswer? {
    guard let deadline else { return nil }
    let position = try at.map { try session.position($0) } ?? witnessing.headSize - 1
    let header = try books.ledger.header(at: position)
    let moment = try self.moment(deadline, books, position: position, session)
    return witnessing.answer(position: position, recordedAt: header.recordedAt, deadline: moment)
  }

  /// A time, or the id of a deadline in the profile that was in force for the event.
  private func moment(_ text: String, _ books: Books, position: Int, _ session: Session) throws -> Instant {
    if case .instant(let instant) = try? session.asOf(text) { return instant }
    let deadlines = try books.deadlines(at: position)
    guard let deadline = deadlines.first(where: { $0.id == text }) else {
      throw WitnessFailure.unknownDeadline(text, known: deadlines.map(\.id))
    }
    return deadline.at
  }
}

extension Session {
  /// `@1042`
  fileprivate func position(_ text: String) throws -> Int {
    guard case .position(let position) = try asOf(text) else { throw Failure.badTime(text) }
    return position
  }
}

extension Witnessing {
  /// What a policy's witnesses say of the head that a folder shows, by the lines in its checkpoint.
  fileprivate init(_ policy: WitnessPolicy, of account: Account) {
    let note = account.headNote.flatMap { try? SignedNote.parse($0) }
    let cosigned = account.head.map {
      CosignedCheckpoint(checkpoint: $0, cosignatures: note?.signatures.compactMap(Cosignature.init) ?? [])
    }
    self.init(
      policy: policy, ledgerKeys: account.boundKeys, headSize: account.size, cosigned: cosigned.map { [$0] } ?? [])
  }
}
