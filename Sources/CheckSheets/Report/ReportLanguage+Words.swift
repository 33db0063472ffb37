extension ReportLanguage {
  var state: String {
    switch self {
    case .vietnamese: "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
    case .english: "SOCIALIST REPUBLIC OF VIET NAM"
    }
  }

  var motto: String {
    switch self {
    case .vietnamese: "Độc lập - Tự do - Hạnh phúc"
    case .english: "Independence - Freedom - Happiness"
    }
  }

  var addressing: String {
    switch self {
    case .vietnamese: "Kính gửi"
    case .english: "To"
    }
  }

  func continued(_ title: String) -> String {
    switch self {
    case .vietnamese: "\(title) (tiếp theo)"
    case .english: "\(title) (continued)"
    }
  }

  func page(_ number: Int, of count: Int) -> String {
    switch self {
    case .vietnamese: "Trang \(number)/\(count)"
    case .english: "Page \(number)/\(count)"
    }
  }
}
