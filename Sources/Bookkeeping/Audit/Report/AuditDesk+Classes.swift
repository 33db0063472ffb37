import EventLedger
import ExamRecords

/// Which classes candidates have been in.
public struct ClassSurvey: Equatable, Sendable {
  /// Those of the classes looked for that no readable event ever named.
  public var missing: [String]
  /// The classes that were met until all were found, each as it was first written, in the order of lists.
  public var met: [String]
  /// How many registrations and corrections are erased or can't be read: they may have named a class.
  public var unreadable: Int
}

extension AuditDesk {
  /// Looks for classes in all that candidates' records said in the first `size` events, case and accents aside. It ends with the
  /// event that names the last of them, so classes that there are cost next to nothing.
  public func survey(classes wanted: [String], size: Int) throws -> ClassSurvey {
    var missing = Dictionary(wanted.map { (FoldedText($0), $0) }) { first, _ in first }
    var met: [FoldedText: String] = [:]
    var unreadable = 0
    let fields = try classFields(size: size)
    let kinds: [RecordEvent.Kind] = [.candidateRegistered, .candidateCorrected]
    do {
      try ledger.events(in: 0..<size, ofTypes: Set(kinds.map(\.rawValue))) { recorded in
        if missing.isEmpty { throw EverythingFound() }
        let reading = AuditReading(recorded)
        if reading.leavesGap { unreadable += 1 }
        for name in reading.values(of: fields) {
          let folded = FoldedText(name)
          missing[folded] = nil
          if met[folded] == nil { met[folded] = name }
        }
      }
    } catch is EverythingFound {}
    return ClassSurvey(
      missing: wanted.filter { missing[FoldedText($0)] != nil },
      met: met.values.sorted(by: VietnameseCollation.precedes),
      unreadable: unreadable)
  }

  /// The fields that any profile calls the class.
  private func classFields(size: Int) throws -> Set<String> {
    var timeline = ProfileTimeline()
    try ledger.events(stream: "ledger", ofTypes: [RecordEvent.Kind.profileAdopted.rawValue], below: size) {
      timeline.apply(AuditReading($0))
    }
    return Set(timeline.terms.compactMap(\.profile?.roles.className))
  }
}

private struct EverythingFound: Error {}

extension AuditReading {
  /// What a registration or a correction says of these fields.
  fileprivate func values(of fields: Set<String>) -> [String] {
    switch content {
    case .registered(let event): fields.compactMap { event.fields[$0]?.text }
    case .corrected(let event):
      event.changes.filter { fields.contains($0.field) }.flatMap { [$0.old?.text, $0.new?.text].compactMap(\.self) }
    default: []
    }
  }
}
