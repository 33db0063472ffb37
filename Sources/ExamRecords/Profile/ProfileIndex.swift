/// What an exam profile looks up often, built once. It says nothing that the profile does not, so any two are equal.
struct ProfileIndex: Equatable, Sendable {
  private let storage: Storage

  private final class Storage: Sendable {
    let fieldByName: [String: Int]
    let fieldByKey: [String: Int]
    let lists: [String: (position: Int, index: CodeListIndex)]
    let rules: CompiledRules

    init(fields: [ExamProfile.Field], codeLists: [ExamProfile.CodeList], rules: [Rule]) {
      let positions = fields.indices
      fieldByName = Dictionary(zip(fields.map(\.name), positions)) { first, _ in first }
      var keys = Dictionary(zip(fields.map { $0.name.lowercased() }, positions)) { first, _ in first }
      for (position, field) in zip(positions, fields) {
        if let item = field.item?.lowercased(), keys[item] == nil { keys[item] = position }
      }
      fieldByKey = keys
      lists = Dictionary(
        zip(codeLists.indices, codeLists).map { ($1.id, ($0, CodeListIndex($1))) },
        uniquingKeysWith: { first, _ in first })
      self.rules = CompiledRules(fields: fields, codeLists: codeLists, rules: rules)
    }
  }

  init(fields: [ExamProfile.Field], codeLists: [ExamProfile.CodeList], rules: [Rule]) {
    storage = Storage(fields: fields, codeLists: codeLists, rules: rules)
  }

  static func == (left: ProfileIndex, right: ProfileIndex) -> Bool { true }

  func field(named name: String) -> Int? { storage.fieldByName[name] }
  func field(key: String) -> Int? { storage.fieldByKey[key] }
  func position(ofList id: String) -> Int? { storage.lists[id]?.position }
  func list(_ id: String) -> CodeListIndex { storage.lists[id]?.index ?? .empty }
  var rules: CompiledRules { storage.rules }
}
