import ExamRecords
import Testing
import Typesetting

@testable import CheckSheets

@Suite struct ListDetailsTests {
  @Test func `order numbers are printed in short from three on end`() {
    #expect([Int]().ranges == "")
    #expect([7].ranges == "7")
    #expect([1, 2].ranges == "1, 2")
    #expect([1, 2, 3].ranges == "1–3")
    #expect([3, 7, 12, 13, 14, 20, 21].ranges == "3, 7, 12–14, 20, 21")
  }

  @Test func `base64 is read up to its end`() {
    #expect("".base64Bytes == [])
    #expect("AA==".base64Bytes == [0])
    #expect("/+8=".base64Bytes == [0xFF, 0xEF])
    #expect("P5oCwXfeEKs=".base64Bytes == [0x3F, 0x9A, 0x02, 0xC1, 0x77, 0xDE, 0x10, 0xAB])
  }

  @Test func `narrow columns take from those that can spare, and the sum stays`() {
    #expect(ListColumns.widths(wished: [10, 20, 30], needed: [5, 5, 5]) == [10, 20, 30])
    #expect(ListColumns.widths(wished: [10, 20, 30], needed: [16, 10, 10]) == [16, 18, 26])
    // Too little for all: what there is to spare is shared out.
    #expect(ListColumns.widths(wished: [10, 20], needed: [20, 15]) == [15, 15])
    for needed in [[1.0, 1, 1], [40, 40, 40], [0, 60, 0], [12, 21, 29]] {
      let sum = ListColumns.widths(wished: [10, 20, 30], needed: needed).reduce(0, +)
      #expect(abs(sum - 60) < 1e-9)
    }
  }

  @Test func `room for whole lines goes first to the columns that lack least`() {
    #expect(ListColumns.widened([5, 5, 5], to: [9, 24, 80], [10, 20, 30]) == [9, 24, 5])
    #expect(ListColumns.widened([5, 5, 5], to: [70, 70, 70], [10, 20, 30]) == [5, 5, 5])
  }

  @Test func `what draws is named with its versions`() throws {
    let typefaces = try Typefaces()
    let drawnBy = DrawnBy.current(typefaces.versions)
    #expect(drawnBy.layout == 1)
    #expect(drawnBy.font.hasPrefix("Liberation Serif 2."))
    #expect(!drawnBy.pango.isEmpty && !drawnBy.cairo.isEmpty)
  }
}
