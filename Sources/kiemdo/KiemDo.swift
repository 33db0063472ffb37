import ArgumentParser

/// The command `kiemdo`.
@main
struct KiemDo: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "kiemdo",
    abstract: "Sổ ghi kiểm dò hồ sơ thí sinh: mỗi lần sửa là một sự kiện không đổi được.",
    discussion: """
      A ledger for exam candidates' records. Every edit is an immutable event; the check-sheets that students sign are \
      printed from it, and anyone can prove that nothing was altered.

      Đặt KIEMDO_LEDGER là tệp sổ ghi, KIEMDO_OFFICER là mã cán bộ để khỏi gõ lại. Thêm --lang en để đọc tiếng Anh.

      Mã thoát: 0 xong · 1 có phát hiện hoặc một phần bị từ chối · 64 sai cách dùng · 65 dữ liệu sai · 66 không có tệp \
      hoặc hồ sơ · 74 lỗi đọc ghi · 75 sổ đang bận hoặc xung đột, thử lại · 77 khóa hoặc cán bộ không được phép.
      """,
    version: "0.1.0",
    groupedSubcommands: [
      CommandGroup(
        name: "Sổ ghi (ledger)",
        subcommands: [
          Init.self, Practice.self, Unit.self, Officer.self, ProfileCommand.self, Status.self, Backup.self,
        ]),
      CommandGroup(
        name: "Hồ sơ (records)",
        subcommands: [
          Import.self, Add.self, List.self, Show.self, History.self, Correct.self, Withdraw.self, Restore.self,
          Export.self, Erase.self,
        ]),
      CommandGroup(
        name: "Phiếu (sheets)",
        subcommands: [Print.self, Reprint.self, ClassListCommand.self, Sign.self, Unsign.self]),
      CommandGroup(
        name: "Kiểm chứng (proof)",
        subcommands: [
          Verify.self, Receive.self, Proof.self, Publish.self, CheckpointCommand.self, Keys.self, Rebuild.self,
          Resume.self, Clock.self,
        ]),
      CommandGroup(
        name: "Thanh tra (audit)", subcommands: [Audit.self, Diff.self, BlameCommand.self, Find.self]),
      CommandGroup(name: "Nhân chứng (witnesses)", subcommands: [WitnessCommand.self, Cosign.self]),
    ])

  /// Global options may stand before the command too, as in `kiemdo --officer lan status`.
  static func main() {
    var words = Array(CommandLine.arguments.dropFirst())
    var leading: [String] = []
    while words.count > 2, ["--ledger", "--officer", "--format", "--lang"].contains(words[0]) {
      leading += words.prefix(2)
      words.removeFirst(2)
    }
    words += leading
    do {
      var command = try parseAsRoot(words)
      try command.run()
    } catch {
      refuseUsage(error, words)
      exit(withError: error)
    }
  }
}
