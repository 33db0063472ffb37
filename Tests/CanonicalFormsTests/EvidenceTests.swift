import CanonicalForms
import Testing

@Suite struct EvidenceTests {
  private let evidence: Evidence = "a row at every position below \(512) of \("table $1")"

  @Test func `its text is in English, its key has the places of the values`() {
    #expect(evidence.description == "a row at every position below 512 of table $1")
    #expect(evidence.key == "a row at every position below $1 of $2")
  }

  @Test func `another phrase takes the values in its own order, as often as it likes, and a value stays as it is`() {
    #expect(evidence.fill("$2: $1, $1; $3 $", \.key) == "table $1: 512, 512; $3 $")
  }

  @Test func `evidence within evidence is shown by whoever asks, a value is not`() {
    let inner: Evidence = "none"
    let outer: Evidence = "\("none"): \(inner)"
    #expect(outer.description == "none: none")
    #expect(outer.fill(outer.key) { _ in "không có" } == "none: không có")
  }

  @Test func `only values are abridged, those within evidence too`() {
    let inner: Evidence = "more than \("0123456789")"
    let outer: Evidence = "\("abcdefghij"), \(inner)"
    #expect(outer.abridged(to: 3).description == "abc, more than 012")
  }
}
