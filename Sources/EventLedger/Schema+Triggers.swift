extension Schema {
  /// A row that exists already is never the next one, so this refuses INSERT OR REPLACE and UPSERT before they delete.
  static let eventInsert = """
    CREATE TRIGGER event_insert BEFORE INSERT ON event BEGIN
      SELECT RAISE(ABORT, 'event: not the next position')
        WHERE NEW.position IS NOT (SELECT coalesce(max(position), -1) + 1 FROM event);
      SELECT RAISE(ABORT, 'event: not the next version of its stream')
        WHERE NEW.version IS NOT (SELECT coalesce(max(version), 0) + 1 FROM event WHERE stream = NEW.stream);
    END
    """

  static let payloadInsert = """
    CREATE TRIGGER payload_insert BEFORE INSERT ON payload BEGIN
      SELECT RAISE(ABORT, 'payload: not of the newest event')
        WHERE NEW.position IS NOT (SELECT max(position) FROM event);
      SELECT RAISE(ABORT, 'payload: exists already')
        WHERE EXISTS (SELECT 1 FROM payload WHERE position = NEW.position);
    END
    """

  /// Only what an event `personalData.erased` names may go, and of stream `ledger` only what holds personal data.
  static let payloadDelete = """
    CREATE TRIGGER payload_delete BEFORE DELETE ON payload BEGIN
      SELECT RAISE(ABORT, 'payload: named by no erasure')
        WHERE NOT EXISTS (
          SELECT 1
          FROM event AS erasure
            JOIN payload AS named ON named.position = erasure.position
            JOIN json_each(named.body, '$.positions') AS place
          WHERE erasure.stream = 'ledger' AND erasure.type = 'personalData.erased'
            AND OLD.position < erasure.position AND place.value = OLD.position
        ) OR EXISTS (
          SELECT 1 FROM event
          WHERE position = OLD.position AND stream = 'ledger' AND type NOT IN ('officer.named', 'classList.printed')
        );
    END
    """

  static let tileInsert = """
    CREATE TRIGGER tile_insert BEFORE INSERT ON tile BEGIN
      SELECT RAISE(ABORT, 'tile: not the next number of its level')
        WHERE NEW.number IS NOT (SELECT coalesce(max(number), -1) + 1 FROM tile WHERE level = NEW.level);
      SELECT RAISE(ABORT, 'tile: not full yet')
        WHERE (NEW.number + 1) * 256 > CASE NEW.level
          WHEN 0 THEN (SELECT coalesce(max(position), -1) + 1 FROM event)
          ELSE (SELECT coalesce(max(number), -1) + 1 FROM tile WHERE level = NEW.level - 1)
        END;
    END
    """

  /// Events below the checkpoint before had their payloads then; what an erasure took since is no matter here.
  static let checkpointInsert = """
    CREATE TRIGGER checkpoint_insert BEFORE INSERT ON checkpoint BEGIN
      SELECT RAISE(ABORT, 'checkpoint: not the number of events')
        WHERE NEW.size IS NOT (SELECT max(position) + 1 FROM event);
      SELECT RAISE(ABORT, 'checkpoint: no event since the one before')
        WHERE NEW.size <= (SELECT coalesce(max(size), 0) FROM checkpoint);
      SELECT RAISE(ABORT, 'checkpoint: an event has no payload')
        WHERE EXISTS (
          SELECT 1 FROM event
          WHERE position >= (SELECT coalesce(max(size), 0) FROM checkpoint)
            AND NOT EXISTS (SELECT 1 FROM payload WHERE payload.position = event.position)
        );
    END
    """

  static let cosignatureInsert = """
    CREATE TRIGGER cosignature_insert BEFORE INSERT ON cosignature BEGIN
      SELECT RAISE(ABORT, 'cosignature: of no checkpoint')
        WHERE NOT EXISTS (SELECT 1 FROM checkpoint WHERE size = NEW.size);
      SELECT RAISE(ABORT, 'cosignature: exists already')
        WHERE EXISTS (SELECT 1 FROM cosignature WHERE size = NEW.size AND line = NEW.line);
    END
    """

  static func refuse(_ statement: String, on table: String, named name: String) -> String {
    """
    CREATE TRIGGER \(name) BEFORE \(statement) ON \(table) BEGIN
      SELECT RAISE(ABORT, '\(table): append-only');
    END
    """
  }
}
