import ArgumentParser
import CanonicalForms
import EventLedger
import TransparencyLog

/// `verify --proof` and `verify --consistency`: what travels alone, without the ledger.
struct ProofOptions: ParsableArguments {
  @Option(
    name: .long, help: ArgumentHelp("Kiểm một bằng chứng .tlog-proof, không cần sổ. Lặp lại được.", valueName: "tệp"))
  var proof: [String] = []
  @Option(
    name: .long,
    help: ArgumentHelp(
      "Kiểm bằng chứng nối tiếp (kiemdo proof --consistency) với các điểm chốt của --against, không cần sổ.",
      valueName: "tệp"))
  var consistency: String?
}

extension Verify {
  func verify(proofs files: [String], in session: Session) throws {
    let reports = try files.map { file in
      let proof = try Self.proof(in: file)
      let outside = try OutsideKnowledge(key: key, origin: proof.proof.checkpoint.origin, session)
      return ProofReport(file: file, proof: proof, outside: outside)
    }
    switch options.format {
    case .csv:
      // Each proof's findings, then its verdict.
      var table = reports[0].table
      table.rows = reports.flatMap(\.table.rows)
      session.show(table)
    case .json:
      session.console.write(JSON.object(JSONObject([("proofs", .array(reports.map(\.json)))])).indentedText)
    case .text: session.console.write(reports.map { $0.text(session) }.joined(separator: "\n\n"))
    }
    if !reports.allSatisfy(\.isClean) { throw ExitCode(.found) }
  }

  private static func proof(in file: String) throws -> EventProof {
    let bytes = try FileOutput.read(file)
    do {
      return try EventProof.parse(bytes)
    } catch {
      throw Failure.notAProof(file, error)
    }
  }

  func verify(consistency file: String, in session: Session) throws {
    let request = try Self.consistency(in: file)
    let heads = try against.heads(session)
    guard !heads.isEmpty else { throw Failure.againstNeeded }
    let outside = try OutsideKnowledge(key: key, origin: request.checkpoint.origin, session)
    let report = ConsistencyReport(
      file: file, check: ConsistencyCheck(request, heads: heads, trustedKey: outside.key), outside: outside)
    switch options.format {
    case .csv: session.show(report.table)
    case .json: session.console.write(JSON.object(report.json).indentedText)
    case .text: session.console.write(report.text(session))
    }
    if !report.check.findings.isEmpty { throw ExitCode(.found) }
  }

  private static func consistency(in file: String) throws -> AddCheckpointRequest {
    let bytes = try FileOutput.read(file)
    do {
      return try AddCheckpointRequest.parse(bytes)
    } catch {
      throw Failure.notAProof(file, .notAProof(error))
    }
  }
}
