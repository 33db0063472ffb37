public import CanonicalForms
public import EventLedger
public import TransparencyLog

/// Who could write, by whom each officer was enrolled, and who held which of the ledger's keys, as of a size of the ledger:
/// `KeyCustody(history:size:wroteIn:)` is the pure function, `Books.keyCustody(size:)` asks it of a ledger.
///
/// Every append is signed by the ledger's key too, so whoever has appended while a key was in force held that key. That is what
/// a ledger proves; a copy that was handed on and never used leaves no trace. An officer who held the key in force and was
/// then revoked can still sign in the ledger's name: until the key is rotated the checkpoints' first signature says less
/// than it seems to (`rotationNeeded`).
public struct KeyCustody: Equatable, Sendable {
  public struct Officer: Equatable, Sendable {
    public var id: String
    public var key: VerifierKey
    /// Position and time of the enrolment, and who recorded it.
    public var enrolled: Step
    public var revoked: Step?
    /// Whether the officer may make the next append.
    public var canWrite: Bool { revoked == nil }
  }

  public struct LedgerKey: Equatable, Sendable {
    public var key: VerifierKey
    /// How the key came: `ledger.opened` or a rotation, whose append the key before signed.
    public var brought: Step
    /// The rotation that ended it; nil for the key in force.
    public var ended: Step?
    /// Ids of the officers who brought it in or appended under it, in alphabetical order.
    public var holders: [String]
  }

  public struct Step: Equatable, Sendable {
    public var position: Int
    public var recordedAt: Instant
    /// The officer who made the append.
    public var by: String
  }

  /// In the order of their enrolment.
  public private(set) var officers: [Officer] = []
  /// The first key first; the last is in force.
  public private(set) var ledgerKeys: [LedgerKey] = []

  /// Revoked officers who hold the ledger's key that is in force, in the order of their enrolment.
  public var rotationNeeded: [Officer] {
    let holders = Set(ledgerKeys.last?.holders ?? [])
    return officers.filter { !$0.canWrite && holders.contains($0.id) }
  }

  /// - Parameters:
  ///   - history: every change of keys, in order; those at `size` and above are passed over.
  ///   - wroteIn: whether an officer has made an event at one of these positions.
  public init(
    history: [KeyEvent], size: Int, wroteIn: (_ officer: String, _ positions: Range<Int>) throws -> Bool
  ) rethrows {
    for event in history where event.position < size {
      let step = Step(position: event.position, recordedAt: event.recordedAt, by: event.by)
      switch event.kind {
      case .enrolled:
        guard let id = event.officer, let key = event.key else { continue }
        officers.append(Officer(id: id, key: key, enrolled: step))
      case .revoked:
        guard let index = officers.firstIndex(where: { $0.id == event.officer }) else { continue }
        officers[index].revoked = step
      case .opened, .rotated:
        guard let key = event.key else { continue }
        if !ledgerKeys.isEmpty { ledgerKeys[ledgerKeys.count - 1].ended = step }
        ledgerKeys.append(LedgerKey(key: key, brought: step, holders: []))
      }
    }
    for index in ledgerKeys.indices {
      // A rotation counts from the next append on; the append that holds it is signed by the key before.
      let first = index == 0 ? 0 : ledgerKeys[index].brought.position + 1
      let end = ledgerKeys[index].ended.map { $0.position + 1 } ?? size
      let held = try officers.map(\.id).filter { id in
        try id == ledgerKeys[index].brought.by || (first < end && wroteIn(id, first..<end))
      }
      ledgerKeys[index].holders = held.sorted()
    }
  }
}

extension Books {
  /// Who could write and who held the ledger's key once the ledger had `size` events; now if nil.
  public func keyCustody(size: Int? = nil) throws -> KeyCustody {
    try desk.keyCustody(size: min(size ?? ledger.size, ledger.size))
  }

  /// Revoked officers who hold the ledger's key in force; the ledger is asked about nobody else.
  public func rotationNeeded() throws -> [KeyCustody.Officer] {
    let history = ledger.keyHistory
    let revoked = Set(history.filter { $0.kind == .revoked }.compactMap(\.officer))
    guard !revoked.isEmpty else { return [] }
    let start = history.last { $0.kind == .rotated }?.position ?? 0
    return try KeyCustody(history: history, size: ledger.size) { officer, positions in
      try revoked.contains(officer) && positions.lowerBound >= start && ledger.hasEvent(by: officer, in: positions)
    }.rotationNeeded
  }
}
