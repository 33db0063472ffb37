import Foundation
import Testing

extension Tampering {
  /// What lies beside the ledger.
  static let beside: [Tampering] = [
    Tampering(
      "the projections edited", finds: "projection.differs", at: 7,
      differs: "`verify-ledger.py` does not read projections, which prove nothing"
    ) { scene in
      try scene.write(try scene.bytes("projections"), to: "so.kiemdo.projections")
      _ = try scene.query(
        "UPDATE candidate SET body = replace(body, 'Nguyễn', 'Nguyện') WHERE number = 3",
        file: scene.ledger + ".projections")
    }
  ]
}
