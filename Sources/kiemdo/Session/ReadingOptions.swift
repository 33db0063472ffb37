import ArgumentParser

/// The global options of commands that only read, and name officers as what they ask about.
struct ReadingOptions: ParsableArguments {
  @Option(name: .long, help: "Tệp sổ ghi (mặc định: KIEMDO_LEDGER, hoặc so.kiemdo ở thư mục này).")
  var ledger: String?

  @Option(name: .long, help: "Dạng kết quả: text, json hoặc csv.")
  var format: OutputFormat = .text

  @Option(name: .long, help: "Tiếng của lời nhắn: vi hoặc en (mặc định: KIEMDO_LANG, hoặc vi).")
  var lang: Language?

  /// As the other commands have them; nobody writes.
  var asGlobal: GlobalOptions {
    // Only parsing makes a value of options that can be read.
    var options = GlobalOptions.parseOrExit([])
    options.ledger = ledger
    options.format = format
    options.lang = lang
    return options
  }
}
