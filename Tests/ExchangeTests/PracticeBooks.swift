import CanonicalForms
import ExamRecords
import Exchange
import Testing

/// Books kept in memory: imports files as the program does, without a ledger.
struct PracticeBooks {
  let profile: ExamProfile
  private(set) var candidates: [Candidate] = []

  init() throws {
    let text = try #require(ExamProfile.bundled["tn-thpt-2023"])
    profile = try ExamProfile.decode(JSON.parse(relaxed: text))
  }

  @discardableResult
  mutating func take(_ file: SyntheticSchool.File) throws -> (sheet: ImportSheet, plan: ImportPlan) {
    let sheet = try ImportSheet.read(file.bytes, profile: profile)
    let plan = ImportPlan(rows: sheet.rows, profile: profile, finder: finder)
    for registration in plan.registrations {
      let event = try Candidate.register(
        number: candidates.count + 1, fields: registration.fields, reason: "Nhập",
        source: ImportSource(file: file.name, row: registration.line), profile: profile)
      candidates.append(Candidate(id: "\(candidates.count + 1)", event, mark(1)))
    }
    for correction in plan.corrections {
      let event = CandidateCorrected(
        changes: correction.changes, reason: "Nhập",
        source: ImportSource(file: file.name, row: correction.line, seen: correction.seen))
      let index = try #require(candidates.firstIndex { $0.id == correction.candidate.id })
      candidates[index].evolve(.candidateCorrected(event), mark(candidates[index].version + 1))
    }
    return (sheet, plan)
  }

  /// The findings by the Ministry's ids.
  func findings() -> [String: [Finding]] {
    var holders: [FieldValue: [Int]] = [:]
    for candidate in candidates {
      for field in ["identityNumber", "formerIdentityNumber"] {
        if let value = candidate.fields[field] { holders[value, default: []].append(candidate.number) }
      }
    }
    var findings: [String: [Finding]] = [:]
    for candidate in candidates {
      let found = profile.findings(for: candidate.fields) { _, value in
        (holders[value] ?? []).filter { $0 != candidate.number }
      }
      if !found.isEmpty { findings[candidate.fields["studentID"]?.text ?? ""] = found }
    }
    return findings
  }

  private var finder: CandidateFinder {
    let byStudentID = Dictionary(grouping: candidates) { $0.fields["studentID"]?.text ?? "" }
    let byNumber = Dictionary(grouping: candidates) { $0.fields["identityNumber"]?.text ?? "" }
    let byName = Dictionary(grouping: candidates) { $0.fields["fullName"]?.text ?? "" }
    return CandidateFinder(
      byField: { $0 == "studentID" ? byStudentID[$1] ?? [] : [] }, byIdentity: { byNumber[$0] ?? [] },
      byPerson: { name, born, className in
        (byName[name] ?? []).filter {
          $0.fields["dateOfBirth"]?.text == born && $0.fields["className"]?.text == className
        }
      })
  }

  private func mark(_ version: Int) -> EventMark {
    EventMark(
      position: candidates.count, version: version, recordedAt: Instant(milliseconds: 0), officer: "lan", command: "x")
  }
}
