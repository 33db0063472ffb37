/// The members of a JSON object, kept in code-point order of their keys.
public struct JSONObject: Equatable, Sendable {
  public struct Member: Equatable, Sendable {
    public let key: String
    public let value: JSON
  }

  public private(set) var members: [Member]

  public init() {
    members = []
  }

  /// - Precondition: no key occurs twice; a program that writes an object twice over one key is wrong.
  public init(_ pairs: some Sequence<(String, JSON)>) {
    members = pairs.map { Member(key: $0.0, value: $0.1) }.sorted { $0.key.precedesByCodePoint($1.key) }
    for (left, right) in zip(members, members.dropFirst()) {
      precondition(left.key != right.key, "The key \(left.key) occurs twice.")
    }
  }

  public init(_ values: [String: JSON]) {
    self.init(values.map { ($0.key, $0.value) })
  }

  /// Takes members that are already in order, as the strict reader has proved.
  init(ordered members: [Member]) {
    self.members = members
  }

  public var keys: [String] { members.map(\.key) }
  public var isEmpty: Bool { members.isEmpty }

  public subscript(key: String) -> JSON? {
    get { members.first { $0.key == key }?.value }
    set {
      let place = members.firstIndex { !$0.key.precedesByCodePoint(key) } ?? members.count
      let exists = place < members.count && members[place].key == key
      switch (newValue, exists) {
      case (let value?, true): members[place] = Member(key: key, value: value)
      case (let value?, false): members.insert(Member(key: key, value: value), at: place)
      case (nil, true): members.remove(at: place)
      case (nil, false): break
      }
    }
  }
}

extension String {
  /// Order by Unicode code point, which is the order of the UTF-8 bytes, and not Swift's order of characters.
  public func precedesByCodePoint(_ other: String) -> Bool {
    utf8.lexicographicallyPrecedes(other.utf8)
  }
}
