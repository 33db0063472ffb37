import EventLedger

extension Session {
  /// Why an erasure is not finished, and what to do about it, as the beginning of a sentence.
  func words(for rest: ErasureRest) -> (why: (String, String), todo: (String, String)) {
    let close = ("Đóng các chương trình đang mở sổ", "Close the programs that have the ledger open")
    switch rest {
    case .rows(nil): return (("chương trình khác đang ghi sổ", "another program writes the ledger"), close)
    case .rows(let holder?):
      let who = words(for: holder)
      return (
        (
          "\(who.0) đang ghi sổ: lệnh \(holder.command), tiến trình \(holder.pid)",
          "\(who.1) writes the ledger: \(holder.command), process \(holder.pid)"
        ), ("Đợi lệnh ấy xong", "Wait for it")
      )
    case .log(let programs):
      guard !programs.isEmpty else {
        return (("chương trình khác đang mở sổ", "another program has the ledger open"), close)
      }
      return (
        (
          "đang mở sổ: " + programs.map { "\($0.name), tiến trình \($0.pid)" }.joined(separator: "; "),
          "the ledger is open in " + programs.map { "\($0.name), process \($0.pid)" }.joined(separator: "; ")
        ), close
      )
    case .noSpace(let bytes):
      let megabytes = max(1, (bytes + 999_999) / 1_000_000)
      return (
        ("đĩa đầy", "the disk is full"),
        (
          "Dọn để ổ đĩa của sổ và thư mục tạm (TMPDIR) còn trống mỗi nơi khoảng \(2 * megabytes) MB",
          "Free about \(2 * megabytes) MB each on the ledger's disk and in the folder for temporary files (TMPDIR)"
        )
      )
    case .obstructed(let obstacle):
      let (what, todo) = words(for: obstacle)
      return (("chưa xóa gì: " + what.0, "nothing is deleted yet: " + what.1), todo)
    case .unmarked(let path, let number):
      let why = words(errno: number)
      return (
        (
          "chưa xóa gì: không tạo được tệp dấu \(path): \(why)",
          "nothing is deleted yet: the mark \(path) can't be made: \(why)"
        ), ("Sửa chỗ ấy để ghi được", "Make that place writable")
      )
    case .fault(.inputOutput(let path, let operation, let number)):
      let why = "\(words(errno: number)) (\(operation), \(number))"
      return (
        ("không làm được với \(path): \(why)", "\(path) stands in the way: \(why)"),
        ("Xem lại tệp và thư mục ấy", "See to that file and its folder")
      )
    case .fault(.sqlite(let number, let message)):
      return (
        ("SQLite báo lỗi \(number): \(message)", "SQLite error \(number): \(message)"),
        ("Xem lại ổ đĩa của sổ", "See to the ledger's disk")
      )
    case .fault(let error):
      let why = explain(error).message
      return ((why, why), ("Xem lại điều ấy", "See to that"))
    }
  }

  /// What stands in the place of an erasure's mark, and what to do about it, as the beginning of a sentence.
  func words(for obstacle: ErasureObstacle) -> (what: (String, String), todo: (String, String)) {
    let path = obstacle.path
    let kind: (String, String) =
      switch obstacle.kind {
      case .folder: ("một thư mục", "a folder")
      case .link: ("một liên kết", "a symbolic link")
      case .other: ("một thứ không phải tệp thường", "something that is no regular file")
      }
    return (
      (
        "\(path) là \(kind.0), ở chỗ của tệp dấu xóa dữ liệu",
        "\(path) is \(kind.1), where the mark of an erasure must be"
      ),
      obstacle.kind == .folder
        ? (
          "Thư mục rỗng thì xóa đi (rmdir \(path.shellQuoted)), có gì bên trong thì dời đi nơi khác",
          "Remove the folder if it is empty (rmdir \(path.shellQuoted)), else move it elsewhere"
        ) : ("Xóa hoặc dời nó đi (rm \(path.shellQuoted))", "Remove or move it (rm \(path.shellQuoted))")
    )
  }

  /// The officer, if a holder of the ledger says who it is.
  func words(for holder: Holder) -> (String, String) {
    holder.officer.isEmpty ? ("chương trình khác", "another program") : (holder.officer, holder.officer)
  }

  /// In the state of the ledger that `status` and `verify` show.
  var erasureUnfinishedLine: String {
    say(
      "Một lần xóa dữ liệu CHƯA XONG: nội dung đã xóa có thể còn trong tệp. Đóng các chương trình đang mở sổ (chưa đóng thì không lệnh nào ghi được); lệnh ghi sổ kế tiếp tự làm nốt.",
      "An erasure is INCOMPLETE: what was erased may still be in the files. Close the programs that have the ledger open (until then no command can write); the next command that writes finishes it."
    )
  }
}
