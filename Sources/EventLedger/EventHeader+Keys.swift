extension EventHeader {
  /// Whether the event says who may sign.
  package var changesKeys: Bool {
    stream == Draft.ledgerStream && LedgerEventType(rawValue: type)?.changesKeys == true
  }

  /// Whether the event puts another ledger key in the place of the one before.
  package var rotatesLedgerKey: Bool { changesKeys && type == LedgerEventType.ledgerKeyRotated.rawValue }
}
