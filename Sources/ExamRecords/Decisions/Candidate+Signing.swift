/// What the scan of one sheet comes to.
public enum SheetVerdict: Equatable, Sendable {
  case accepted
  case alreadySigned
  case stale(fields: [String])
  case withdrawn
  /// It came back with handwriting: key that first.
  case awaitsCorrection
}

extension Candidate {
  /// Whether a sheet of this candidate may be recorded as signed. Any sheet that is not stale may, old or new.
  public func judgeSigning(_ sheet: Sheet) -> SheetVerdict {
    if isWithdrawn { return .withdrawn }
    if sheet.signature != nil { return .alreadySigned }
    let stale = sheet.staleFields(in: fields)
    if !stale.isEmpty { return .stale(fields: stale) }
    if sheet.returnedAt != nil { return .awaitsCorrection }
    return .accepted
  }

  /// Whether a sheet may be recorded as returned with handwriting. A stale one may: what is written on it still counts.
  public func judgeReturn(_ sheet: Sheet) -> SheetVerdict {
    if isWithdrawn { return .withdrawn }
    if sheet.signature != nil { return .alreadySigned }
    if sheet.returnedAt != nil { return .awaitsCorrection }
    return .accepted
  }

  public func unsign(_ sheet: Sheet, reason: String) throws(Refusal) -> SheetUnsigned {
    try Self.demand(reason)
    guard sheet.signature != nil else { throw .sheetNotSigned(code: sheet.code) }
    return SheetUnsigned(sheet: sheet.position, reason: reason)
  }
}

extension ClassList {
  public func unsign(reason: String) throws(Refusal) -> ClassListUnsigned {
    try Candidate.demand(reason)
    guard signature != nil else { throw .sheetNotSigned(code: code) }
    return ClassListUnsigned(list: position, reason: reason)
  }
}
