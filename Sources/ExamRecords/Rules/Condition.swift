/// A test of one record, in a closed set of forms. Several tests in one condition must all hold.
public struct Condition: Equatable, Sendable {
  public var tests: [Test]

  public init(_ tests: [Test]) {
    self.tests = tests
  }

  public enum Test: Equatable, Sendable {
    /// The field has a value.
    case present(String)
    case absent(String)
    /// The value is one of these, or the set holds at least one of them.
    case anyOf(field: String, [String])
    /// The field is empty, or the value is none of these and the set holds none of them.
    case noneOf(field: String, [String])
    /// How many of these codes the set holds lies in the range (an empty field holds none).
    case count(field: String, of: [String], minimum: Int, maximum: Int)
    /// Two fields have the same value.
    case same(String, String)
    /// A number, year or digit code within the bounds, as numbers; false for an empty field.
    case range(field: String, minimum: String?, maximum: String?)
    /// At least one of the conditions holds.
    case either([Condition])
  }
}
