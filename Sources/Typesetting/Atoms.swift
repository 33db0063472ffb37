extension String {
  /// The pieces that are shaped alone and may end a line: spaces, and words cut after a hyphen between letters
  /// (`Bà Rịa-` `Vũng Tàu`). Put together they are the text again.
  var atoms: [Substring] {
    var atoms: [Substring] = []
    let scalars = unicodeScalars
    var start = scalars.startIndex
    var index = start
    var previous: Unicode.Scalar?
    while index < scalars.endIndex {
      let scalar = scalars[index]
      let next = scalars.index(after: index)
      if scalar == " " {
        if start < index { atoms.append(self[start..<index]) }
        atoms.append(self[index..<next])
        start = next
      } else if scalar == "-", let previous, previous.properties.isAlphabetic,
        next < scalars.endIndex, scalars[next].properties.isAlphabetic
      {
        atoms.append(self[start..<next])
        start = next
      }
      previous = scalar
      index = next
    }
    if start < scalars.endIndex { atoms.append(self[start...]) }
    return atoms
  }
}
