import CanonicalForms

/// Whether all that a profile refers to is there, and nothing is there twice.
struct ProfileCheck {
  let profile: ExamProfile

  init(_ profile: ExamProfile) {
    self.profile = profile
  }

  func run() throws(ShapeFault) {
    try checkHead()
    try checkFields()
    try checkColumns()
    for (index, list) in profile.codeLists.enumerated() { try check(list, at: "/codeLists/\(index)") }
    try checkRoles()
    try checkRules()
    try checkLayouts()
  }

  private func checkHead() throws(ShapeFault) {
    try requireName(profile.id, at: "/id") { $0.isLetter || $0.isNumber || $0 == "-" }
    try require(profile.examName, at: "/examName")
    guard (1900...2999).contains(profile.year) else {
      throw ShapeFault(path: "/year", expected: "\(1900) to \(2999)", found: "\(profile.year)")
    }
    for (index, list) in profile.codeLists.enumerated() { try require(list.id, at: "/codeLists/\(index)/id") }
    for (index, deadline) in profile.deadlines.enumerated() {
      try require(deadline.id, at: "/deadlines/\(index)/id")
      try require(deadline.label, at: "/deadlines/\(index)/label")
      try require(deadline.labelEnglish, at: "/deadlines/\(index)/labelEnglish")
    }
    try requireDifferent(profile.codeLists.map(\.id), at: "/codeLists", member: "id")
    try requireDifferent(profile.rules.map(\.id), at: "/rules", member: "id")
    try requireDifferent(profile.layouts.map(\.id), at: "/layouts", member: "id")
    try requireDifferent(profile.deadlines.map(\.id), at: "/deadlines", member: "id")
    if let id = profile.editsUntil, !profile.deadlines.contains(where: { $0.id == id }) {
      throw ShapeFault(path: "/editsUntil", expected: "the id of a deadline", found: "\(id)")
    }
  }

  private func checkFields() throws(ShapeFault) {
    try requireDifferent(profile.fields.map { $0.name.lowercased() }, at: "/fields", member: "name")
    var items: [String: Int] = [:]
    for (index, field) in profile.fields.enumerated() {
      let path = "/fields/\(index)"
      try requireName(field.name, at: "\(path)/name") { $0.isLetter || $0.isNumber }
      try require(field.label, at: "\(path)/label")
      try require(field.labelEnglish, at: "\(path)/labelEnglish")
      if let item = field.item {
        try requireName(item, at: "\(path)/item") { $0.isLetter || $0.isNumber || "-.".contains($0) }
        let taken = items.updateValue(index, forKey: item.lowercased()) != nil
        guard !taken, !profile.fields.contains(where: { $0.name.lowercased() == item.lowercased() }) else {
          throw ShapeFault(path: "\(path)/item", expected: "an item that no other field has", found: "\(item)")
        }
      }
      if let list = field.type.codeList { try requireList(list, at: "\(path)/codeList") }
      if case .when(let condition) = field.required { try check(condition, at: "\(path)/required") }
    }
  }

  /// Two fields that answer to one header text would make an import choose.
  private func checkColumns() throws(ShapeFault) {
    var meanings: [String: String] = [:]
    for (index, field) in profile.fields.enumerated() {
      let columns = [(field.label, "label")] + field.columns.enumerated().map { ($1, "columns/\($0)") }
      for (column, member) in columns {
        let cut = column.lastIndex { $0 == "#" || $0 == "=" } ?? column.endIndex
        let (header, suffix) = (Folding.key(String(column[..<cut])), String(column[cut...]))
        let path = "/fields/\(index)/\(member)"
        guard !header.isEmpty else { throw ShapeFault(path: path, expected: "a header text", found: "\(column)") }
        try check(suffix: suffix, of: field, at: path)
        let meaning = field.name + suffix
        if let other = meanings.updateValue(meaning, forKey: header), other != meaning {
          throw ShapeFault(
            path: path, expected: "a header text that means one thing", found: "\(column), also \(other)")
        }
      }
    }
  }

