extension Int {
  /// `1 event`, `1,204 events`
  var events: String { counted("event") }
  var rows: String { counted("row") }

  private func counted(_ noun: String) -> String { grouped(.en) + " " + noun + (self == 1 ? "" : "s") }
}
