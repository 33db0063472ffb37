import Foundation
import Testing

/// A bounded run over changed files: nothing may crash, nothing may hang, and whatever is still accepted must state
/// exactly what the valid file stated.
///
/// `KIEMDO_FUZZ_RUNS` sets how many changed files each kind gets, `KIEMDO_FUZZ_SEED` where the changes begin.
struct Fuzz {
  let name: String
  let runs: Int
  let seed: UInt64

  /// - Parameter runs: where the environment names no number.
  init(_ name: String, runs: Int) {
    let environment = ProcessInfo.processInfo.environment
    self.name = name
    self.runs = environment["KIEMDO_FUZZ_RUNS"].flatMap(Int.init) ?? runs
    seed = environment["KIEMDO_FUZZ_SEED"].flatMap(UInt64.init) ?? 20_230_425
  }

  /// - Parameters:
  ///   - files: valid ones.
  ///   - accept: what a file states if it is accepted; nil if it is refused.
  func run<Statement: Equatable>(_ files: [[UInt8]], accept: ([UInt8]) throws -> Statement?) throws {
    var mutator = Mutator(seed: seed, donors: files)
    let statements = try files.map { file in try #require(try accept(file), "a valid \(name) is accepted") }
    var (refused, same, unchanged) = (0, 0, 0)
    for run in 0..<runs {
      let number = mutator.below(files.count)
      let changed = mutator.mutate(files[number])
      guard changed != files[number] else {
        unchanged += 1
        continue
      }
      guard let statement = try accept(changed) else {
        refused += 1
        continue
      }
      same += 1
      #expect(
        statements.contains(statement),
        "\(name): run \(run) of seed \(seed) accepts another statement: \(String(decoding: changed.prefix(2000), as: UTF8.self))"
      )
    }
    print(
      "fuzz \(name): \(runs) runs, seed \(seed): \(refused) refused, \(same) accepted as what they were, \(unchanged) unchanged"
    )
    #expect(refused > runs / 3, "the changes reach what is checked")
  }
}
