import CanonicalForms
import EventLedger
import ExamRecords
import Foundation
import TransparencyLog

extension Session {
  /// Where witnesses' keys are: `KIEMDO_WITNESS`, or `~/.kiemdo/witness`; never beside a ledger.
  var witnessRoot: String {
    if let path = environment["KIEMDO_WITNESS"], !path.isEmpty { return path }
    return (environment["HOME"] ?? NSHomeDirectory()) + "/.kiemdo/witness"
  }

  /// The witness named, or the only one whose key is here.
  func witnessFolder(named name: String?) throws -> WitnessFolder {
    let names = try WitnessFolder.names(root: witnessRoot)
    if let name {
      let folder = try WitnessFolder(root: witnessRoot, name: name)
      guard names.contains(name) else {
        throw WitnessFailure.noSuchWitness(name, root: witnessRoot, known: names)
      }
      return folder
    }
    guard let only = names.first else { throw WitnessFailure.noWitness(root: witnessRoot) }
    guard names.count == 1 else { throw WitnessFailure.severalWitnesses(names) }
    return try WitnessFolder(root: witnessRoot, name: only)
  }

  func witnessKey(_ text: String) throws -> WitnessVerifierKey {
    do {
      return try WitnessVerifierKey.parse(text.trimmingCharacters(in: .whitespacesAndNewlines))
    } catch {
      throw Failure.badKey(KeySlip(text), wanted: .witness)
    }
  }

  /// The witnesses whose lines can be checked without naming their keys: those of a policy (of `KIEMDO_POLICY` where none is
  /// named), and those whose keys are on this computer.
  func knownWitnesses(policy path: String?) throws -> [WitnessVerifierKey] {
    let path = path ?? environment["KIEMDO_POLICY"].flatMap { $0.isEmpty ? nil : $0 }
    let listed = try path.map(policy)?.witnesses.map(\.key) ?? []
    let here = (try? WitnessFolder.names(root: witnessRoot)) ?? []
    return listed
      + here.compactMap { name in try? WitnessFolder(root: witnessRoot, name: name).key().verifierKey }
  }

  func ledgerKey(_ text: String) throws -> VerifierKey { try OutsideKnowledge.parse(text) }

  func policy(_ path: String) throws -> WitnessPolicy {
    let bytes = try FileOutput.read(path)
    do {
      return try WitnessPolicy.parse(bytes)
    } catch {
      throw WitnessFailure.badPolicy(path: path, error)
    }
  }

  /// A witness's time as people read it here.
  func vietnamTime(seconds: Int) -> String {
    // 31 December 9999, the last day that can be written.
    (0...253_402_300_799).contains(seconds)
      ? Instant(milliseconds: seconds * 1000).vietnamText : say("giây thứ \(seconds)", "second \(seconds)")
  }

  /// Whole seconds since 1970, as witnesses write them.
  var nowInSeconds: Int { Int((Double(now.milliseconds) / 1000).rounded(.down)) }
}
