import Foundation
import Testing

/// A tampering and what both verifiers said of it.
struct MatrixRow: Sendable {
  let tampering: Tampering
  /// Told nothing, or of what travels without the ledger the key.
  let kiemdo: Opinion
  let python: Opinion
  /// Told the key and the last head, where the file alone shows nothing.
  let toldKiemDo: Opinion?
  let toldPython: Opinion?

  init(_ tampering: Tampering, on template: Template) throws {
    let scene = try Scene(template)
    try tampering.deed(scene)
    self.tampering = tampering
    let subject = tampering.subject
    (kiemdo, python) = try scene.opinions(subject.plainly, of: subject)
    if subject != .ledger || tampering.needs == nil && tampering.never == nil {
      (toldKiemDo, toldPython) = (nil, nil)
    } else {
      (toldKiemDo, toldPython) = try scene.opinions(.keyAndHead)
    }
  }

  /// What was found, by whatever is needed to find it.
  var found: (kiemdo: Opinion, python: Opinion) { (toldKiemDo ?? kiemdo, toldPython ?? python) }

  func judge() {
    let (kiemdo, python) = found
    let name = "\(tampering.what): \(kiemdo) / \(python)"
    if toldKiemDo != nil {
      #expect(self.kiemdo.findings.isEmpty && self.python.findings.isEmpty, "found in the file alone: \(name)")
    }
    if tampering.never != nil {
      #expect(kiemdo.findings.isEmpty && python.findings.isEmpty, "\(name)")
      return
    }
    let expected = Opinion.Found(code: tampering.code, position: tampering.position)
    #expect(kiemdo.findings.contains(expected), "\(name)")
    #expect(kiemdo.exit != 0)
    if tampering.differs == nil {
      #expect(kiemdo.findings == python.findings, "\(name)")
      #expect(kiemdo.verdict == python.verdict && kiemdo.exit == python.exit, "\(name)")
    }
  }
}
