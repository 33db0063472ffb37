import Foundation

/// The terminal: results on standard output, talk and progress on standard error.
final class Console {
  let talksToTerminal = isatty(STDERR_FILENO) == 1
  let writesToTerminal = isatty(STDOUT_FILENO) == 1
  let readsFromTerminal = isatty(STDIN_FILENO) == 1

  /// A result, with a line break after it.
  func write(_ text: String) {
    write(bytes: Array((text + "\n").utf8))
  }

  func write(bytes: [UInt8]) {
    Self.write(bytes, to: STDOUT_FILENO)
  }

  /// Whoever reads may go away (`kiemdo sign | head`): the work goes on, and only the talk is lost. Anything else that stops a
  /// result from being written is an error.
  private static func write(_ bytes: [UInt8], to file: Int32) {
    signal(SIGPIPE, SIG_IGN)
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Foundation.write(file, $0.baseAddress, $0.count) }
      if count > 0 {
        rest = rest.dropFirst(count)
      } else if errno != EINTR {
        if errno != EPIPE, file == STDOUT_FILENO { exit(Exit.inputOutput.rawValue) }
        return
      }
    }
  }

  /// Talk: what a pipe should not get.
  func note(_ text: String) {
    clearProgress()
    // What was typed or read may be told again; a terminal must not take it for a command.
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { String($0).printable }
    Self.write(Array((lines.joined(separator: "\n") + "\n").utf8), to: STDERR_FILENO)
  }

  enum Colour: String {
    case green = "32"
    case yellow = "33"
    case red = "31"
  }

  /// A result in a colour, where a person reads it.
  func write(_ text: String, in colour: Colour) {
    write(writesToTerminal ? "\u{1B}[\(colour.rawValue)m\(text)\u{1B}[0m" : text)
  }

  private var progressShown = false

  /// A bar that grows in place; nothing unless a person watches.
  func progress(_ done: Int, of total: Int, _ label: String) {
    guard talksToTerminal, total > 0 else { return }
    let width = 30
    let filled = min(width, done * width / total)
    let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: width - filled)
    Self.write(Array("\r\u{1B}[K\(bar) \(done)/\(total) \(label)".utf8), to: STDERR_FILENO)
    progressShown = true
  }

  private func clearProgress() {
    guard progressShown else { return }
    Self.write(Array("\r\u{1B}[K".utf8), to: STDERR_FILENO)
    progressShown = false
  }

  func flush() {
    clearProgress()
  }
}
