/// What shows a fault: a phrase, worded once in English where the fault is found, and the values in its places.
///
/// ```
/// let evidence: Evidence = "a row at every position below \(size)"
/// evidence.key          // "a row at every position below $1": where a catalogue has it in other languages
/// evidence.description  // "a row at every position below 512": what programs read
/// ```
///
/// Text and numbers that are interpolated are values, the same in every language, whatever they say: `"\(text)"` is a value alone.
/// Evidence that is interpolated keeps a phrase of its own. Nothing else can be interpolated, so that no case of an error gets to
/// readers under its name in the source: an error has an `Evidence.init` that words it.
public struct Evidence: Hashable, Sendable {
  public enum Argument: Hashable, Sendable {
    case value(String)
    case evidence(Evidence)
  }

  /// The phrase, with `$1`, `$2`… in the places of the arguments.
  public let key: String
  public private(set) var arguments: [Argument]

  /// Another phrase with these arguments in its places, each as often as it is asked for; `show` tells how evidence is shown.
  public func fill(_ template: String, _ show: (Evidence) -> String) -> String {
    guard !arguments.isEmpty else { return template }
    var pieces = template.split(separator: "$", omittingEmptySubsequences: false)
    for index in pieces.indices.dropFirst() {
      guard let place = pieces[index].first?.wholeNumberValue, arguments.indices.contains(place - 1) else {
        pieces[index] = "$" + pieces[index]
        continue
      }
      let shown =
        switch arguments[place - 1] {
        case .value(let text): text
        case .evidence(let evidence): show(evidence)
        }
      pieces[index] = shown + pieces[index].dropFirst()
    }
    return pieces.joined()
  }

  /// The same with the beginnings only of values that are longer.
  public func abridged(to length: Int) -> Evidence {
    var copy = self
    copy.arguments = arguments.map { argument in
      switch argument {
      case .value(let text): .value(String(text.prefix(length)))
      case .evidence(let evidence): .evidence(evidence.abridged(to: length))
      }
    }
    return copy
  }
}

extension Evidence: CustomStringConvertible {
  /// In English.
  public var description: String { fill(key, \.description) }
}

extension Evidence: ExpressibleByStringInterpolation {
  public init(stringLiteral phrase: String) {
    (key, arguments) = (phrase, [])
  }

  public init(stringInterpolation phrase: Interpolation) {
    (key, arguments) = (phrase.key, phrase.arguments)
  }

  public struct Interpolation: StringInterpolationProtocol {
    fileprivate var key = ""
    fileprivate var arguments: [Argument] = []

    public init(literalCapacity: Int, interpolationCount: Int) {
      key.reserveCapacity(literalCapacity + 2 * interpolationCount)
    }

    public mutating func appendLiteral(_ words: String) { key += words }

    public mutating func appendInterpolation(_ text: some StringProtocol) { append(.value(String(text))) }

    public mutating func appendInterpolation(_ number: some BinaryInteger) { append(.value(String(number))) }

    public mutating func appendInterpolation(_ evidence: Evidence) { append(.evidence(evidence)) }

    private mutating func append(_ argument: Argument) {
      arguments.append(argument)
      key += "$\(arguments.count)"
    }
  }
}
