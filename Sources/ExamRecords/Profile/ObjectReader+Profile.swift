import CanonicalForms

extension ObjectReader {
  /// The elements of an array, each read with its own path.
  mutating func list<Element>(
    _ key: String, _ read: (JSON, String) throws(ShapeFault) -> Element
  ) throws(ShapeFault) -> [Element] {
    try elements(try array(key), of: key, read)
  }

  /// The elements of an array that may be missing: then there are none.
  mutating func optionalList<Element>(
    _ key: String, _ read: (JSON, String) throws(ShapeFault) -> Element
  ) throws(ShapeFault) -> [Element] {
    try elements(try optionalArray(key) ?? [], of: key, read)
  }

  private func elements<Element>(
    _ values: [JSON], of key: String, _ read: (JSON, String) throws(ShapeFault) -> Element
  ) throws(ShapeFault) -> [Element] {
    var elements: [Element] = []
    elements.reserveCapacity(values.count)
    for (index, json) in values.enumerated() {
      elements.append(try read(json, "\(path(to: key))/\(index)"))
    }
    return elements
  }

  mutating func day(_ key: String) throws(ShapeFault) -> CalendarDate {
    let text = try string(key)
    guard let day = CalendarDate(text) else {
      throw ShapeFault(path: path(to: key), expected: "a day as 2023-06-27", found: "\(text)")
    }
    return day
  }

  mutating func condition(_ key: String) throws(ShapeFault) -> Condition {
    try Condition(try json(key), path: path(to: key))
  }

  /// A condition that may be missing: then it always holds.
  mutating func optionalCondition(_ key: String) throws(ShapeFault) -> Condition {
    guard let json = try optionalJSON(key) else { return Condition([]) }
    return try Condition(json, path: path(to: key))
  }
}
