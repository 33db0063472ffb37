extension WitnessPolicy {
  /// Reads a policy file. Comments and the order of lines are not kept.
  ///
  /// - Parameter file: octets; those above 0x7F are opaque, UTF-8 as a rule.
  /// - Throws: `malformedPolicy` with the number of the line.
  public static func parse(_ file: [UInt8]) throws(TransparencyLogError) -> WitnessPolicy {
    var lines = ByteLines(file)
    var reader = PolicyReader()
    while let line = lines.next() {
      do throws(PolicyDefect) {
        try reader.read(line)
      } catch {
        throw .malformedPolicy(line: lines.number, error)
      }
    }
    guard lines.rest.isEmpty else { throw .malformedPolicy(line: lines.number + 1, .missingFinalNewline) }
    guard let quorum = reader.quorum else { throw .malformedPolicy(line: lines.number + 1, .missingQuorum) }
    return WitnessPolicy(
      logs: reader.logs, witnesses: reader.witnesses, groups: reader.groups, quorum: quorum.member)
  }

  /// - Throws: `malformedPolicy` with the number of the line.
  public static func parse(_ file: String) throws(TransparencyLogError) -> WitnessPolicy {
    try parse(Array(file.utf8))
  }
}

/// What has been read of a policy so far.
private struct PolicyReader {
  private(set) var logs: [WitnessPolicy.Log] = []
  private(set) var witnesses: [WitnessPolicy.Witness] = []
  private(set) var groups: [WitnessPolicy.Group] = []
  /// The quorum line, once there was one.
  private(set) var quorum: Quorum?
  private var defined: [[UInt8]: WitnessPolicy.Member] = [:]
  private var logKeys: Set<[UInt8]> = []
  private var witnessKeys: Set<[UInt8]> = []
  private var grouped: Set<WitnessPolicy.Member> = []

  enum Quorum {
    case none
    case member(WitnessPolicy.Member)

    var member: WitnessPolicy.Member? {
      if case .member(let member) = self { member } else { nil }
    }
  }

  private static let none = Array("none".utf8)

  mutating func read(_ line: ArraySlice<UInt8>) throws(PolicyDefect) {
    if let byte = line.first(where: { $0 < 0x20 && $0 != 0x09 || $0 == 0x7f }) { throw .controlCharacter(byte) }
    let items = line.split { $0 == 0x20 || $0 == 0x09 }.map { Array($0) }
    guard let first = items.first, first[0] != UInt8(ascii: "#") else { return }
    switch text(first) {
    case "log": try readLog(items)
    case "witness": try readWitness(items)
    case "group": try readGroup(items)
    case "quorum": try readQuorum(items)
    default: throw .unknownKeyword(text(first))
    }
  }

  private mutating func readLog(_ items: [[UInt8]]) throws(PolicyDefect) {
    guard (2...3).contains(items.count) else { throw .wrongItemCount(found: items.count) }
    let key = try key(items[1]) { text throws(TransparencyLogError) in try VerifierKey.parse(text) }
    guard logKeys.insert(key.publicKey).inserted else { throw .duplicateKey(text(items[1])) }
    logs.append(WitnessPolicy.Log(key: key, url: items.count == 3 ? text(items[2]) : nil))
  }

  private mutating func readWitness(_ items: [[UInt8]]) throws(PolicyDefect) {
    guard (3...4).contains(items.count) else { throw .wrongItemCount(found: items.count) }
    let key = try key(items[2]) { text throws(TransparencyLogError) in try WitnessVerifierKey.parse(text) }
    guard witnessKeys.insert(key.publicKey).inserted else { throw .duplicateKey(text(items[2])) }
    try define(items[1], as: .witness(witnesses.count))
    let url = items.count == 4 ? text(items[3]) : nil
    witnesses.append(WitnessPolicy.Witness(name: text(items[1]), key: key, url: url))
  }

  private mutating func readGroup(_ items: [[UInt8]]) throws(PolicyDefect) {
    guard items.count >= 4 else { throw .wrongItemCount(found: items.count) }
    let count = items.count - 3
    let threshold: Int? =
      switch text(items[2]) {
      case "any": 1
      case "all": count
      default: Decimal.parse(items[2])
      }
    guard let threshold, (1...count).contains(threshold) else {
      throw .badThreshold(text(items[2]), memberCount: count)
    }
    var members: [WitnessPolicy.Member] = []
    for name in items[3...] {
      guard let member = defined[name] else { throw .undefinedName(text(name)) }
      guard grouped.insert(member).inserted else { throw .memberTwice(text(name)) }
      members.append(member)
    }
    // Defined after its members were looked up, so that no group can contain itself.
    try define(items[1], as: .group(groups.count))
    groups.append(WitnessPolicy.Group(name: text(items[1]), threshold: threshold, members: members))
  }

  private mutating func readQuorum(_ items: [[UInt8]]) throws(PolicyDefect) {
    guard items.count == 2 else { throw .wrongItemCount(found: items.count) }
    guard quorum == nil else { throw .secondQuorum }
    if items[1] == Self.none {
      quorum = Quorum.none
    } else if let member = defined[items[1]] {
      quorum = .member(member)
    } else {
      throw .undefinedName(text(items[1]))
    }
  }

  private mutating func define(_ name: [UInt8], as member: WitnessPolicy.Member) throws(PolicyDefect) {
    guard name != Self.none else { throw .reservedName }
    guard defined.updateValue(member, forKey: name) == nil else { throw .duplicateName(text(name)) }
  }

  private func key<Key>(
    _ item: [UInt8], _ parse: (String) throws(TransparencyLogError) -> Key
  ) throws(PolicyDefect) -> Key {
    guard let valid = String(validating: item, as: UTF8.self) else { throw .badKey(text(item), .notAKey) }
    do {
      return try parse(valid)
    } catch .unknownKeyAlgorithm(let algorithm) {
      throw .badKey(valid, .otherAlgorithm(algorithm))
    } catch {
      throw .badKey(valid, .notAKey)
    }
  }

  private func text(_ item: [UInt8]) -> String { String(decoding: item, as: UTF8.self) }
}