  private func check(suffix: String, of field: ExamProfile.Field, at path: String) throws(ShapeFault) {
    let isKnown =
      switch (suffix.first, field.type) {
      case (nil, _): true
      case ("#", .date): ["#dd", "#mm", "#yyyy"].contains(suffix)
      case ("#", .personName): ["#family", "#given"].contains(suffix)
      case ("=", .code(let list)), ("=", .codeSet(let list)): hasCode(String(suffix.dropFirst()), list)
      default: false
      }
    guard isKnown else { throw ShapeFault(path: path, expected: "a part or a code of the field", found: "\(suffix)") }
  }

  private func check(_ list: ExamProfile.CodeList, at path: String) throws(ShapeFault) {
    guard !list.entries.isEmpty else { throw ShapeFault(path: "\(path)/entries", expected: "entries", found: "none") }
    try requireDifferent(list.entries.map(\.code), at: "\(path)/entries", member: "code")
    for (index, entry) in list.entries.enumerated() {
      try require(entry.code, at: "\(path)/entries/\(index)/code")
      try require(entry.label, at: "\(path)/entries/\(index)/label")
      if let prefix = entry.identityPrefix, !(prefix.isAllDigits && prefix.utf8.count == 3) {
        throw ShapeFault(path: "\(path)/entries/\(index)/identityPrefix", expected: "three digits", found: "\(prefix)")
      }
    }
  }

  private func checkRoles() throws(ShapeFault) {
    let roles = profile.roles
    try requireField(roles.fullName, at: "/roles/fullName", "personName") { $0 == .personName }
    try requireField(roles.dateOfBirth, at: "/roles/dateOfBirth", "date") { $0 == .date }
    try requireField(roles.className, at: "/roles/className", "text") { $0 == .text }
    let others: [(String?, String, String, (ExamProfile.FieldType) -> Bool)] = [
      (roles.givenName, "givenName", "personName", { $0 == .personName }),
      (roles.sex, "sex", "code", { $0.isCode }),
      (roles.identityNumber, "identityNumber", "identityNumber", { $0 == .identityNumber }),
      (roles.identityKind, "identityKind", "code", { $0.isCode }),
      (roles.formerIdentityNumber, "formerIdentityNumber", "identityNumber", { $0 == .identityNumber }),
      (roles.studentID, "studentID", "digits, text", { $0 == .text || $0.isDigits }),
    ]
    for case (let name?, let role, let expected, let accepts) in others {
      try requireField(name, at: "/roles/\(role)", expected, accepts)
    }
  }

  private func checkLayouts() throws(ShapeFault) {
    guard !profile.layouts.isEmpty else { throw ShapeFault(path: "/layouts", expected: "a layout", found: "none") }
    for (index, layout) in profile.layouts.enumerated() {
      let path = "/layouts/\(index)"
      try requireName(layout.id, at: "\(path)/id") { $0.isLetter || $0.isNumber || $0 == "-" }
      for (groupIndex, group) in layout.groups.enumerated() {
        for (rowIndex, row) in group.rows.enumerated() {
          let path = "\(path)/groups/\(groupIndex)/rows/\(rowIndex)"
          guard !row.parts.isEmpty else { throw ShapeFault(path: "\(path)/parts", expected: "a part", found: "none") }
          guard row.style != .boxes || row.parts.count == 1 else {
            throw ShapeFault(path: "\(path)/parts", expected: "one part in boxes", found: "\(row.parts.count)")
          }
          for (partIndex, part) in row.parts.enumerated() {
            try requireField(part.field, at: "\(path)/parts/\(partIndex)/field")
          }
        }
      }
    }
    for (index, column) in profile.classList.columns.enumerated() {
      guard case .fields(let fields, _) = column.content else { continue }
      for (fieldIndex, field) in fields.enumerated() {
        try requireField(field, at: "/classList/columns/\(index)/fields/\(fieldIndex)")
      }
    }
  }
}

extension ExamProfile.FieldType {
  var isCode: Bool {
    if case .code = self { true } else { false }
  }

  var isDigits: Bool {
    if case .digits = self { true } else { false }
  }

  /// Whether values are compared as numbers.
  var isNumeric: Bool {
    switch self {
    case .decimal, .year, .digits: true
    default: false
    }
  }
}
