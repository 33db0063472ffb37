import CanonicalForms

/// Every small change of a JSON value: each part replaced by other values, members and items left out, doubled, added.
enum Mutation {
  static let replacements: [JSON] = [
    nil, true, false, 0, 1, -1, 999_999, 1_000_000, 4_294_967_295, 4_294_967_296, 4_294_967_297, "", "x", "0",
    "1\n", "lan\n", "Lan", "583921", "583921\n", "58392", "٥٨٣٩٢١", "2023-02-29", "2024-02-29", "1900-02-29",
    "2000-02-29", "2023-04-31", "2023-13-01", "2023-4-21", "2023-04-21\n", "01GZ00000000000000000000C1",
    "81GZ00000000000000000000C1", "01gz00000000000000000000c1", "01GZ00000000000000000000CI",
    "01GZ00000000000000000000C1\n", "1042-583921", "01-583921", "1042-583921\n", "99999999999-583921", "1042583921",
    "AAAAAAAAAAAAAAAAAAAAAA==", "AAAAAAAAAAAAAAAAAAAAAB==", "AAAAAAAAAAAAAAAAAAAAAA==\n", "AAAAAAAAAAAAAAAAAAAAAA",
    "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAB=",
    "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA-A=", "scanned", "typed", "classOrder", "error", "warning", "info",
    [], ["a"], ["a", "a"], ["a", "b"], ["a", ""], [1], [1, 1], [0], [2, 1], [nil], [["a"]], [:], ["x": "y"],
    ["": "y"], ["x": ""], ["x": nil], ["x": []], ["x": ["y", "y"]],
  ]

  static func all(of value: JSON) -> [JSON] {
    var results = replacements.filter { $0 != value }
    switch value {
    case .object(let object):
      for member in object.members {
        var without = object
        without[member.key] = nil
        results.append(.object(without))
        for mutated in all(of: member.value) {
          var other = object
          other[member.key] = mutated
          results.append(.object(other))
        }
      }
      for (key, extra) in [("zz", JSON.string("x")), ("", JSON.string("x"))] {
        var more = object
        more[key] = extra
        results.append(.object(more))
      }
    case .array(let items):
      for (index, item) in items.enumerated() {
        var without = items
        without.remove(at: index)
        results.append(.array(without))
        results.append(.array(items + [item]))
        for mutated in all(of: item) {
          var other = items
          other[index] = mutated
          results.append(.array(other))
        }
      }
    case .string(let text):
      for changed in [text + "x", text + "\n", text + " ", String(text.dropLast()), "é" + text] where changed != text {
        results.append(.string(changed))
      }
    case .integer(let number): results += [.integer(number + 1), .integer(-number)].filter { $0 != value }
    case .null, .bool: break
    }
    return results
  }
}
