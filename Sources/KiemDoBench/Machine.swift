import Foundation

/// What the figures were taken on, without which they say little.
enum Machine {
  static func description(of scale: Scale) -> String {
    """
    \(ProcessInfo.processInfo.activeProcessorCount) cores; load before: \(load); \(scale.rows) rows, \(scale.sheets) sheets; \
    medians of \(scale.rounds) rounds (of all single corrections and starts).

    """
  }

  static func closing() -> String {
    """

    Load after: \(load); greatest memory of the bench: \(residentMegabytes) MB.
    A busy machine makes every figure worse: compare the ratios to the floors rather than figures of different runs.
    """
  }

  private static var load: String {
    var loads = [0.0, 0.0, 0.0]
    guard getloadavg(&loads, 3) == 3 else { return "unknown" }
    return String(format: "%.1f", loads[0])
  }

  private static var residentMegabytes: Int {
    var usage = rusage()
    guard getrusage(RUSAGE_SELF.rawValue, &usage) == 0 else { return 0 }
    return usage.ru_maxrss / 1024
  }
}
