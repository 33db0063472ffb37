/// Seconds that something took, measured several times.
struct Samples {
  private(set) var seconds: [Double] = []

  /// Runs the body and keeps its time.
  mutating func time<Value>(_ body: () throws -> Value) rethrows -> Value {
    let clock = ContinuousClock()
    let start = clock.now
    let value = try body()
    seconds.append((clock.now - start) / .seconds(1))
    return value
  }

  mutating func append(_ other: Samples) { seconds += other.seconds }

  var median: Double { quantile(0.5) }

  /// - Parameter share: 0.99 for the time that 99 of 100 stay within.
  func quantile(_ share: Double) -> Double {
    precondition(!seconds.isEmpty, "Nothing was measured")
    let sorted = seconds.sorted()
    return sorted[min(sorted.count - 1, Int((Double(sorted.count) * share).rounded(.down)))]
  }
}

/// The stages of one piece of work, each timed in every round.
struct Stages {
  private(set) var names: [String] = []
  private var samples: [String: Samples] = [:]

  mutating func time<Value>(_ name: String, _ body: () throws -> Value) rethrows -> Value {
    if samples[name] == nil { names.append(name) }
    return try samples[name, default: Samples()].time(body)
  }

  func median(_ name: String) -> Double { samples[name]?.median ?? 0 }

  /// The whole work, by the medians of its stages.
  var total: Double { names.map(median).reduce(0, +) }
}
