import CanonicalForms
import ExamRecords

/// The profile, candidates and rows that decisions are tried on.
struct DecisionsFixture {
  let profile: ExamProfile
  var candidates: [Candidate] = []

  init() throws {
    profile = try ExamProfile.decode(try JSON.parse(relaxed: ExamProfile.bundled["tn-thpt-2023"] ?? ""))
  }

  static func id(_ number: Int) -> String { "01GZ0000000000000000000C" + number.padded(2) }

  /// A candidate whom an import brought.
  mutating func add(
    _ number: Int, _ fields: [String: String], earlier: [String: [String]] = [:], imported: Bool = true,
    isWithdrawn: Bool = false
  ) {
    var candidate = Candidate(
      id: Self.id(number),
      CandidateRegistered(
        number: number, fields: fields.mapValues(FieldValue.text), reason: "r",
        source: imported ? ImportSource(file: "f.csv", row: 1) : nil),
      EventMark(
        position: number, version: 1, recordedAt: Instant(milliseconds: 0), officer: "lan", command: "run"))
    candidate.earlier = earlier.mapValues { $0.map(FieldValue.text) }
    candidate.isWithdrawn = isWithdrawn
    candidates.append(candidate)
  }

  /// Looks through the array: what the program's index must answer too.
  var finder: CandidateFinder {
    let (candidates, roles) = (candidates, profile.roles)
    return CandidateFinder(
      byField: { field, value in candidates.filter { $0.fields[field] == .text(value) } },
      byIdentity: { value in
        candidates.filter { candidate in
          [roles.identityNumber, roles.formerIdentityNumber].compactMap(\.self).contains { field in
            candidate.fields[field] == .text(value) || candidate.earlier[field]?.contains(.text(value)) == true
          }
        }
      },
      byPerson: { name, born, className in
        candidates.filter {
          $0.fields[roles.fullName] == .text(name) && $0.fields[roles.dateOfBirth] == .text(born)
            && $0.fields[roles.className] == .text(className)
        }
      })
  }

  func row(_ line: Int, _ values: [String: String?], choice: ImportPreference? = nil) -> ImportRow {
    let cells = values.sorted { $0.key < $1.key }.map { field, text in
      ImportRow.Cell(
        field: field, column: "Cột \(field)", text: text ?? "", reading: .success(text.map(FieldValue.text)))
    }
    return ImportRow(line: line, cells: cells, choice: choice)
  }

  func plan(_ rows: [ImportRow], preference: ImportPreference? = nil) -> ImportPlan {
    ImportPlan(rows: rows, profile: profile, finder: finder, preference: preference)
  }

  static func person(_ name: String = "NGUYỄN THỊ ÁNH", _ extra: [String: String] = [:]) -> [String: String] {
    ["fullName": name, "dateOfBirth": "2005-03-09", "className": "12A1"].merging(extra) { $1 }
  }
}
