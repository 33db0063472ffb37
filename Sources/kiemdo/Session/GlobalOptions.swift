import ArgumentParser

enum OutputFormat: String, ExpressibleByArgument, CaseIterable {
  case text, json, csv
}

enum Language: String, ExpressibleByArgument, CaseIterable {
  case vi, en
}

/// What every command takes.
struct GlobalOptions: ParsableArguments {
  @Option(name: .long, help: "Tệp sổ ghi (mặc định: KIEMDO_LEDGER, hoặc so.kiemdo ở thư mục này).")
  var ledger: String?

  @Option(name: .long, help: "Mã cán bộ ghi (mặc định: KIEMDO_OFFICER, hoặc khóa duy nhất dùng được).")
  var officer: String?

  @Option(name: .long, help: "Dạng kết quả: text, json hoặc csv.")
  var format: OutputFormat = .text

  @Option(name: .long, help: "Tiếng của lời nhắn: vi hoặc en (mặc định: KIEMDO_LANG, hoặc vi).")
  var lang: Language?
}
