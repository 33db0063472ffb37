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
      findings: findings.filter { finding in finding.fields.contains(where: printed.contains) }
        .map { PrintedFinding(rule: $0.rule, level: $0.level, text: $0.message, fields: $0.fields) })
  }
}
