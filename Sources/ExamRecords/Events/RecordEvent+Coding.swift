public import CanonicalForms

/// Why an event's payload can't be read.
public enum EventFault: Error, Equatable, Sendable {
  /// No event of this type and schema is known to this program: written by a newer one.
  case unknown(type: String, schema: Int)
  case payload(type: String, ShapeFault)
}

extension RecordEvent {
  /// The payload as the ledger stores it.
  public var payload: JSON {
    switch self {
    case .officerNamed(let event): event.payload
    case .unitDescribed(let event): event.payload
    case .profileAdopted(let event): event.payload
    case .candidateRegistered(let event): event.payload
    case .candidateCorrected(let event): event.payload
    case .candidateWithdrawn(let event): event.payload
    case .candidateRestored(let event): event.payload
    case .sheetPrinted(let event): event.payload
    case .sheetReturned(let event): event.payload
    case .sheetSigned(let event): event.payload
    case .sheetUnsigned(let event): event.payload
    case .classListPrinted(let event): event.payload
    case .classListSigned(let event): event.payload
    case .classListUnsigned(let event): event.payload
    }
  }

  /// Reads a payload, after the schema `Schemas/events/<type>.v<schema>.schema.json`; older shapes are brought up to the
  /// present one here.
  public static func decode(type: String, schema: Int, payload: JSON) throws(EventFault) -> RecordEvent {
    guard let kind = Kind(rawValue: type), schema == kind.schema else { throw .unknown(type: type, schema: schema) }
    do throws(ShapeFault) {
      return try decode(kind, payload)
    } catch {
      throw .payload(type: type, error)
    }
  }

  private static func decode(_ kind: Kind, _ payload: JSON) throws(ShapeFault) -> RecordEvent {
    switch kind {
    case .officerNamed: .officerNamed(try OfficerNamed(payload))
    case .unitDescribed: .unitDescribed(try UnitDescribed(payload))
    case .profileAdopted: .profileAdopted(try ProfileAdopted(payload))
    case .candidateRegistered: .candidateRegistered(try CandidateRegistered(payload))
    case .candidateCorrected: .candidateCorrected(try CandidateCorrected(payload))
    case .candidateWithdrawn: .candidateWithdrawn(try CandidateWithdrawn(payload))
    case .candidateRestored: .candidateRestored(try CandidateRestored(payload))
    case .sheetPrinted: .sheetPrinted(try SheetPrinted(payload))
    case .sheetReturned: .sheetReturned(try SheetReturned(payload))
    case .sheetSigned: .sheetSigned(try SheetSigned(payload))
    case .sheetUnsigned: .sheetUnsigned(try SheetUnsigned(payload))
    case .classListPrinted: .classListPrinted(try ClassListPrinted(payload))
    case .classListSigned: .classListSigned(try ClassListSigned(payload))
    case .classListUnsigned: .classListUnsigned(try ClassListUnsigned(payload))
    }
  }
}
