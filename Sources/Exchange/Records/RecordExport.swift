public import ExamRecords

/// Records as a CSV file for other systems, under the column names that the sector database uses.
public struct RecordExport: Equatable, Sendable {
  public var bytes: [UInt8]
  public var rows: Int

  /// All fields of each record, readable by an import again.
  public static func records(_ candidates: [Candidate], profile: ExamProfile) -> RecordExport {
    var writer = CSVWriter()
    writer.append(["STT"] + profile.fields.map(\.columnName))
    for (index, candidate) in candidates.enumerated() {
      writer.append(
        [String(index + 1)] + profile.fields.map { text(candidate.fields[$0.name], $0, profile) })
    }
    return RecordExport(bytes: writer.bytes, rows: candidates.count)
  }

  /// A row for each value that differs from what an import last showed, to be keyed back.
  public static func changes(of candidates: [Candidate], profile: ExamProfile) -> RecordExport {
    let keys = [profile.roles.studentID, profile.roles.fullName, profile.roles.dateOfBirth, profile.roles.className]
      .compactMap { $0.flatMap(profile.field(named:)) }
    var writer = CSVWriter()
    writer.append(["STT"] + keys.map(\.columnName) + ["Cột", "Giá trị cũ", "Giá trị mới"])
    var rows = 0
    for candidate in candidates {
      for field in profile.fields where candidate.imported[field.name] != candidate.fields[field.name] {
        rows += 1
        writer.append(
          [String(rows)] + keys.map { text(candidate.fields[$0.name], $0, profile) } + [
            field.columnName, text(candidate.imported[field.name], field, profile),
            text(candidate.fields[field.name], field, profile),
          ])
      }
    }
    return RecordExport(bytes: writer.bytes, rows: rows)
  }

  /// The meaning of a single code, as the sector database writes it; the codes of a set; dates as dd/mm/yyyy.
  private static func text(_ value: FieldValue?, _ field: ExamProfile.Field, _ profile: ExamProfile) -> String {
    switch value {
    case nil: ""
    case .list(let codes): codes.joined(separator: ", ")
    case .text: profile.display(value, field, style: .meaning)
    }
  }
}

extension ExamProfile.Field {
  /// The name of the field's column in files that we write.
  var columnName: String {
    columns.first { !$0.contains("#") && !$0.contains("=") } ?? label
  }
}
