/// A profile's rules with the names of fields replaced by places in a row, so that judging a record looks each field up
/// once.
struct CompiledRules: Sendable {
  let slots: RowSlots
  let requirements: [Requirement]
  let rules: [CompiledRule]

  struct Requirement: Sendable {
    /// Place of the field in the profile.
    let field: Int
    /// Place in the row.
    let slot: Int
    let when: CompiledCondition?
  }

  init(fields: [ExamProfile.Field], codeLists: [ExamProfile.CodeList], rules: [Rule]) {
    var slots = RowSlots()
    requirements = fields.enumerated().compactMap { index, field in
      switch field.required {
      case .never: nil
      case .always: Requirement(field: index, slot: slots.place(of: field.name), when: nil)
      case .when(let condition):
        Requirement(field: index, slot: slots.place(of: field.name), when: CompiledCondition(condition, &slots))
      }
    }
    self.rules = rules.map { CompiledRule($0, codeLists: codeLists, &slots) }
    self.slots = slots
  }
}
