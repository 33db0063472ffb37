import CanonicalForms
import Testing

struct InstantTests {
  @Test func `the ledger's text is read back over all years, leap days and times before 1970 among them`() throws {
    let first = try #require(Instant(ledgerText: "0000-01-01T00:00:00.000Z"))
    let last = try #require(Instant(ledgerText: "9999-12-31T23:59:59.999Z"))
    // A step that is prime to the day, so that every time of day comes up.
    let step = 86_400_000 * 29 + 12_345_677
    let instants = stride(from: first.milliseconds, through: last.milliseconds, by: step).map(
      Instant.init(milliseconds:))
    let wrong = instants.filter { instant in
      let text = instant.text
      return Instant(ledgerText: text) != instant || Instant(rfc3339: text) != instant
    }
    #expect(wrong.isEmpty)
    #expect(instants.count > 100_000)
  }

  @Test func `texts order as moments do`() throws {
    let texts = [
      "0000-01-01T00:00:00.000Z", "1969-12-31T23:59:59.999Z", "1970-01-01T00:00:00.000Z", "1970-01-01T00:00:00.001Z",
      "2000-02-29T12:00:00.000Z", "2023-04-25T09:59:59.123Z", "2023-04-25T10:00:00.000Z", "9999-12-31T23:59:59.999Z",
    ]
    let instants = try texts.map { try #require(Instant(ledgerText: $0)) }
    #expect(zip(instants, instants.dropFirst()).allSatisfy(<))
    #expect(instants.map(\.text) == texts)
    #expect((instants[1].milliseconds, instants[2].milliseconds) == (-1, 0))
  }

  @Test(arguments: [
    "2023-04-25T09:59:59Z", "2023-04-25T09:59:59.12Z", "2023-04-25T09:59:59.1234Z", "2023-04-25T09:59:59.123z",
    "2023-04-25t09:59:59.123Z", "2023-04-25 09:59:59.123Z", "2023-04-25T09:59:59,123Z", "2023-04-25T24:00:00.000Z",
    "2023-04-25T09:60:00.000Z", "2023-04-25T09:59:60.000Z", "2023-02-29T09:59:59.123Z", "2023-04-25T09:59:59.123+00:00",
    "2023-04-25T09:59:59.123", "02023-04-25T09:59:59.12Z", "", "2023-04-25T0９:59:59.123Z",
  ])
  func `any other spelling is not the ledger's`(text: String) {
    #expect(Instant(ledgerText: text) == nil)
  }

  @Test(arguments: [
    ("2023-04-25T17:00:00+07:00", "2023-04-25T10:00:00.000Z"),
    ("2023-04-25t17:00:00.5+07:00", "2023-04-25T10:00:00.500Z"),
    ("2023-04-25 10:00:00z", "2023-04-25T10:00:00.000Z"), ("2023-01-01T00:00:00+07:00", "2022-12-31T17:00:00.000Z"),
    ("2023-12-31T20:00:00-05:30", "2024-01-01T01:30:00.000Z"),
    ("1970-01-01T00:00:00.0019+00:01", "1969-12-31T23:59:00.001Z"),
    ("2024-02-29T23:59:59.999999999Z", "2024-02-29T23:59:59.999Z"),
    ("2023-04-25T10:00:00-00:00", "2023-04-25T10:00:00.000Z"),
    ("2023-04-25T10:00:00+23:59", "2023-04-24T10:01:00.000Z"),
  ])
  func `an RFC 3339 time is read with its offset and cut to milliseconds`(text: String, expected: String) throws {
    #expect(try #require(Instant(rfc3339: text)).text == expected)
  }

  @Test(arguments: [
    "2023-04-25T17:00:00", "2023-04-25T17:00:00+0700", "2023-04-25T17:00:00+7:00", "2023-04-25T17:00:00+24:00",
    "2023-04-25T17:00:00+07:60", "2023-04-25T17:00:00.Z", "2023-04-25T17:00:00.1234567890Z", "2023-04-25T17:00Z",
    "2023-04-31T17:00:00Z", "2023-04-25T17:00:60Z", "25/04/2023 17:00:00Z", "2023-04-25T17:00:00ZZ", "2023-04-25",
    "2023-04-25T17:00:00+07:00 ", "2023-04-25T17:00:00.5",
  ])
  func `what is no RFC 3339 time is none`(text: String) {
    #expect(Instant(rfc3339: text) == nil)
  }

  @Test(arguments: ["0000-01-01T00:00:00+07:00", "9999-12-31T23:59:59-07:00"])
  func `a time outside the years 0000 to 9999 of UTC has no text in the ledger and is not read`(text: String) {
    #expect(Instant(rfc3339: text) == nil)
  }

  @Test func `a local clock is ahead by its offset, before 1970 too`() throws {
    for text in [
      "2023-04-25T17:00:00.000Z", "1969-12-31T17:00:00.000Z", "1899-12-31T20:15:30.250Z", "2000-02-28T23:59:59.999Z",
    ] {
      let instant = try #require(Instant(ledgerText: text))
      for offset in [0, 420, -330, 1439, -1439] {
        let local = instant.local(offsetMinutes: offset)
        let back = Instant(
          date: local.date, hour: local.hour, minute: local.minute, second: local.second,
          millisecond: local.millisecond,
          offsetMinutes: offset)
        #expect(back == instant)
      }
    }
    let evening = try #require(Instant(ledgerText: "2023-04-25T17:00:00.000Z")).local(offsetMinutes: 420)
    #expect(evening.date.text == "2023-04-26")
    #expect((evening.hour, evening.minute) == (0, 0))
  }
}
