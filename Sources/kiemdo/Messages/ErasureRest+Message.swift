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
    case .fault(let detail): return ((detail, detail), close)
    }
  }

  /// The officer, if a holder of the ledger says who it is.
  func words(for holder: Holder) -> (String, String) {
    holder.officer.isEmpty ? ("chương trình khác", "another program") : (holder.officer, holder.officer)
  }

  /// In the state of the ledger that `status` and `verify` show.
  var erasureUnfinishedLine: String {
    say(
      "Một lần xóa dữ liệu CHƯA XONG: nội dung đã xóa có thể còn trong tệp. Đóng các chương trình đang mở sổ; lệnh ghi sổ kế tiếp tự làm nốt.",
      "An erasure is INCOMPLETE: what was erased may still be in the files. Close the programs that have the ledger open; the next command that writes finishes it."
    )
  }
}
