import CanonicalForms
import Dispatch
public import EventLedger
public import ExamRecords
import Synchronization
import TransparencyLog

/// SHA-256 as the records' module wants it.
enum Digest {
  static func base64(_ text: String) -> String { Hash.sha256(of: text).base64 }
}

extension EventMark {
  init(_ header: EventHeader) {
    self.init(
      position: header.position, version: header.version, recordedAt: header.recordedAt, officer: header.officer,
      command: header.command.text)
  }
}

extension Records {
  /// The state after one recorded event: what it says, or, if nobody can read it, only the version that it gives its stream.
  mutating func fold(_ event: RecordEvent?, at header: EventHeader) {
    let mark = EventMark(header)
    // On another stream than its type's an event says nothing of anybody.
    guard let event, event.kind.belongs(onStream: header.stream) else {
      return pass(stream: header.stream, type: header.type, mark)
    }
    evolve(event, stream: header.stream, mark, digest: Digest.base64)
  }
}

extension RecordEvent {
  /// What a recorded event says; nil if it is erased, keeps keys or the clock, or can't be read by this program.
  public static func decode(_ recorded: RecordedEvent) -> RecordEvent? {
    guard let body = recorded.body, let payload = try? JSON.parse(canonical: body) else { return nil }
    return try? decode(type: recorded.header.type, schema: recorded.header.schema, payload: payload)
  }

  /// Why this program could not read what it is about to write; nil if it can, or the type is the ledger's own.
  ///
  /// What is written must be readable: a payload that its own decoder refuses would be lost to every reader.
  static func fault(in draft: Draft) -> EventFault? {
    guard Kind(rawValue: draft.type) != nil, case .text(let body) = draft.body else { return nil }
    do throws(EventFault) {
      guard let payload = try? JSON.parse(canonical: body) else {
        return .payload(type: draft.type, ShapeFault(path: "", expected: "canonical JSON", found: "another text"))
      }
      _ = try decode(type: draft.type, schema: draft.schema, payload: payload)
      return nil
    } catch {
      return error
    }
  }

  /// The same for many, on all processors.
  static func decodeAll(_ events: [RecordedEvent]) -> [(RecordedEvent, RecordEvent?)] {
    zip(events, parallelMap(events, decode)).map { ($0, $1) }
  }
}

/// Maps in parallel, keeping the order. Short arrays are mapped where they are.
///
/// - Throws: the first fault in the order of the inputs.
func parallelMap<Input: Sendable, Output: Sendable, Failure: Error>(
  _ inputs: [Input], _ transform: @Sendable (Input) throws(Failure) -> Output
) throws(Failure) -> [Output] {
  let chunk = 512
  guard inputs.count > chunk else { return try inputs.map(transform) }
  let chunks = (inputs.count + chunk - 1) / chunk
  let results = Mutex<[Result<[Output], Failure>]>(Array(repeating: .success([]), count: chunks))
  DispatchQueue.concurrentPerform(iterations: chunks) { index in
    let part = Result { () throws(Failure) in
      try inputs[index * chunk..<min((index + 1) * chunk, inputs.count)].map(transform)
    }
    results.withLock { $0[index] = part }
  }
  var outputs: [Output] = []
  outputs.reserveCapacity(inputs.count)
  for part in results.withLock({ $0 }) { outputs += try part.get() }
  return outputs
}

extension Ledger {
  /// The document of an adopted profile.
  ///
  /// - Throws: `BookError.profileUnreadable` if the event is not what it was taken for.
  func profileDocument(at position: Int) throws -> JSON {
    do {
      if case .profileAdopted(let event) = RecordEvent.decode(try event(at: position)) { return event.document }
    } catch LedgerError.damaged {}
    throw BookError.profileUnreadable(position: position)
  }

  /// The profile in force, nil before one is adopted.
  func profile(of school: School) throws -> ExamProfile? {
    try school.profiles.last.map { adopted in
      do {
        return try ExamProfile.decode(try profileDocument(at: adopted.position))
      } catch is ProfileFault {
        throw BookError.profileUnreadable(position: adopted.position)
      }
    }
  }
}
