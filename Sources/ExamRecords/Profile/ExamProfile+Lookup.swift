extension ExamProfile {
  /// The field with exactly this name.
  public func field(named name: String) -> Field? {
    index.field(named: name).map { fields[$0] }
  }

  /// The field with this name, or this item of the form (`a4`, `A4`), without regard to case.
  public func field(namedOrItem text: String) -> Field? {
    index.field(key: text.lowercased()).map { fields[$0] }
  }

  public func codeList(_ id: String) -> CodeList? {
    index.position(ofList: id).map { codeLists[$0] }
  }

  public func layout(_ id: String) -> SheetLayout? {
    layouts.first { $0.id == id }
  }
}
