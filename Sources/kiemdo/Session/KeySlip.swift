import EventLedger
import Foundation
import TransparencyLog

/// Whose a public key is, by its type and name.
enum KeyOwner: Equatable {
  case ledger, officer, witness

  /// Nil if the text is no public key.
  init?(_ text: String) {
    if (try? WitnessVerifierKey.parse(text)) != nil {
      self = .witness
    } else if let key = try? VerifierKey.parse(text) {
      self = Origin.isValid(key.name) ? .ledger : .officer
    } else {
      return nil
    }
  }
}

/// What was given in the place of a public key. A private key is never part of it.
enum KeySlip: Equatable {
  /// No key at all, as it was typed.
  case text(String)
  /// Well formed, but the id in it is not that of name and key: a letter is wrong.
  case mistyped(name: String)
  /// The key itself, or the file that holds it.
  case privateKey(file: String?)
  /// A file, and whose key it holds; or a folder.
  case path(String, KeyOwner?)
  case other(KeyOwner)

  init(_ text: String) {
    if Self.isPrivate(text) {
      self = .privateKey(file: nil)
    } else if let owner = KeyOwner(text) {
      self = .other(owner)
    } else if let name = Self.mistypedName(text) {
      self = .mistyped(name: name)
    } else if FileManager.default.fileExists(atPath: text) {
      // A key's file has one short line.
      let bytes = (try? FileOutput.read(text, limit: 4096)) ?? []
      let content = String(decoding: bytes, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
      self = Self.isPrivate(content) ? .privateKey(file: text) : .path(text, KeyOwner(content))
    } else {
      self = .text(text)
    }
  }

  private static func isPrivate(_ text: String) -> Bool { text.hasPrefix("PRIVATE+KEY+") }

  private static func mistypedName(_ text: String) -> String? {
    do {
      _ = try VerifierKey.parse(text)
      return nil
    } catch TransparencyLogError.keyIDMismatch(let name, _, _) {
      return name
    } catch {
      return nil
    }
  }
}
