import Foundation
import Testing

@testable import EventLedger

@Suite struct `The specification of the ledger` {
  @Test func `has the tables and triggers that the program makes and no others`() throws {
    let text = try String(contentsOfFile: "\(Repository.path)/Schemas/ledger-format.md", encoding: .utf8)
    let blocks = text.components(separatedBy: "```sql\n").dropFirst().compactMap {
      $0.components(separatedBy: "\n```").first
    }
    #expect(Set(blocks) == Set(Schema.objects.map(\.sql)))
    #expect(blocks.count == Schema.objects.count)
  }
}
