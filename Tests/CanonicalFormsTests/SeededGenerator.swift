import Foundation

/// SplitMix64 (Steele, Lea, Flood 2014): a generator that a printed seed repeats.
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) {
    state = seed
  }

  /// A fresh seed, or the one of `KIEMDO_TEST_SEED` to repeat a failure; printed either way.
  static func fresh(for test: String) -> (generator: SeededGenerator, seed: UInt64) {
    let seed =
      ProcessInfo.processInfo.environment["KIEMDO_TEST_SEED"].flatMap(UInt64.init) ?? UInt64.random(in: 0 ... .max)
    print("\(test): KIEMDO_TEST_SEED=\(seed)")
    return (SeededGenerator(seed: seed), seed)
  }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
