public import TransparencyLog

/// Proof that whoever enrols a key holds it: the new key's signature over a text that names ledger and officer, so that
/// a proof made for one ledger is none for another.
public enum Enrollment {
  /// `kiemdo/officer/v1`, the origin and the id, each followed by a line feed.
  public static func proofText(origin: String, id: String) -> String {
    "kiemdo/officer/v1\n\(origin)\n\(id)\n"
  }

  /// The base64 of the signature.
  public static func prove(origin: String, id: String, key: SigningKey) -> String {
    Base64.encode(key.sign(proofText(origin: origin, id: id)))
  }

  public static func check(origin: String, id: String, key: VerifierKey, proof: String) -> Bool {
    guard let signature = Base64.decode(proof), signature.count == 64 else { return false }
    return key.isValid(signature: signature, for: proofText(origin: origin, id: id))
  }
}
