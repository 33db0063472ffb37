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
    FileHandle.standardOutput.write(Data(bytes))
  }

  /// Talk: what a pipe should not get.
  func note(_ text: String) {
    clearProgress()
    FileHandle.standardError.write(Data((text + "\n").utf8))
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
    FileHandle.standardError.write(Data("\r\u{1B}[K\(bar) \(done)/\(total) \(label)".utf8))
    progressShown = true
  }

  private func clearProgress() {
    guard progressShown else { return }
    FileHandle.standardError.write(Data("\r\u{1B}[K".utf8))
    progressShown = false
  }

  func flush() {
    clearProgress()
  }
}
