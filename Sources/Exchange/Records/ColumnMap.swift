import ExamRecords

/// Which column of a file answers to which field, by the header names that the profile gives.
///
/// A name in `ExamProfile.Field.columns` may end with `#dd`, `#mm`, `#yyyy` for a part of a date, with `#family`, `#given`
/// for a part of a name, with `=CODE` where a mark in the column means that code of a set.
struct ColumnMap {
  enum Part: Hashable {
    case whole
    case day, month, year
    case family, given
    case mark(code: String)
  }

  struct Target {
    var field: ExamProfile.Field
    var part: Part
  }

  /// By the folded header text.
  private let targets: [String: Target]

  init(_ profile: ExamProfile) {
    var targets: [String: Target] = [:]
    for field in profile.fields {
      for name in field.columns + [field.label] {
        let (text, part) = Self.split(name)
        let key = Folding.key(text)
        // The first field to claim a name keeps it: the order of the profile is the order of precedence.
        if targets[key] == nil { targets[key] = Target(field: field, part: part) }
      }
    }
    self.targets = targets
  }

  var knownHeaders: Set<String> {
    Set(targets.keys).union([Self.orderKey, RejectsColumn.reason.key, RejectsColumn.choice.key])
  }

  /// The order number of a list says nothing about a candidate.
  static let orderKey = Folding.key("STT")

  subscript(header: String) -> Target? {
    targets[Folding.key(header)]
  }

  private static func split(_ name: String) -> (String, Part) {
    for (suffix, part) in [
      ("#dd", Part.day), ("#mm", .month), ("#yyyy", .year), ("#family", .family), ("#given", .given),
    ] where name.hasSuffix(suffix) {
      return (String(name.dropLast(suffix.count)), part)
    }
    if let sign = name.lastIndex(of: "=") {
      return (String(name[..<sign]), .mark(code: String(name[name.index(after: sign)...])))
    }
    return (name, .whole)
  }
}

/// The columns that a rejects file adds.
enum RejectsColumn: String {
  case reason = "Lý do không nhận"
  case choice = "Chọn (tệp/sổ)"

  var key: String { Folding.key(rawValue) }
}
