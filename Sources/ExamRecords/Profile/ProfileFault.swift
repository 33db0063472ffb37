public import CanonicalForms

/// Why a document is not an exam profile.
public struct ProfileFault: Error, Equatable, Sendable {
  /// Where in the document, as a JSON Pointer (RFC 6901): `/fields/12/codeList`; empty for the whole document.
  public let path: String
  public let expected: Evidence
  public let found: Evidence

  public init(path: String, expected: Evidence, found: Evidence) {
    self.path = path
    self.expected = expected
    self.found = found
  }

  public init(_ fault: ShapeFault) {
    self.init(path: fault.path, expected: fault.expected, found: fault.found)
  }
}
