import CanonicalForms
import EventLedger
import ExamRecords
import Testing
import TransparencyLog

@testable import Bookkeeping

struct StreamCacheTests {
  @Test func `a small cache gives what a large one gives, and keeps no more than it may`() throws {
    let school = try AuditedSchool()
    let ledger = school.books.ledger
    let small = StreamCache(ledger: ledger, end: ledger.size, capacity: 2)
    let large = StreamCache(ledger: ledger, end: ledger.size)
    for header in try ledger.headers(in: 0..<ledger.size) {
      guard let id = Records.candidate(ofStream: header.stream) else { continue }
      let reading = AuditReading(try ledger.event(at: header.position))
      let (one, other) = (try small.trace(before: header, of: id), try large.trace(before: header, of: id))
      try small.followSignatures(of: one, after: header)
      try large.followSignatures(of: other, after: header)
      #expect(one.version == header.version - 1)
      #expect(one.fields == other.fields)
      #expect(one.fields == (try school.books.candidate(id: id, size: header.position))?.fields ?? [:])
      #expect(one.isUndone(by: reading) == other.isUndone(by: reading))
      #expect(one.signatures.isInForce(at: header.position) == other.signatures.isInForce(at: header.position))
      #expect(one.signatures.isSigned(after: header.position) == other.signatures.isSigned(after: header.position))
      one.evolve(reading)
      other.evolve(reading)
      #expect(small.count <= 2)
    }
    // Whoever is followed from the first event is never read again.
    #expect(large.readings == 0)
    #expect(small.readings > large.readings)
  }

  @Test func `events that were passed over are caught up with`() throws {
    let school = try AuditedSchool()
    let ledger = school.books.ledger
    let cache = StreamCache(ledger: ledger, end: ledger.size)
    let id = try school.school.candidate(1).id
    let first = try ledger.header(at: school["before"])
    _ = try cache.trace(before: first, of: id)
    let later = try ledger.header(at: school["undone"])
    let trace = try cache.trace(before: later, of: id)
    #expect(trace.fields["phone"] == .text("0922222222"))
    #expect(trace.version == later.version - 1)
  }
}

struct SelectionTests {
  @Test func `canonical JSON both ways`() throws {
    for text in [
      "{}",
      #"{"afterSigning":true,"candidates":["01GZ00000000000000000000C1"],"classes":["12A1"],"fields":["phone"],"from":3,"late":true,"officers":["lan"],"outsideHours":true,"reason":"sai","since":"2024-04-20T01:00:00.000Z","to":9,"types":["candidate.corrected"],"undone":true,"unsignedSince":true,"until":"2024-04-20T02:00:00.000Z"}"#,
    ] {
      let json = try JSON.parse(canonical: text)
      #expect(try Selection(json, path: "").json.canonicalText == text)
    }
  }

  @Test(arguments: [
    #"{"from":-1}"#, #"{"to":4294967296}"#, #"{"late":false}"#, #"{"officers":[]}"#, #"{"types":["a.b","a.b"]}"#,
    #"{"since":"2024-04-20"}"#, #"{"more":1}"#, #"[]"#, #"{"reason":null}"#,
  ])
  func `anything else is refused`(_ text: String) throws {
    let json = try JSON.parse(canonical: text)
    #expect(throws: ShapeFault.self) { try Selection(json, path: "") }
  }

  @Test func `the most demanding clause says what is needed`() {
    var selection = Selection()
    #expect(selection.needs == .header)
    selection.officers = ["lan"]
    #expect(selection.needs == .header)
    selection.reason = "x"
    #expect(selection.needs == .payload)
    selection.marks = [.late]
    #expect(selection.needs == .earlierState)
  }

  @Test func `three-valued logic`() {
    let all: [Answer] = [.no, .unknown, .yes]
    for (left, one) in all.enumerated() {
      for (right, other) in all.enumerated() {
        #expect(one.and(other) == all[min(left, right)])
        #expect(one.or(other) == all[max(left, right)])
      }
    }
  }
}

struct SampleTests {
  @Test func `the lots are those of the specification`() throws {
    let root = try #require(Hash(hex: "25daadbddaf048ed755c8e83db59ed037e03eaf165f50b837243a649ff700a74"))
    let lots = ["C1", "C2", "C3"].map { AuditSample.key(root: root, candidate: "01GZ00000000000000000000\($0)").hex }
    #expect(
      lots == [
        "d78a506317eb5fd74af327f79ff044e776dc338c58c57a2fe4ea5341c5f99720",
        "fe4bc7fe79cb4526a0d6552e5ca651ab782a0be016f6048ccee3bab279245c41",
        "f08da485a71d8d0cb7022136b467c40a3217991483e60b393693b19b73a64da6",
      ])
  }

  @Test func `a sample is the first of all in order of the lots, without the withdrawn`() throws {
    let school = try AuditedSchool()
    let candidate = try school.school.candidate(5)
    try school.school.record(.candidateWithdrawn(candidate.withdraw(reason: "r")), of: candidate)
    let size = school.books.ledger.size
    let all = try school.books.desk.sample(10, size: size)
    #expect(all.population == 4)
    #expect(Set(all.drawn.compactMap(\.candidate.number)) == [1, 2, 3, 4])
    #expect(all.drawn.map(\.key.hex) == all.drawn.map(\.key.hex).sorted())
    #expect(try school.books.desk.sample(2, size: size).drawn == Array(all.drawn.prefix(2)))
    // Of an earlier size by its own root, the withdrawn one too.
    let earlier = try school.books.desk.sample(10, size: size - 1)
    #expect(earlier.population == 5)
    #expect(earlier.root != all.root)
  }
}
