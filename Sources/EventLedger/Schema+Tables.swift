extension Schema {
  /// The header is what is hashed; every lookup column is generated from it, so none can disagree with it.
  ///
  /// A header's keys stand in one order and its values hold no quotation mark, so `instr` finds each value, sought from
  /// the first byte where it can stand, and in bytes, since a text would be counted character by character. In
  /// hexadecimal: `position":` is X'706F736974696F6E223A', `stream":"` X'73747265616D223A22', `type":"` X'74797065223A22',
  /// `version":` X'76657273696F6E223A'. SQLite's JSON functions would say the same, but SQLite 3.40 reads no file that has
  /// them in its schema with `trusted_schema = OFF`.
  static let eventTable = """
    CREATE TABLE event (
      position INTEGER PRIMARY KEY,
      header TEXT NOT NULL,
      stream TEXT GENERATED ALWAYS AS (CAST(substr(CAST(header AS BLOB),
        184 + instr(substr(CAST(header AS BLOB), 176), X'73747265616D223A22'),
        instr(substr(CAST(header AS BLOB), 176), X'74797065223A22')
          - instr(substr(CAST(header AS BLOB), 176), X'73747265616D223A22') - 12) AS TEXT)) VIRTUAL,
      version INTEGER GENERATED ALWAYS AS (CAST(CAST(substr(CAST(header AS BLOB),
        208 + instr(substr(CAST(header AS BLOB), 200), X'76657273696F6E223A')) AS TEXT) AS INTEGER)) VIRTUAL,
      type TEXT GENERATED ALWAYS AS (CAST(substr(CAST(header AS BLOB),
        196 + instr(substr(CAST(header AS BLOB), 190), X'74797065223A22'),
        instr(substr(CAST(header AS BLOB), 190), X'76657273696F6E223A')
          - instr(substr(CAST(header AS BLOB), 190), X'74797065223A22') - 10) AS TEXT)) VIRTUAL,
      CHECK (position = CAST(CAST(substr(CAST(header AS BLOB),
        121 + instr(substr(CAST(header AS BLOB), 112), X'706F736974696F6E223A'), 10) AS TEXT) AS INTEGER)),
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
