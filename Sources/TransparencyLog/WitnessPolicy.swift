/// Which witnesses must have cosigned a checkpoint for it to be trusted (C2SP tlog-policy):
///
/// ```
/// log <vkey>
/// witness so <vkey>
/// witness thanh-tra <vkey>
/// group outside any so thanh-tra
/// quorum outside
/// ```
///
/// Logs are keys of type 0x01, witnesses of type 0x04; a policy that names a key of another type is refused. Names are
/// bytes that mean nothing outside the file.
public struct WitnessPolicy: Sendable, Equatable {
  public struct Log: Sendable, Equatable {
    /// Its name is the origin of the log.
    public let key: VerifierKey
    public let url: String?
  }

  public struct Witness: Sendable, Equatable {
    /// The name in this policy, for people; two names may look alike and yet differ as bytes.
    public let name: String
    public let key: WitnessVerifierKey
    public let url: String?
  }

  /// A witness or a group that was defined before, by its number.
  public enum Member: Sendable, Hashable {
    case witness(Int)
    case group(Int)
  }

  /// Holds if at least `threshold` of the members hold.
  public struct Group: Sendable, Equatable {
    public let name: String
    /// 1 to the number of members.
    public let threshold: Int
    public let members: [Member]
  }

  public let logs: [Log]
  public let witnesses: [Witness]
  /// Each refers only to groups before it, and nothing is the member of two groups.
  public let groups: [Group]
  /// Nil for `quorum none`: no witness is needed.
  public let quorum: Member?

  /// Whether the quorum holds if just these witnesses, by their numbers, have cosigned.
  public func isQuorum(_ cosigners: Set<Int>) -> Bool {
    guard let quorum else { return true }
    var holds: [Bool] = []
    holds.reserveCapacity(groups.count)
    for group in groups {
      let count = group.members.count { Self.holds($0, cosigners, groups: holds) }
      holds.append(count >= group.threshold)
    }
    return Self.holds(quorum, cosigners, groups: holds)
  }

  private static func holds(_ member: Member, _ cosigners: Set<Int>, groups: [Bool]) -> Bool {
    switch member {
    case .witness(let number): cosigners.contains(number)
    case .group(let number): groups[number]
    }
  }
}
