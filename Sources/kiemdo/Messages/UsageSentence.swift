import ArgumentParser
import Foundation

/// What is wrong with a command line, in Vietnamese: the library that reads it speaks English only.
enum UsageSentence {
  /// The sentence for a parse error's English message; nil for one that is none of the common ones, or is Vietnamese already.
  ///
  /// - Parameter help: what the library knows of the word that is missing or wrong, if anything.
  static func vietnamese(_ message: String, help: String?) -> String? {
    let quoted = quotedParts(of: message)
    guard let first = quoted.first else {
      return message.hasPrefix("Missing required subcommand") ? "Thiếu lệnh con." : nil
    }
    let all = quoted.joined(separator: ", ")
    let meaning = help.map { " (\($0))" } ?? ""
    return
      switch message
    {
    case _ where message.hasPrefix("Unknown option"):
      "Không có tùy chọn \(first)" + (quoted.count > 1 ? "; có phải \(quoted[1])?" : ".")
    case _ where message.hasPrefix("Missing value for"): "Thiếu giá trị sau \(first)\(meaning)."
    case _ where message.hasPrefix("Missing expected argument"): "Thiếu \(first)\(meaning)."
    case _ where message.hasPrefix("Missing one of"): "Thiếu một trong: \(all)."
    case _ where message.hasPrefix("Unexpected argument"): "Thừa \(first)."
    case _ where message.contains("unexpected arguments:"): "Thừa: \(all)."
    case _ where message.hasPrefix("The option") && message.contains("does not take any value"):
      "Tùy chọn \(first) không có giá trị."
    case _ where message.hasPrefix("The value") && message.contains("is invalid"): invalid(quoted, meaning)
    default: nil
    }
  }

  /// - Parameter quoted: the value, what it was given for, and what may stand there.
  private static func invalid(_ quoted: [String], _ meaning: String) -> String {
    guard quoted.count > 1 else { return "Giá trị \(quoted[0]) không dùng được." }
    let choices = quoted.dropFirst(2).joined(separator: ", ")
    return "Giá trị \(quoted[0]) không dùng được cho \(quoted[1])"
      + (choices.isEmpty ? "\(meaning)." : "; chọn một trong: \(choices).")
  }

  /// A negative number that the library took for an option, so that it misses an argument.
  static func negativeNumber(_ message: String, _ words: [String]) -> Int? {
    guard message.hasPrefix("Missing expected argument") else { return nil }
    return words.lazy.compactMap(Int.init).first { $0 < 0 }
  }

  private static func quotedParts(of message: String) -> [String] {
    let parts = message.split(separator: "'", omittingEmptySubsequences: false)
    return stride(from: 1, to: parts.count - 1, by: 2).map { String(parts[$0]) }
  }
}

extension ValidationError {
  /// The sentence in the language of the command line, which is not parsed yet where this is needed.
  init(_ vietnamese: String, _ english: String) {
    self.init(KiemDo.language(of: Array(CommandLine.arguments.dropFirst())) == .vi ? vietnamese : english)
  }
}

extension KiemDo {
  /// Says once, in the user's language, why the words of a command line could not be read, and where to read more; then ends
  /// with the exit code of a usage error. Returns if the error is none.
  static func refuseUsage(_ error: any Error, _ words: [String]) {
    let message = Self.message(for: error)
    // A command that has said what is wrong ends with a code and no message.
    guard exitCode(for: error) == .validationFailure, !message.isEmpty else { return }
    let notes = fullMessage(for: error).split(separator: "\n")
    var help = "kiemdo --help"
    if let note = notes.last(where: { $0.hasPrefix("  See '") }) {
      help = String(note.split(separator: "'", maxSplits: 2)[1])
    }
    let isEnglish = language(of: words) == .en
    var sentence = message
    if !isEnglish {
      let meaning = notes.first { $0.hasPrefix("Help:") }.flatMap { $0.components(separatedBy: "  ").last }
      sentence = UsageSentence.vietnamese(message, help: meaning.map(withoutStop)) ?? message
    }
    // Only where the first word is no command is the error one of the tool as a whole.
    if let word = words.first, !word.hasPrefix("-"), help == "kiemdo --help" {
      sentence = isEnglish ? "There is no command \(word)." : "Không có lệnh \(word)."
    }
    if let number = UsageSentence.negativeNumber(message, words) {
      sentence = isEnglish ? "\(number) is negative; expected a number from 1." : "\(number) là số âm; cần một số từ 1."
    }
    if let last = sentence.last, !".?!".contains(last) { sentence += "." }
    Console().note(
      isEnglish
        ? "\(sentence) See: \(help). Nothing was recorded." : "\(sentence) Xem: \(help). Chưa ghi gì vào sổ.")
    exit(withError: ExitCode(.usage))
  }

  /// The language that words and environment ask for, whether or not the words can be parsed.
  static func language(of words: [String]) -> Language {
    var named = words.last { $0.hasPrefix("--lang=") }.map { String($0.dropFirst("--lang=".count)) }
    if let place = words.lastIndex(of: "--lang"), words.indices.contains(place + 1) { named = words[place + 1] }
    return (named ?? ProcessInfo.processInfo.environment["KIEMDO_LANG"]).flatMap(Language.init) ?? .vi
  }

  private static func withoutStop(_ text: String) -> String { text.last == "." ? String(text.dropLast()) : text }
}
