/// How much of a code is printed.
public enum DisplayStyle: String, Equatable, Sendable, CaseIterable {
  /// `Nữ (1)`; the meaning alone where the list's codes are not for people.
  case codeAndMeaning
  /// `1`
  case code
  /// `Nữ`
  case meaning
}
