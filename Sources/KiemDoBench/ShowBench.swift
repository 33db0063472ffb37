import Bookkeeping
import EventLedger
import Foundation

/// A process from start to end, with the files in the system's cache.
struct ShowBench {
  let ledger: Desk
  let kiemdo: String
  let scale: Scale

  func run(_ report: inout Report) throws {
    var show = Samples()
    var version = Samples()
    var nothing = Samples()
    for round in 0..<scale.starts {
      let number = String(round * (scale.rows / scale.starts) + 1)
      try show.time { try start([kiemdo, "show", number, "--ledger", ledger.path]) }
      try version.time { try start([kiemdo, "--version"]) }
      try nothing.time { try start(["/bin/true"]) }
    }
    let figure = Report.Figure.duration(show.median)
    report.add(
      "cold start of show, \(ledger.books.ledger.size) events", figure,
      floor: ("kiemdo --version", .duration(version.median)), aim: 0.05)
    report.add(floor: "/bin/true", .duration(nothing.median), of: figure)
  }

  /// Runs a program with its output thrown away, and waits for it.
  private func start(_ words: [String]) throws {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0)
    var arguments = words.map { strdup($0) } + [nil]
    defer { for argument in arguments { free(argument) } }
    var process = pid_t()
    let code = posix_spawn(&process, words[0], &actions, nil, &arguments, environ)
    guard code == 0 else { throw BenchError.notStarted(words[0], code: code) }
    var status: Int32 = 0
    guard waitpid(process, &status, 0) == process, status == 0 else {
      throw BenchError.notStarted(words.joined(separator: " "), code: status)
    }
  }
}
