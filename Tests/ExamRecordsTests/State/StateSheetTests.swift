import CanonicalForms
import ExamRecords
import Testing

struct StateSheetTests {
  @Test func `a printed sheet keeps what was printed, its code and its run`() {
    var history = StateHistory()
    let sheet = history.print(round: 2)
    let state = history.sheet(sheet)
    #expect(state.code == "1-000042")
    #expect((state.round, state.layout, state.run, state.recordVersion) == (2, "full", "run 1", 1))
    #expect(state.printedFields == ["fullName", "className", "phone", "email"])
    #expect(state.values["identityNumber"] == nil)
    #expect(history.candidate.state(of: "full") == .printed)
    #expect(history.candidate.state(of: "personal") == .unprinted)
    #expect(history.candidate.version == 2)
  }

  @Test func `a change of a printed field makes a sheet stale, of another field not`() {
    var history = StateHistory()
    let sheet = history.print()
    history.correct("identityNumber", to: .text("031305009999"))
    #expect(history.candidate.state(of: "full") == .printed)
    history.correct("phone", to: .text("0987654321"))
    #expect(history.candidate.state(of: "full") == .stale)
    #expect(history.sheet(sheet).staleFields(in: history.candidate.fields) == ["phone"])
    #expect(history.candidate.sheetInForce(of: "full") == nil)
  }

  @Test func `an empty printed field that gets a value makes a sheet stale, and one that loses its value too`() {
    var history = StateHistory()
    let sheet = history.print()
    history.correct("email", to: .text("anh@truong.edu.vn"))
    history.correct("phone", to: nil)
    #expect(history.sheet(sheet).staleFields(in: history.candidate.fields) == ["email", "phone"])
    history.correct("email", to: nil)
    #expect(history.sheet(sheet).staleFields(in: history.candidate.fields) == ["phone"])
  }

  @Test func `changed back, the sheet is valid again, with its signature`() {
    var history = StateHistory()
    let sheet = history.print()
    history.sign(sheet)
    history.correct("phone", to: .text("0987654321"))
    #expect(history.candidate.state(of: "full") == .stale)
    history.correct("phone", to: .text("0912345678"))
    #expect(history.candidate.state(of: "full") == .signed)
    #expect(history.candidate.sheetInForce(of: "full")?.position == sheet)
  }

  @Test func `a signed sheet is in force before a newer unsigned one, the newest signed before older signed ones`() {
    var history = StateHistory()
    let first = history.print()
    history.sign(first)
    let second = history.print()
    #expect(history.candidate.sheetInForce(of: "full")?.position == first)
    #expect(history.candidate.state(of: "full") == .signed)
    history.sign(second)
    #expect(history.candidate.sheetInForce(of: "full")?.position == second)
    history.apply(.sheetUnsigned(SheetUnsigned(sheet: second, reason: "nhầm")))
    #expect(history.candidate.sheetInForce(of: "full")?.position == first)
    history.apply(.sheetUnsigned(SheetUnsigned(sheet: first, reason: "nhầm")))
    #expect(history.candidate.sheetInForce(of: "full")?.position == second)
    #expect(history.candidate.state(of: "full") == .printed)
  }

  @Test func `a stale signed sheet gives way to a sheet that holds`() {
    var history = StateHistory()
    let old = history.print()
    history.sign(old)
    history.correct("phone", to: .text("0987654321"))
    let new = history.print()
    #expect(history.candidate.state(of: "full") == .printed)
    #expect(history.candidate.sheetInForce(of: "full")?.position == new)
    history.sign(new)
    #expect(history.candidate.state(of: "full") == .signed)
  }

  @Test func `each layout has a state of its own`() {
    var history = StateHistory()
    let personal = history.print(layout: "personal", fields: ["fullName"])
    history.sign(personal)
    history.print(layout: "full")
    history.correct("phone", to: .text("0987654321"))
    #expect(history.candidate.state(of: "personal") == .signed)
    #expect(history.candidate.state(of: "full") == .stale)
    #expect(history.candidate.sheets(of: "personal").map(\.position) == [personal])
  }

  @Test func `a signature says when, how and where`() {
    var history = StateHistory()
    let sheet = history.print()
    let position = history.sign(sheet)
    let signature = history.sheet(sheet).signature
    #expect(signature?.position == position)
    #expect((signature?.way, signature?.signedOn, signature?.place) == (.typed, "2023-04-21", "Phòng 12"))
    #expect(signature?.recordedAt == Instant(milliseconds: 1_682_000_002_000))
  }

  @Test func `a returned sheet waits until a correction names it`() {
    var history = StateHistory()
    let sheet = history.print()
    let returned = history.apply(.sheetReturned(SheetReturned(sheet: sheet, way: .scanned)))
    #expect(history.sheet(sheet).returnedAt == returned)
    #expect(history.candidate.returnedSheets.map(\.position) == [sheet])
    history.correct("phone", to: .text("0987654321"))
    #expect(history.candidate.returnedSheets.map(\.position) == [sheet])
    history.correct("phone", to: .text("0911111111"), sheet: sheet)
    #expect(history.candidate.returnedSheets.isEmpty)
  }

  @Test func `a correction without changes closes a returned sheet`() {
    var history = StateHistory()
    let sheet = history.print()
    history.apply(.sheetReturned(SheetReturned(sheet: sheet, way: .typed)))
    history.apply(.candidateCorrected(CandidateCorrected(changes: [], reason: "Không sửa gì", sheet: sheet)))
    #expect(history.candidate.returnedSheets.isEmpty)
    #expect(history.candidate.fields == StateHistory.fields)
    #expect(history.candidate.state(of: "full") == .printed)
  }

  @Test func `a new print counts its changes from the last signed sheet, else from the print before`() {
    var history = StateHistory()
    #expect(history.candidate.sheetToCompare(of: "full") == nil)
    let first = history.print()
    #expect(history.candidate.sheetToCompare(of: "full")?.position == first)
    let second = history.print()
    #expect(history.candidate.sheetToCompare(of: "full")?.position == second)
    history.sign(first)
    #expect(history.candidate.sheetToCompare(of: "full")?.position == first)
    history.correct("phone", to: .text("0987654321"))
    history.print()
    #expect(history.candidate.sheetToCompare(of: "full")?.position == first)
    #expect(history.candidate.sheetToCompare(of: "personal") == nil)
  }

  @Test func `an event about a sheet that is not there changes nothing but the version`() {
    var history = StateHistory()
    let sheet = history.print()
    let before = history.candidate
    history.sign(99)
    history.apply(.sheetReturned(SheetReturned(sheet: 98, way: .typed)))
    #expect(history.candidate.version == before.version + 2)
    #expect(history.candidate.sheets == before.sheets)
    #expect(history.sheet(sheet).signature == nil)
  }
}
