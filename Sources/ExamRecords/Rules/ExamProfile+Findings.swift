extension ExamProfile {
  /// What the rules find in one record: first the required fields without a value (rule `required`), in the form's
  /// order, then breaches in the order of the rules. Pure; of time it knows what the profile says.
  ///
  /// - Parameter isTaken: the running numbers of other candidates, not withdrawn, who have this value in any of the
  ///   fields.
  public func findings(
    for values: FieldValues, isTaken: (_ fields: [String], _ value: FieldValue) -> [Int] = { _, _ in [] }
  ) -> [Finding] {
    let compiled = index.rules
    let row = RuleRow(values, compiled.slots)
    var findings: [Finding] = []
    for requirement in compiled.requirements where !row.presence[requirement.slot] {
      guard requirement.when?.holds(row) ?? true else { continue }
      findings.append(.required(fields[requirement.field]))
    }
    for rule in compiled.rules {
      guard let breach = rule.breach(row, isTaken: isTaken) else { continue }
      findings.append(finding(rule, breach, values))
    }
    return findings
  }

  /// The findings that a layout shows: those that point to a field it prints.
  public func findings(_ findings: [Finding], shownBy layout: SheetLayout) -> [Finding] {
    let printed = Set(layout.fields)
    return findings.filter { $0.fields.contains(where: printed.contains) }
  }

  private func finding(_ rule: CompiledRule, _ breach: CompiledRule.Breach, _ values: FieldValues) -> Finding {
    func text(_ name: String, none: String) -> String {
      switch name {
      case "value" where !breach.others.isEmpty: return breach.value
      case "others" where !breach.others.isEmpty: return breach.others.map(String.init).joined(separator: ", ")
      default:
        let text = display(values[name], of: name)
        return text.isEmpty ? none : text
      }
    }
    return Finding(
      rule: rule.id, level: rule.level, message: rule.message.filled { text($0, none: "(chưa có)") },
      messageEnglish: rule.messageEnglish.filled { text($0, none: "(none)") }, fields: rule.fields)
  }
}

extension Finding {
  /// The id that findings of missing required fields have; no rule of a profile may have it.
  public static let requiredRule = "required"

  static func required(_ field: ExamProfile.Field) -> Finding {
    Finding(
      rule: requiredRule, level: .error,
      message: "Chưa có: \(field.label)\(field.item.map { " (mục \($0))" } ?? "").",
      messageEnglish: "Missing: \(field.labelEnglish)\(field.item.map { " (item \($0))" } ?? "").",
      fields: [field.name])
  }
}
