import Foundation
import Testing

extension Scene {
  /// Holds the writers' lock as another `kiemdo` would, in one process, so that its end is the end of the lock.
  func hold(seconds: Double) throws -> Child {
    try write("4711\nhoa\nimport\n2023-04-20T00:59:00.000Z\n", to: "so.kiemdo.lock")
    let holder = try Child(
      "/usr/bin/flock", ["-F", "-x", ledger + ".lock", "/bin/sh", "-c", "touch giu; exec sleep \(seconds)"], in: self,
      stdin: nil, env: [:])
    for _ in 0..<500 where !exists("giu") { usleep(10_000) }
    try #require(exists("giu"))
    return holder
  }
}
