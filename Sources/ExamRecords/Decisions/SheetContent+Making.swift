import CanonicalForms

extension SheetContent {
  /// What a sheet of this candidate says if it is printed now.
  ///
  /// - Parameters:
  ///   - order: order number in the class list.
  ///   - digest: SHA-256 of the profile's document, base64.
  ///   - findings: what the rules find in the record; those that the layout shows are printed.
  ///   - nonce: 16 fresh random bytes, base64.
  public init(
    of candidate: Candidate, layout: SheetLayout, profile: ExamProfile, digest: String, unit: UnitSettings,
    round: Int, order: Int, findings: [Finding], nonce: String
  ) {
    var printed = [profile.roles.fullName, profile.roles.className]
    printed += layout.fields.filter { !printed.contains($0) }
    let before = candidate.sheetToCompare(of: layout.id)
    self.init(
      nonce: nonce, layout: layout.id, profile: digest, unit: unit, round: round, candidate: candidate.id,
      number: candidate.number, order: order, recordVersion: candidate.version, printedFields: printed,
      values: candidate.fields.filter { printed.contains($0.key) },
      changes: before.map { sheet in
        printed.filter { sheet.printedFields.contains($0) && sheet.values[$0] != candidate.fields[$0] }
          .map { Change(field: $0, old: sheet.values[$0]) }
      } ?? [],
      replaces: before.map { sheet in
        Replaced(code: sheet.code, signedOn: sheet.signature.map { $0.signedOn ?? $0.recordedAt.vietnamDate.text })
      },
      findings: Self.printed(profile.findings(findings, shownBy: layout), profile: profile))
  }

  /// Fields that have no value are told in one sentence: each row says so already.
  private static func printed(_ findings: [Finding], profile: ExamProfile) -> [PrintedFinding] {
    let missing = findings.filter { $0.rule == Finding.requiredRule }
    let others = findings.filter { $0.rule != Finding.requiredRule }
      .map { PrintedFinding(rule: $0.rule, level: $0.level, text: $0.message, fields: $0.fields) }
    guard missing.count > 1 else {
      return missing.map { PrintedFinding(rule: $0.rule, level: $0.level, text: $0.message, fields: $0.fields) }
        + others
    }
    let fields = missing.flatMap(\.fields)
    let labels = fields.compactMap { profile.field(named: $0)?.label }
    let text =
      labels.count > 4
      ? "Chưa có \(labels.count) mục: \(labels.prefix(3).joined(separator: ", "))…"
      : "Chưa có: \(labels.joined(separator: ", "))."
    return [PrintedFinding(rule: Finding.requiredRule, level: .error, text: text, fields: fields)] + others
  }
}
