public import CanonicalForms
public import TransparencyLog

/// What the witnesses of a policy say of a ledger (C2SP tlog-policy over the lines of table `cosignature`).
///
/// It rests on a ledger that was verified: that its checkpoints are of one history is for `verify` to say.
public struct Witnessing: Sendable, Equatable {
  /// A witness of the policy and the earliest moment at which it vouched.
  public struct Voice: Sendable, Equatable {
    /// The number of the witness in the policy.
    public let witness: Int
    /// Seconds since 1970-01-01T00:00:00Z, by the witness's clock.
    public let time: Int
    /// The size of the checkpoint that it cosigned then.
    public let size: Int
  }

  /// A checkpoint and who of the policy has cosigned it.
  public struct Witnessed: Sendable, Equatable {
    public let size: Int
    /// In the order of the policy, the earliest of each witness.
    public let voices: [Voice]
    public let isQuorum: Bool
  }

  public enum Log: Sendable, Equatable {
    /// The policy lists this key of the ledger, in force now or before a rotation.
    case listed(VerifierKey)
    /// The policy lists no log: whose ledger it is must be known otherwise.
    case noneListed
    /// The policy is about other ledgers.
    case notListed
  }

  public let policy: WitnessPolicy
  public let log: Log
  /// The size of the ledger's head.
  public let headSize: Int
  /// The checkpoints that witnesses of the policy have cosigned, the smallest first; with `quorum none` the head too.
  public let checkpoints: [Witnessed]

  /// - Parameters:
  ///   - ledgerKeys: every key that the ledger had.
  ///   - headSize: the size of its last checkpoint.
  public init(
    policy: WitnessPolicy, ledgerKeys: [VerifierKey], headSize: Int, cosigned: [CosignedCheckpoint]
  ) {
    self.policy = policy
    self.headSize = headSize
    let listed = policy.logs.map(\.key).first { ledgerKeys.contains($0) }
    log = listed.map(Log.listed) ?? (policy.logs.isEmpty ? .noneListed : .notListed)
    var checkpoints: [Witnessed] = cosigned.compactMap { cosigned in
      let size = cosigned.checkpoint.size
      let valid = policy.cosignatures(of: cosigned.checkpoint, in: cosigned.cosignatures.map(\.noteSignature)).valid
      guard !valid.isEmpty else { return nil }
      let voices = valid.map { Voice(witness: $0.key, time: $0.value.time, size: size) }
        .sorted { $0.witness < $1.witness }
      return Witnessed(size: size, voices: voices, isQuorum: policy.isQuorum(Set(valid.keys)))
    }
    if policy.isQuorum([]), checkpoints.last?.size != headSize {
      checkpoints.append(Witnessed(size: headSize, voices: [], isQuorum: true))
    }
    self.checkpoints = checkpoints
  }

  /// The newest checkpoint with a quorum; nil if no checkpoint has one.
  public var newest: Witnessed? { checkpoints.last { $0.isQuorum } }

  /// Whether the head itself is the newest checkpoint with a quorum, of a ledger that the policy is about.
  public var coversHead: Bool { log != .notListed && newest?.size == headSize }

  /// When witnesses enough for a quorum had vouched for the event at a position: the earliest such moment, and who.
  ///
  /// A witness vouches for an event by any checkpoint that contains it, since the checkpoints are of one history. A
  /// policy without a quorum has nobody who could vouch.
  public func vouching(position: Int) -> [Voice]? {
    var earliest: [Int: Voice] = [:]
    for voice in checkpoints.filter({ $0.size > position }).flatMap(\.voices) {
      if let known = earliest[voice.witness], (known.time, known.size) <= (voice.time, voice.size) { continue }
      earliest[voice.witness] = voice
    }
    var voices: [Voice] = []
    for voice in earliest.values.sorted(by: { ($0.time, $0.witness) < ($1.time, $1.witness) }) {
      voices.append(voice)
      if policy.isQuorum(Set(voices.map(\.witness))) { return voices }
    }
    return nil
  }
}

extension Witnessing {
  /// What can be said of an event and a deadline. That it was late can never be proved: nobody can vouch that something
  /// was not there.
  public enum Timeliness: String, Sendable, Equatable {
    /// A quorum of witnesses had vouched for the event before the deadline was over.
    case inTime
    /// The ledger's own clock says so, and no quorum of witnesses.
    case claimedInTime
    /// The ledger's own clock says that it was later, and no quorum of witnesses says otherwise.
    case claimedLate
  }

  public struct DeadlineAnswer: Sendable, Equatable {
    public let position: Int
    public let recordedAt: Instant
    public let deadline: Instant
    public let timeliness: Timeliness
    /// Who made the first quorum for a checkpoint that contains the event, in order of time; nil if there is none yet.
    public let voices: [Voice]?
  }

  /// - Parameters:
  ///   - recordedAt: what the event itself says of its time.
  ///   - deadline: the last moment that is in time.
  public func answer(position: Int, recordedAt: Instant, deadline: Instant) -> DeadlineAnswer {
    let voices = vouching(position: position)
    let timeliness: Timeliness =
      if let last = voices?.last, Self.end(ofSecond: last.time) <= deadline {
        .inTime
      } else {
        recordedAt <= deadline ? .claimedInTime : .claimedLate
      }
    return DeadlineAnswer(
      position: position, recordedAt: recordedAt, deadline: deadline, timeliness: timeliness, voices: voices)
  }

  /// A witness writes whole seconds, so its word bounds a moment only by the end of that second.
  private static func end(ofSecond time: Int) -> Instant {
    let (milliseconds, overflows) = time.multipliedReportingOverflow(by: 1000)
    return Instant(milliseconds: overflows || milliseconds > .max - 999 ? .max : milliseconds + 999)
  }
}
