import ArgumentParser
import Foundation

/// What is wrong with a command line, in Vietnamese: the library that reads it speaks English only.
enum UsageSentence {
  /// The sentence for a parse error's English message; nil for one that is none of the common ones, or is Vietnamese already.
  static func vietnamese(_ message: String) -> String? {
    let quoted = quotedParts(of: message)
    guard let first = quoted.first else {
      return message.hasPrefix("Missing required subcommand") ? "Thiếu lệnh con. Xem: kiemdo --help." : nil
    }
    let all = quoted.joined(separator: ", ")
    let sentence: String? =
      switch message {
      case _ where message.hasPrefix("Unknown option"):
        "Không có tùy chọn \(first)" + (quoted.count > 1 ? "; có phải \(quoted[1])?" : ".")
      case _ where message.hasPrefix("Missing value for"): "Thiếu giá trị sau \(first)."
      case _ where message.hasPrefix("Missing expected argument"): "Thiếu \(first)."
      case _ where message.hasPrefix("Missing one of"): "Thiếu một trong: \(all)."
      case _ where message.hasPrefix("Unexpected argument"): "Thừa \(first)."
      case _ where message.contains("unexpected arguments:"): "Thừa: \(all)."
      case _ where message.hasPrefix("The option") && message.contains("does not take any value"):
        "Tùy chọn \(first) không có giá trị."
      case _ where message.hasPrefix("The value") && message.contains("is invalid"): invalid(quoted)
      default: nil
      }
    return sentence.map { $0 + " Xem: kiemdo LỆNH --help. Chưa ghi gì vào sổ." }
  }

  /// - Parameter quoted: the value, what it was given for, and what may stand there.
  private static func invalid(_ quoted: [String]) -> String {
    guard quoted.count > 1 else { return "Giá trị \(quoted[0]) không dùng được." }
    let choices = quoted.dropFirst(2).joined(separator: ", ")
    return "Giá trị \(quoted[0]) không dùng được cho \(quoted[1])"
      + (choices.isEmpty ? "." : "; chọn một trong: \(choices).")
  }

  private static func quotedParts(of message: String) -> [String] {
    let parts = message.split(separator: "'", omittingEmptySubsequences: false)
    return stride(from: 1, to: parts.count - 1, by: 2).map { String(parts[$0]) }
  }
}

extension KiemDo {
  /// Says in Vietnamese, unless English is wanted, why the words of a command line could not be read.
  static func explainUsage(_ error: any Error, _ words: [String]) {
    guard exitCode(for: error) == .validationFailure, !wantsEnglish(words) else { return }
    let message = Self.message(for: error)
    if let word = words.first, message == "Unexpected argument '\(word)'" {
      Console().note("Không có lệnh \(word). Xem: kiemdo --help.")
    } else if let sentence = UsageSentence.vietnamese(message) {
      Console().note(sentence)
    }
  }

  private static func wantsEnglish(_ words: [String]) -> Bool {
    if let place = words.lastIndex(of: "--lang"), words.indices.contains(place + 1) { return words[place + 1] == "en" }
    if words.contains("--lang=en") { return true }
    return ProcessInfo.processInfo.environment["KIEMDO_LANG"] == "en"
  }
}
