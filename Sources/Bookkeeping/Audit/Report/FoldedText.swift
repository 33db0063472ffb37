import ExamRecords

/// Text as an auditor searches it: without case and accents, its words kept apart.
struct FoldedText: Hashable, Sendable {
  let text: String

  init(_ text: String) {
    self.text = Folding.text(text)
  }

  /// An empty text stands in every other.
  func contains(_ other: FoldedText) -> Bool {
    other.text.isEmpty || text.unicodeScalars.firstRange(of: other.text.unicodeScalars) != nil
  }
}
