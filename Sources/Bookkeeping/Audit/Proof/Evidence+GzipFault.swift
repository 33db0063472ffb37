import CanonicalForms

extension Evidence {
  init(_ fault: GzipFault) {
    self =
      switch fault {
      case .damaged(let detail): "a damaged file: \(detail)"
      case .truncated: "a file cut short"
      case .trailingBytes: "bytes after its end"
      }
  }

  /// What zlib says, in words of ours where it is often said; else as it is said.
  init(zlibMessage message: String) {
    self = message == "incorrect header check" ? "incorrect header check" : "\(message)"
  }
}
