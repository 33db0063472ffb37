/// Why a line is not one of a policy (C2SP tlog-policy).
public enum PolicyDefect: Error, Equatable, Sendable {
  /// A control character other than tab and newline; 0x0D where lines end as Windows ends them.
  case controlCharacter(UInt8)
  /// The last line is cut off or its newline is missing.
  case missingFinalNewline
  /// Not `log`, `witness`, `group` or `quorum`.
  case unknownKeyword(String)
  /// Too few or too many items on the line, the keyword counted.
  case wrongItemCount(found: Int)
  case badKey(String, KeyDefect)
  /// A key that an earlier line of the same kind holds, under whatever name.
  case duplicateKey(String)
  /// `none` can't be defined.
  case reservedName
  case duplicateName(String)
  /// No line before defines it.
  case undefinedName(String)
  /// Each name may be the member of one group only, once.
  case memberTwice(String)
  /// Not `any`, `all` or a number from 1 to the number of members.
  case badThreshold(String, memberCount: Int)
  case secondQuorum
  case missingQuorum
}

/// Why a policy's key is refused.
public enum KeyDefect: Equatable, Sendable {
  /// Not a verifier key, or one whose id, name or point is wrong.
  case notAKey
  /// Another kind of key than the line demands: 0x01 for logs, 0x04 for witnesses.
  case otherAlgorithm(UInt8)
}
