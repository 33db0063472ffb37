import Dispatch
import Synchronization

/// One chunk of an append that is being made ready on another core.
final class Preparation: Sendable {
  private let result = Mutex<PreparedEvents?>(nil)
  private let done = DispatchSemaphore(value: 0)

  /// Fewer drafts than this are not worth another thread.
  private static let smallest = 16

  init(_ drafts: [Draft], _ range: Range<Int>, plan: AppendPlan, salts: [UInt8]) {
    let work = { @Sendable [self] in
      let prepared = salts.withUnsafeBytes { PreparedEvents.prepare(drafts, range, plan: plan, salts: $0) }
      result.withLock { $0 = prepared }
      done.signal()
    }
    if range.count < Self.smallest {
      work()
    } else {
      DispatchQueue.global(qos: .userInitiated).async(execute: work)
    }
  }

  /// Waits for the events, which are then the caller's alone.
  func take() -> PreparedEvents {
    done.wait()
    return result.withLock { result in
      defer { result = nil }
      guard let result else { preconditionFailure("A preparation is taken once.") }
      return result
    }
  }
}
