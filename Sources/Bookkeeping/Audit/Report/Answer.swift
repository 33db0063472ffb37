/// Whether something holds of an event; `unknown` where what it rests on was erased or can't be read (Kleene's logic).
public enum Answer: Equatable, Sendable {
  case yes, no, unknown

  init(_ holds: Bool) { self = holds ? .yes : .no }

  /// No if one of the two is no.
  func and(_ right: @autoclosure () -> Answer) -> Answer {
    if self == .no { return .no }
    let right = right()
    if right == .no { return .no }
    return self == .yes && right == .yes ? .yes : .unknown
  }

  /// Yes if one of the two is yes.
  func or(_ right: @autoclosure () -> Answer) -> Answer {
    if self == .yes { return .yes }
    let right = right()
    if right == .yes { return .yes }
    return self == .no && right == .no ? .no : .unknown
  }
}
