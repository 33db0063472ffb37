/// The published table.
enum MatrixPage {
  static func text(of rows: [MatrixRow]) -> String {
    rows.map { "\($0.tampering.what) | \($0.found.kiemdo.findings) | \($0.found.python.findings)" }.joined(separator: "\n") + "\n"
  }
}
