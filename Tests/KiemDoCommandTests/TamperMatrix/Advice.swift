import Testing

/// What a finding leaves standing, and what whoever sees it should do.
enum Advice {
  static func line(_ code: String) -> String {
    guard let (provable, advice) = texts[code] else {
      Issue.record("no advice for \(code)")
      return ""
    }
    return "| `\(code)` | \(provable) | \(advice) |"
  }

  private static let rest = "everything at other positions"
  private static let copy = "keep the file as evidence, go on with a copy that verifies"

  private static let texts: [String: (provable: String, advice: String)] = [
    "anchor": (
      "the record; not that this page was printed by this ledger",
      "hold the paper against the record; ask who signed the append"
    ),
    "checkpoint.cosignature": ("all that the ledger itself signs", "ask the witness for its line again"),
    "checkpoint.known": (
      "that somebody with the keys signed another history, or that events are missing",
      "take the copy that holds the known head; compare the two with `verify --against`"
    ),
    "checkpoint.missing": ("nothing was signed that could be held against the rows", copy),
    "checkpoint.note": ("all events before that append; later heads, which contain it", copy),
    "checkpoint.root": ("all events before the first position named", copy),
    "checkpoint.signature": (
      "that the headers hang together; not that these keys signed them",
      "ask whose keys were out of hand; go on with a copy that verifies"
    ),
    "erasure.event": ("all but that the erasure was allowed", "ask the officer of that append"),
    "erasure.undone": (
      "everything; data that was to be gone is there", "find out where the payload came from; order the erasure again"
    ),
    "event.aboveCheckpoint": (
      "all events below; those above are part of nothing", "no program reads them; find out who wrote them"
    ),
    "event.appendMixed": (rest, "a checkpoint is missing or an append is not one officer's: \(copy)"),
    "event.commandReused": (rest, "ask the officer of that append"),
    "event.header": (rest, copy),
    "event.position": (rest, copy),
    "event.stream": (rest, "ask the officer of that append"),
    "event.time": (
      "the order of events, which the tree fixes", "don't trust the times of that append; a cosignature bounds them"
    ),
    "event.version": (rest, copy),
    "file.applicationID": ("what the rows say, if the rest is sound", "find out who changed the file"),
    "file.encoding": ("little: the file is not as KiemDo writes it", copy),
    "file.foreignKey": (rest, copy),
    "file.integrity": ("what can still be read", copy),
    "file.schema": (
      "what the rows say; the guards against accidents are gone",
      "find out who changed the file; go on with a copy that verifies"
    ),
    "file.unreadable": ("what can still be read", copy),
    "file.userVersion": ("what the rows say, if the rest is sound", "find out who changed the file"),
    "keys.event": (rest, "the change of keys has no effect; ask the officer of that append"),
    "keys.officer": (
      "all appends by officers in force", "the append was made by nobody who may: ask the keeper of the ledger's key"
    ),
    "keys.trusted": ("that it is consistent; not whose it is", "compare the key on paper; ask for the right ledger"),
    "number.taken": (rest, "tell the two apart by their streams"),
    "oldValue.differs": ("the values of both events", "ask the officer of that append"),
    "page.differs": ("the record as the log has it", "the page says something else: hold the paper against both"),
    "payload.commitment": (
      "\(rest); that the payload here is not what was signed",
      "take the payload from a copy: it has to fit the commitment"
    ),
    "payload.invalid": (rest, "no program reads it; ask the officer of that append"),
    "payload.missing": (
      "\(rest); that something was there", "take the payload from a copy: it has to fit the commitment"
    ),
    "payload.notCanonical": (rest, "take the payload from a copy: it has to fit the commitment"),
    "payload.salt": (rest, "take the row from a copy: it has to fit the commitment"),
    "payload.stray": ("everything", "it belongs to nothing; find out who wrote it"),
    "projection.differs": ("everything: projections prove nothing", "`kiemdo rebuild`"),
    "reference.missing": (rest, "ask the officer of that append"),
    "refused 65": (
      "nothing is said of it, neither sound nor unsound",
      "use the newer program; if there is none, find out who changed the file"
    ),
    "report.form": (
      "nothing: the file is not a whole proof", "ask for the file again; hold its SHA-256 against the page"
    ),
    "report.missing": (
      "that the events are in the log; not that the selection is complete", "ask for another proof of the same report"
    ),
    "report.path": ("nothing of the keys named there", "ask for another proof of the same report"),
    "report.range": (
      "all but the selection", "ask for a proof without `--from`, which begins with the ledger"
    ),
    "report.selection": (
      "every event that the file shows; the report's list is not what its clauses give",
      "make the report anew from the ledger and compare"
    ),
    "tree.tile": (
      "the events: tiles are computed from them",
      "where headers are sound, only the tile is damaged; else a header at that position"
    ),
  ]
}
