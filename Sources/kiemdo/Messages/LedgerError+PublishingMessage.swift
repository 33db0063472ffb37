import EventLedger
import TransparencyLog

extension Session {
  /// The sentences about a published folder.
  func publishingWords(for error: LedgerError) -> (String, String, Exit) {
    switch error {
    case .noSuchFolder(let path):
      return ("Không có thư mục \(path).", "There is no folder \(path).", .noInput)
    case .notAFolder(let path):
      return ("\(path) là một tệp; cần một thư mục.", "\(path) is a file; a folder is expected.", .noInput)
    case .noPublishedHead(let path):
      return (
        "\(path) không phải thư mục công bố, hoặc thiếu: trong đó không có tệp checkpoint. Chỉ ra thư mục mà kiemdo publish đã ghi.",
        "\(path) is no published folder, or not all of one: there is no file checkpoint in it. Name the folder that kiemdo publish wrote.",
        .noInput
      )
    case .folderInUse(let path):
      return (
        "Một lệnh publish khác đang ghi vào \(path). Đợi rồi thử lại. Chưa công bố gì.",
        "Another publish is writing to \(path). Wait and try again. Nothing was published.", .tryAgain
      )
    case .notAPublishedFolder(let path, let name):
      return (
        "\(path) không phải thư mục công bố của sổ: trong đó có \"\(name)\". Chỉ ra một thư mục mới hoặc trống. Chưa công bố gì.",
        "\(path) is not a published folder: it holds \"\(name)\". Name a new or empty folder. Nothing was published.",
        .badData
      )
    case .folderUnreadable(let path, let fault):
      let (vietnamese, english) = words(for: fault)
      return (
        "Không đọc được thư mục công bố \(path): tệp checkpoint: \(vietnamese).",
        "Can't read the published folder \(path): the file checkpoint: \(english).", .badData
      )
    case .folderNotContained(let path, let shown, let ledger):
      return notContainedWords(path, shown, ledger)
    case .publishedDiffers(let path, let name):
      return (
        "\(path)/\(name) khác với điều sổ này sẽ công bố ở đó, nên không ghi tiếp. Xem: kiemdo verify --tiles \"\(path)\"; hoặc công bố vào một thư mục mới. Điểm chốt trong thư mục chưa đổi.",
        "\(path)/\(name) is not what this ledger would publish there, so nothing more was written. See kiemdo verify --tiles \"\(path)\", or publish to a new folder. The folder's checkpoint is as it was.",
        .badData
      )
    default: preconditionFailure("\(error) is not about a published folder.")
    }
  }

  private func notContainedWords(
    _ path: String, _ shown: Checkpoint, _ ledger: Checkpoint
  ) -> (String, String, Exit) {
    if shown.origin != ledger.origin {
      return (
        "\(path) công bố sổ \(shown.origin); sổ này là \(ledger.origin). Chọn thư mục khác. Chưa công bố gì.",
        "\(path) publishes the ledger \(shown.origin); this one is \(ledger.origin). Choose another folder. Nothing was published.",
        .badData
      )
    }
    if shown.size > ledger.size {
      return (
        """
        \(path) đã công bố \(shown.size) sự kiện, gốc \(shown.root.base64); sổ này chỉ có \(ledger.size), gốc \(ledger.root.base64).
        Sổ này là bản cũ, hoặc thiếu phần -wal. Tìm đúng tệp. Chưa công bố gì.
        """,
        """
        \(path) shows \(shown.size) events, root \(shown.root.base64); this ledger has only \(ledger.size), root \(ledger.root.base64).
        This is an older copy, or its -wal is missing. Find the right file. Nothing was published.
        """, .badData
      )
    }
    return (
      """
      Ở cỡ \(shown.size) sự kiện, \(path) đã công bố gốc \(shown.root.base64); sổ này có gốc \(ledger.root.base64). Hai lịch sử khác nhau.
      Đừng ghi tiếp; giữ nguyên cả hai. Chỗ khác đầu tiên: kiemdo verify --against "\(path)". Chưa công bố gì.
      """,
      """
      At size \(shown.size), \(path) shows the root \(shown.root.base64); this ledger has \(ledger.root.base64). Two different histories.
      Don't record; keep both as they are. Where they part first: kiemdo verify --against "\(path)". Nothing was published.
      """, .badData
    )
  }
}
