/// A small generator whose numbers are the same for a seed on every machine and with every version of the language
/// (Steele, Lea, Flood: "Fast Splittable Pseudorandom Number Generators", 2014).
///
/// The choices below are its own, not the standard library's, whose ways of choosing may change.
struct SplitMix64 {
  private var state: UInt64

  init(seed: UInt64) {
    state = seed
  }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// A number from 0 up to the bound, which is not reached.
  mutating func below(_ bound: Int) -> Int {
    precondition(bound > 0)
    return Int(next().multipliedFullWidth(by: UInt64(bound)).high)
  }

  mutating func number(in range: ClosedRange<Int>) -> Int {
    range.lowerBound + below(range.count)
  }

  mutating func chance(_ count: Int, in all: Int) -> Bool {
    below(all) < count
  }

  mutating func pick<Element>(_ choices: [Element]) -> Element {
    choices[below(choices.count)]
  }

  /// One of the choices, each as often as its weight says.
  mutating func pick<Element>(_ choices: [(Element, weight: Int)]) -> Element {
    var place = below(choices.reduce(0) { $0 + $1.weight })
    for (choice, weight) in choices {
      if place < weight { return choice }
      place -= weight
    }
    preconditionFailure("the weights are summed above")
  }

  mutating func digits(_ count: Int) -> String {
    (0..<count).map { _ in String(below(10)) }.joined()
  }

  mutating func shuffle<Element>(_ elements: inout [Element]) {
    guard elements.count > 1 else { return }
    for index in stride(from: elements.count - 1, to: 0, by: -1) {
      elements.swapAt(index, below(index + 1))
    }
  }
}
