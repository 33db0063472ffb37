extension Schema {
  /// The header is what is hashed; every lookup column is generated from it, so none can disagree with it.
  ///
  /// A header's keys stand in one order and its values hold no quotation mark, so `instr` finds each value. SQLite's JSON
  /// functions would say the same, but SQLite 3.40 reads no file that has them in its schema with `trusted_schema = OFF`.
  static let eventTable = """
    CREATE TABLE event (
      position INTEGER PRIMARY KEY,
      header TEXT NOT NULL,
      stream TEXT GENERATED ALWAYS AS (substr(header, instr(header, 'stream":"') + 9,
        instr(header, 'type":"') - instr(header, 'stream":"') - 12)) VIRTUAL,
      version INTEGER GENERATED ALWAYS AS (CAST(substr(header, instr(header, 'version":') + 9) AS INTEGER)) VIRTUAL,
      type TEXT GENERATED ALWAYS AS (substr(header, instr(header, 'type":"') + 7,
        instr(header, 'version":') - instr(header, 'type":"') - 10)) VIRTUAL,
      CHECK (position = CAST(substr(header, instr(header, 'position":') + 10, 10) AS INTEGER)),
      UNIQUE (stream, version)
    ) STRICT
    """

  static let payloadTable = """
    CREATE TABLE payload (
      position INTEGER PRIMARY KEY REFERENCES event,
      salt BLOB NOT NULL CHECK (length(salt) = 32),
      body TEXT NOT NULL
    ) STRICT
    """

  /// Full tiles only. `root` comes before `hashes` so that reading it does not touch the tile's overflow pages.
  static let tileTable = """
    CREATE TABLE tile (
      level INTEGER NOT NULL CHECK (level BETWEEN 0 AND 3),
      number INTEGER NOT NULL CHECK (number >= 0),
      root BLOB NOT NULL CHECK (length(root) = 32),
      hashes BLOB NOT NULL CHECK (length(hashes) = 8192),
      PRIMARY KEY (level, number)
    ) STRICT
    """

  static let checkpointTable = """
    CREATE TABLE checkpoint (
      size INTEGER PRIMARY KEY,
      note TEXT NOT NULL
    ) STRICT
    """

  static let cosignatureTable = """
    CREATE TABLE cosignature (
      size INTEGER NOT NULL REFERENCES checkpoint,
      line TEXT NOT NULL,
      PRIMARY KEY (size, line)
    ) STRICT
    """
}
