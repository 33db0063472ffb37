/// The place of a candidate in a list as Vietnamese schools make it: by given name, then family name, then middle name,
/// then date of birth, then running number.
public struct NameOrder: Comparable, Hashable, Sendable {
  /// Bytes whose order is the order of the list.
  public let key: [UInt8]

  /// - Parameter dateOfBirth: in the stored form; candidates without one stand behind those of the same name.
  public init(fullName: String, givenName: String? = nil, dateOfBirth: String?, number: Int) {
    let name = PersonName(fullName, givenName: givenName)
    var key: [UInt8] = []
    for part in [name.given, name.family, name.middle] {
      key += VietnameseCollation.caselessKey(part)
      key.append(0)
    }
    key += dateOfBirth.map { Array($0.utf8) } ?? [0xFF]
    key.append(0)
    for shift in stride(from: 24, through: 0, by: -8) { key.append(UInt8(truncatingIfNeeded: number >> shift)) }
    self.key = key
  }

  public static func < (left: NameOrder, right: NameOrder) -> Bool {
    left.key.lexicographicallyPrecedes(right.key)
  }
}

extension ExamProfile {
  /// The place of a record among those of its class.
  public func nameOrder(of values: FieldValues, number: Int) -> NameOrder {
    NameOrder(
      fullName: values[roles.fullName]?.text ?? "", givenName: roles.givenName.flatMap { values[$0]?.text },
      dateOfBirth: values[roles.dateOfBirth]?.text, number: number)
  }
}
