import Foundation

/// A program run from start to end with its output thrown away.
enum StartedProgram {
  /// - Returns: its greatest resident memory, in kilobytes.
  static func run(_ words: [String]) throws -> Int {
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
    var usage = rusage()
    guard wait4(process, &status, 0, &usage) == process, status == 0 else {
      throw BenchError.notStarted(words.joined(separator: " "), code: status)
    }
    return usage.ru_maxrss
  }
}
