public import CanonicalForms
import GRDB
import Synchronization

/// A place where the ledger's clock was set back, `clock.corrected`.
public struct ClockStep: Equatable, Sendable {
  /// Of the event.
  public let position: Int
  /// The time of the event before it, which was wrong.
  public let before: Instant
  /// The time of the event itself.
  public let recordedAt: Instant
}

/// The clock steps below a size of the ledger, which is known once and only ever grows.
struct KnownClockSteps {
  var size = 0
  var steps: [ClockStep] = []
}

extension Ledger {
  /// Every place where the clock was set back, in order.
  ///
  /// Times rise with positions but for these, so between two of them a moment names one place.
  public func clockSteps() throws -> [ClockStep] {
    let size = size
    return try knownClockSteps.withLock { known in
      if known.size < size {
        known.steps += try access { try readClockSteps($0, known.size..<size) }
        known.size = size
      }
      return known.steps
    }
  }

  private func readClockSteps(_ database: Database, _ range: Range<Int>) throws(LedgerError) -> [ClockStep] {
    // The index on stream and version leads to the few events of the ledger itself.
    let statement = try Statement(
      database,
      """
      SELECT position FROM event
      WHERE stream = 'ledger' AND type = 'clock.corrected' AND position >= ? AND position < ? ORDER BY version
      """)
    statement.bind(1, range.lowerBound)
    statement.bind(2, range.upperBound)
    var positions: [Int] = []
    while try statement.step() { positions.append(statement.integer(0)) }
    let times = try EventTimes(database, path: path)
    return try positions.filter { $0 > 0 }.map { position throws(LedgerError) in
      ClockStep(position: position, before: try times.time(at: position - 1), recordedAt: try times.time(at: position))
    }
  }

  /// The last event that is stamped with this moment or an earlier one; nil if the ledger is younger.
  ///
  /// Where the clock was set back, events before the step may be stamped later than those after it: then this is the last of
  /// all, and what stands before it counts as recorded before it, whatever its time says. Takes a logarithm's number of reads
  /// for each step of the clock.
  public func position(atOrBefore instant: Instant) throws -> Int? {
    let steps = try clockSteps()
    return try access { database in
      let times = try EventTimes(database, path: path)
      var end = size
      for start in steps.map(\.position).reversed() + [0] where start < end {
        if let position = try times.last(in: start..<end, atOrBefore: instant) { return position }
        end = start
      }
      return nil
    }
  }
}

/// Reads when events were recorded.
private struct EventTimes {
  private let statement: Statement
  private let path: String

  init(_ database: Database, path: String) throws(LedgerError) {
    statement = try Statement(database, "SELECT header FROM event WHERE position = ?")
    self.path = path
  }

  func time(at position: Int) throws(LedgerError) -> Instant {
    statement.reset()
    statement.bind(1, position)
    guard try statement.step() else {
      throw .damaged(
        path: path,
        Finding(code: .position, position: position, subject: "event", expected: "an event", found: "none"))
    }
    return try EventRows.layout(statement.bytes(0), path: path).recordedAt
  }

  /// By halving; times rise in the range.
  func last(in range: Range<Int>, atOrBefore instant: Instant) throws(LedgerError) -> Int? {
    var (low, high) = (range.lowerBound, range.upperBound)
    while low < high {
      let middle = (low + high) / 2
      if try time(at: middle) <= instant { low = middle + 1 } else { high = middle }
    }
    return low > range.lowerBound ? low - 1 : nil
  }
}
