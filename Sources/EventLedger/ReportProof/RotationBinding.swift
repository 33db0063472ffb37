package import TransparencyLog

/// What travels beside a rotation in a report's proof (`Schemas/ledger-format.md`, 17.1 and 18): the note of its append, and the
/// way from there to the last checkpoint.
package struct RotationBinding: Equatable, Sendable {
  package var note: String
  package var consistency: [Hash]

  package init(note: String, consistency: [Hash]) {
    (self.note, self.consistency) = (note, consistency)
  }
}
