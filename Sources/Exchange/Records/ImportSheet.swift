public import ExamRecords

/// A file of candidates, its cells read as values of the profile's fields, with an account of all that was left out.
public struct ImportSheet: Sendable {
  public var rows: [ImportRow]
  /// Header texts that no field answers to.
  public var unknownColumns: [String]
  public var skipped: [SkippedRow]
  public var notices: [ImportNotice]
  private let table: RawTable
  private let hasClassColumn: Bool
  /// Whether the file is what an earlier import did not take.
  public let isOfRejects: Bool

  /// Reads a CSV file.
  ///
  /// - Parameter restoreZeros: the clerk's word that numbers of 11 digits are numbers of 12 that lost their zero.
  /// - Throws: `ExchangeError` if the file is no table of candidates, or its text is damaged.
  public static func read(
    _ bytes: [UInt8], profile: ExamProfile, restoreZeros: Bool = false
  ) throws(ExchangeError) -> ImportSheet {
    let map = ColumnMap(profile)
    let document: CSVDocument
    do {
      document = try CSVReader.read(bytes)
    } catch {
      throw named(error, bytes, map)
    }
    let table = try RowClassifier(knownHeaders: map.knownHeaders).classify(document.records)
    return ImportSheet(table, map, profile, restoreZeros: restoreZeros)
  }

  /// Names the column of a damaged cell by the nearest row above that looks like a header.
  private static func named(_ error: ExchangeError, _ bytes: [UInt8], _ map: ColumnMap) -> ExchangeError {
    guard case .damagedText(let damage, var evidence) = error,
      let records = try? CSVReader.read(bytes, inspecting: false).records
    else { return error }
    let known = map.knownHeaders
    let header = records.last { record in
      record.line < evidence.line && record.cells.count { known.contains(Folding.key($0)) } >= 3
    }
    if let header, header.cells.indices.contains(evidence.column - 1) {
      evidence.columnName = TextMending.clean(header.cells[evidence.column - 1])
    }
    return .damagedText(damage, evidence)
  }

  private init(_ table: RawTable, _ map: ColumnMap, _ profile: ExamProfile, restoreZeros: Bool) {
    self.table = table
    isOfRejects = table.headers.contains { Folding.key($0.text) == RejectsColumn.reason.key }
    hasClassColumn = table.headers.contains { map[$0.text]?.field.name == profile.roles.className }
    let plan = RowReader(table.headers, map, profile, restoreZeros: restoreZeros)
    unknownColumns = plan.unknownColumns + table.unnamedColumns.map { "(\($0 + 1))" }
    skipped = table.skipped
    var notices: [ImportNotice] = []
    rows = table.rows.map { plan.read($0, &notices) }
    self.notices = notices
  }

  /// The lines that were not recorded, as they stood, with the reason and a column to choose in: ready to be mended and
  /// imported again.
  public func rejects(_ reasons: [Int: (reason: String, isConflict: Bool)]) -> [UInt8] {
    let kept = table.headers.filter {
      let key = Folding.key($0.text)
      return key != RejectsColumn.reason.key && key != RejectsColumn.choice.key
    }
    let namesClass = !hasClassColumn && table.rows.contains { $0.className != nil }
    var header = kept.map(\.text)
    if namesClass { header.append("Lớp học") }
    header += [RejectsColumn.reason.rawValue, RejectsColumn.choice.rawValue]
    var writer = CSVWriter()
    writer.append(header)
    for row in table.rows {
      guard let (reason, _) = reasons[row.line] else { continue }
      var cells = kept.map { row.cells[$0.column] }
      if namesClass { cells.append(row.className ?? "") }
      writer.append(cells + [reason, ""])
    }
    return writer.bytes
  }
}

/// What the reading of a row decided that the clerk should know of.
public enum ImportNotice: Equatable, Sendable {
  /// Another number stands beside the identity number: taken as the former one.
  case formerIdentityNumber(line: Int, number: String)
  /// Only an old number is there: taken as the identity number.
  case onlyOldNumber(line: Int, number: String)
  /// A number with a letter that looks like a digit: `O31205100008`.
  case letterLikeDigit(line: Int, number: String)
  /// Digits that the clerk's word restored.
  case zeroRestored(line: Int, column: String, found: String, restored: String)

  public var line: Int {
    switch self {
    case .formerIdentityNumber(let line, _), .onlyOldNumber(let line, _), .letterLikeDigit(let line, _),
      .zeroRestored(let line, _, _, _):
      line
    }
  }
}
