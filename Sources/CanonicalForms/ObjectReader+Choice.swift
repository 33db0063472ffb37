extension ObjectReader {
  /// One of a closed set of words.
  public mutating func choice<Choice: RawRepresentable & CaseIterable>(
    _ key: String, of type: Choice.Type
  ) throws(ShapeFault) -> Choice where Choice.RawValue == String {
    let word = try string(key)
    guard let choice = Choice(rawValue: word) else {
      let words = Choice.allCases.map(\.rawValue).joined(separator: ", ")
      throw ShapeFault(path: path(to: key), expected: "one of \(words)", found: "\(word)")
    }
    return choice
  }
}
