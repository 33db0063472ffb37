import CanonicalForms
import ExamRecords
import Testing

struct StateRecordsTests {
  @Test func `a registered candidate has what the import showed; one who was added has nothing of an import`() {
    #expect(StateHistory().candidate.imported == StateHistory.fields)
    #expect(StateHistory(imported: false).candidate.imported.isEmpty)
    #expect(StateHistory().candidate.registeredAt == 0)
    #expect(StateHistory().candidate.version == 1)
  }

  @Test func `a correction by hand leaves what the import showed, one by an import moves it`() {
    var history = StateHistory()
    history.correct("phone", to: .text("1"))
    #expect(history.candidate.imported["phone"] == .text("0912345678"))
    history.correct("phone", to: .text("2"), source: ImportSource(file: "f", row: 2))
    #expect(history.candidate.imported["phone"] == .text("2"))
    history.apply(
      .candidateCorrected(
        CandidateCorrected(
          changes: [], reason: "r", source: ImportSource(file: "f", row: 2, seen: ["phone": .text("3")]))))
    #expect(history.candidate.imported["phone"] == .text("3"))
    #expect(history.candidate.fields["phone"] == .text("2"))
  }

  @Test func `earlier values are kept, each once, and never the empty one`() {
    var history = StateHistory()
    for number in ["B", "A", "B", "A"] { history.correct("phone", to: .text(number)) }
    history.correct("phone", to: nil)
    history.correct("phone", to: .text("C"))
    #expect(history.candidate.earlier["phone"] == [.text("0912345678"), .text("B"), .text("A")])
    #expect(history.candidate.earlier["email"] == nil)
  }

  @Test func `withdrawing takes out of the exam and restoring brings back, and nothing is lost`() {
    var history = StateHistory()
    let sheet = history.print()
    history.sign(sheet)
    history.apply(.candidateWithdrawn(CandidateWithdrawn(reason: "Chuyển trường")))
    #expect(history.candidate.isWithdrawn)
    #expect(history.records.active.isEmpty)
    #expect(history.candidate.fields == StateHistory.fields)
    history.apply(.candidateRestored(CandidateRestored(reason: "Về lại")))
    #expect(!history.candidate.isWithdrawn)
    #expect(history.candidate.state(of: "full") == .signed)
    #expect(history.records.active.map(\.id) == [StateHistory.id])
  }

  @Test func `the school counts numbers, rounds by layout and imports`() {
    var history = StateHistory()
    #expect(history.records.school.lastNumber == 1)
    #expect(history.records.school.lastImport == 0)
    history.apply(
      .candidateRegistered(CandidateRegistered(number: 7, fields: ["fullName": .text("B")], reason: "r")),
      stream: Records.stream(ofCandidate: "01GZ00000000000000000000C2"))
    #expect(history.records.school.lastNumber == 7)
    #expect(history.records.school.lastImport == 0)
    history.print(round: 3)
    history.print(round: 2)
    history.print(layout: "personal", round: 1)
    #expect(history.records.school.rounds == ["full": 3, "personal": 1])
    let position = history.correct("phone", to: .text("2"), source: ImportSource(file: "f", row: 2))
    #expect(history.records.school.lastImport == position)
  }

  @Test func `the school's unit, officers and profiles are the last told`() {
    var history = StateHistory()
    func tell(_ event: RecordEvent) { history.apply(event, stream: "ledger") }
    tell(.unitDescribed(UnitDescribed(settings: UnitSettings(name: "CŨ", code: "001"))))
    tell(.unitDescribed(UnitDescribed(settings: UnitSettings(name: "MỚI"))))
    tell(.officerNamed(OfficerNamed(id: "lan", name: "Lan")))
    tell(.officerNamed(OfficerNamed(id: "lan", name: "Lê Thị Lan")))
    tell(.profileAdopted(ProfileAdopted(document: ["id": "a"])))
    tell(.profileAdopted(ProfileAdopted(document: ["id": "b"])))
    tell(.profileAdopted(ProfileAdopted(document: ["id": "a"])))
    let school = history.records.school
    #expect(school.unit == UnitSettings(name: "MỚI"))
    #expect(school.officerNames == ["lan": "Lê Thị Lan"])
    #expect(
      school.profiles.map(\.digest) == [#"digest of {"id":"a"}"#, #"digest of {"id":"b"}"#, #"digest of {"id":"a"}"#])
    #expect(school.profiles.map(\.position) == [5, 6, 7])
  }

  @Test func `a list is printed, signed with exceptions and unsigned`() {
    var history = StateHistory()
    var content = EventsSamples.list
    content.rows[0].values = ["fullName": .text("NGUYỄN THỊ ÁNH"), "phone": .text("0912345678")]
    let list = history.apply(
      .classListPrinted(
        ClassListPrinted(
          anchor: EventsSamples.anchor, check: "000001", content: content, drawnBy: EventsSamples.drawnBy, duplex: false
        )),
      stream: "ledger")
    #expect(history.records.lists[list]?.code == "\(list)-000001")
    #expect(history.records.lists[list]?.signature == nil)
    history.apply(
      .classListSigned(ClassListSigned(list: list, way: .scanned, signedOn: "2023-04-21", except: [2])),
      stream: "ledger")
    #expect(history.records.lists[list]?.signature?.except == [2])
    #expect(history.records.lists[list]?.signature?.signedOn == "2023-04-21")
    history.apply(.classListUnsigned(ClassListUnsigned(list: list, reason: "nhầm")), stream: "ledger")
    #expect(history.records.lists[list]?.signature == nil)
    #expect(history.records.lists[list]?.rows.count == 2)
  }
}
