import CanonicalForms
import ExamRecords

extension Session {
  /// Reads `FIELD=VALUE` words: a field's name or its item on the form, and a value as people write it; nothing after `=` clears.
  func assignments(_ words: [String], _ profile: ExamProfile) throws -> [(field: String, value: FieldValue?)] {
    try words.map { word in
      guard let sign = word.firstIndex(of: "="), sign != word.startIndex else { throw Failure.notAnAssignment(word) }
      let name = String(word[..<sign])
      let text = String(word[word.index(after: sign)...])
      let field = try field(name, profile)
      switch profile.read(text, as: field) {
      case .success(let value): return (field.name, value)
      case .failure(let fault): throw Failure.unreadableValue(field: label(of: field), text: text, fault)
      }
    }
  }

  func field(_ name: String, _ profile: ExamProfile) throws -> ExamProfile.Field {
    guard let field = profile.field(namedOrItem: name) else {
      let key = Folding.key(name)
      let near = profile.fields.filter { Folding.key($0.name).contains(key) || Folding.key($0.label).contains(key) }
      throw Failure.unknownField(name, near: near.prefix(5).map(\.name))
    }
    return field
  }

  /// How a field is called in messages.
  func label(of field: ExamProfile.Field) -> String {
    language == .vi ? field.label : field.labelEnglish
  }

  func label(of name: String, _ profile: ExamProfile) -> String {
    profile.field(named: name).map(label) ?? name
  }

  /// A reason as it is recorded.
  ///
  /// - Throws: `Refusal.reasonMissing` if there is none, or only blanks.
  func reason(_ text: String?) throws -> String {
    guard let text, text.contains(where: { !$0.isWhitespace }) else { throw Refusal.reasonMissing }
    return text.nfc
  }

  /// An optional text as it is recorded: blank means none.
  func text(_ option: String?) -> String? {
    guard let option, option.contains(where: { !$0.isWhitespace }) else { return nil }
    return option.nfc
  }

  /// A mandatory text.
  ///
  /// - Throws: `Failure.blankOption`.
  func demand(_ option: String, _ name: String) throws -> String {
    guard let text = text(option) else { throw Failure.blankOption(name) }
    return text
  }

  /// A value as it is printed; a dash for none.
  func display(_ value: FieldValue?, of name: String, _ profile: ExamProfile) -> String {
    guard let value, let field = profile.field(named: name) else { return "–" }
    return profile.display(value, field)
  }

  /// `Nguyễn Thị Ánh (12A1, số 31)`
  func person(_ candidate: Candidate, _ profile: ExamProfile) -> String {
    let name = candidate.fields[profile.roles.fullName]?.text ?? "?"
    let className = candidate.fields[profile.roles.className]?.text
    return "\(name) (\(className.map { $0 + ", " } ?? "")\(say("số", "no.")) \(candidate.number))"
  }
}

extension FieldValue {
  /// In results that programs read.
  var json: JSON {
    switch self {
    case .text(let text): .string(text)
    case .list(let codes): .array(codes.map(JSON.string))
    }
  }
}
