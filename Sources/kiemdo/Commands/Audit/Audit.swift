import ArgumentParser

/// The auditor's questions of a whole ledger.
struct Audit: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "audit",
    abstract: "Báo cáo kiểm tra: ai sửa gì, khi nào, vì sao, sau ký, muộn, ngoài giờ (the auditor's report).",
    subcommands: [
      AuditReportCommand.self, AuditSummaryCommand.self, AuditOfficers.self, AuditExceptions.self,
      AuditSampleCommand.self,
    ],
    defaultSubcommand: AuditReportCommand.self, aliases: ["thanh-tra"])
}
