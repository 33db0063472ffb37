import ExamRecords
import Testing

struct DecisionsSigningTests {
  @Test func `a sheet that holds is taken once`() throws {
    var history = StateHistory()
    let position = history.print()
    #expect(history.candidate.judgeSigning(history.sheet(position)) == .accepted)
    history.sign(position)
    #expect(history.candidate.judgeSigning(history.sheet(position)) == .alreadySigned)
    #expect(
      try history.candidate.unsign(history.sheet(position), reason: "nhầm")
        == SheetUnsigned(sheet: position, reason: "nhầm"))
    history.apply(.sheetUnsigned(SheetUnsigned(sheet: position, reason: "nhầm")))
    #expect(history.candidate.judgeSigning(history.sheet(position)) == .accepted)
    #expect(throws: Refusal.sheetNotSigned(code: history.sheet(position).code)) {
      try history.candidate.unsign(history.sheet(position), reason: "nhầm")
    }
  }

  @Test func `an old sheet that is not stale may be signed as well as the new one`() {
    var history = StateHistory()
    let old = history.print()
    let new = history.print()
    #expect(history.candidate.judgeSigning(history.sheet(old)) == .accepted)
    history.sign(new)
    #expect(history.candidate.judgeSigning(history.sheet(old)) == .accepted)
  }

  @Test func `a stale sheet is refused with its fields, and taken again when they are changed back`() {
    var history = StateHistory()
    let position = history.print()
    history.correct("phone", to: nil)
    history.correct("email", to: .text("a@b.vn"))
    #expect(history.candidate.judgeSigning(history.sheet(position)) == .stale(fields: ["email", "phone"]))
    history.correct("email", to: nil)
    history.correct("phone", to: .text("0912345678"))
    #expect(history.candidate.judgeSigning(history.sheet(position)) == .accepted)
  }

  @Test func `a withdrawn candidate's sheet is refused first of all`() {
    var history = StateHistory()
    let position = history.print()
    history.sign(position)
    history.correct("phone", to: nil)
    history.apply(.candidateWithdrawn(CandidateWithdrawn(reason: "r")))
    #expect(history.candidate.judgeSigning(history.sheet(position)) == .withdrawn)
    #expect(history.candidate.judgeReturn(history.sheet(position)) == .withdrawn)
  }

  @Test func `a sheet with handwriting waits for its correction, and may come back stale but not signed or twice`() {
    var history = StateHistory()
    let position = history.print()
    #expect(history.candidate.judgeReturn(history.sheet(position)) == .accepted)
    history.correct("phone", to: nil)
    #expect(history.candidate.judgeReturn(history.sheet(position)) == .accepted)
    history.correct("phone", to: .text("0912345678"))
    history.apply(.sheetReturned(SheetReturned(sheet: position, way: .typed)))
    #expect(history.candidate.judgeSigning(history.sheet(position)) == .awaitsCorrection)
    #expect(history.candidate.judgeReturn(history.sheet(position)) == .awaitsCorrection)
    history.apply(.candidateCorrected(CandidateCorrected(changes: [], reason: "r", sheet: position)))
    #expect(history.candidate.judgeSigning(history.sheet(position)) == .accepted)
    history.sign(position)
    #expect(history.candidate.judgeReturn(history.sheet(position)) == .alreadySigned)
  }

  @Test func `a list is unsigned only after it was signed, with a reason`() throws {
    var history = StateHistory()
    let position = history.apply(
      .classListPrinted(
        ClassListPrinted(
          anchor: EventsSamples.anchor, check: "000001", content: EventsSamples.list, drawnBy: EventsSamples.drawnBy,
          duplex: false)), stream: "ledger")
    #expect(throws: Refusal.sheetNotSigned(code: "\(position)-000001")) {
      try history.records.lists[position]?.unsign(reason: "nhầm")
    }
    history.apply(.classListSigned(ClassListSigned(list: position, way: .typed)), stream: "ledger")
    #expect(throws: Refusal.reasonMissing) { try history.records.lists[position]?.unsign(reason: "") }
    #expect(
      try history.records.lists[position]?.unsign(reason: "nhầm") == ClassListUnsigned(list: position, reason: "nhầm"))
  }
}
