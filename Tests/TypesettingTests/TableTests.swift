import Testing

@testable import Typesetting

@Suite struct TableTests {
  private func cell(_ height: Double, columns: Int = 1) -> Table.Cell {
    let content = Element.box(Box(Rect(x: 0, y: 0, width: 2, height: height)))
    return Table.Cell(
      Block(width: 2, height: height, elements: [content]), columns: columns, .left, .middle,
      insets: Insets(horizontal: 1, vertical: 0.5))
  }

  private func rules(_ block: Block) -> [Rule] {
    block.elements.compactMap { if case .rule(let rule) = $0 { rule } else { nil } }
  }

  @Test func `a row is as high as its highest cell and no lower than its minimum`() {
    #expect(Table.Row([cell(3), cell(7)], minimumHeight: 5.5).height == 8)
    #expect(Table.Row([cell(3), .empty], minimumHeight: 5.5).height == 5.5)
  }

  @Test func `cells stand in their columns, in the middle of the row, in reading order`() {
    let table = Table(columns: [10, 20], rows: [Table.Row([cell(7), cell(3)]), Table.Row([cell(1), cell(1)])])
    let boxes = table.block.elements.compactMap { if case .box(let box) = $0 { box.rect.origin } else { nil } }
    #expect(boxes == [Point(x: 1, y: 0.5), Point(x: 11, y: 2.5), Point(x: 1, y: 8.5), Point(x: 11, y: 8.5)])
    #expect(table.block.height == 10 && table.block.width == 30)
    #expect(table.innerWidth(0..<2, insets: Insets(horizontal: 1)) == 28)
  }

  @Test func `rules run between rows and columns, each once`() {
    let table = Table(columns: [10, 20], rows: [Table.Row([cell(1), cell(1)]), Table.Row([cell(1), cell(1)])])
    let level = rules(table.block).filter { $0.start.y == $0.end.y }
    let upright = rules(table.block).filter { $0.start.x == $0.end.x }
    #expect(level.map(\.start.y) == [0, 2, 4])
    #expect(upright.map(\.start.x) == [0, 10, 30])
    #expect(upright.allSatisfy { $0.start.y == 0 && $0.end.y == 4 })
  }

  @Test func `a heading in the table has no rules at its sides and interrupts those of the columns`() {
    let ruled = Table.Row([cell(1), cell(1)])
    let heading = Table.Row([cell(1, columns: 2)], isRuled: false)
    let table = Table(columns: [10, 20], rows: [ruled, heading, heading, ruled])
    let upright = rules(table.block).filter { $0.start.x == $0.end.x && $0.start.x == 10 }
    #expect(upright.map { [$0.start.y, $0.end.y] } == [[0, 2], [6, 8]])
    #expect(rules(table.block).filter { $0.start.y == $0.end.y }.map(\.start.y) == [0, 2, 6, 8])
  }

  @Test func `a cell across columns has no rule inside`() {
    let table = Table(columns: [10, 20], rows: [Table.Row([cell(1, columns: 2)]), Table.Row([cell(1), cell(1)])])
    let inner = rules(table.block).filter { $0.start.x == 10 && $0.end.x == 10 }
    #expect(inner.map { [$0.start.y, $0.end.y] } == [[2, 4]])
  }

  @Test func `a row to look at is grey between thick rules`() {
    let plain = Table.Row([cell(1)])
    let changed = Table.Row([cell(1)], fill: 0.9, emphasis: 0.5)
    let block = Table(columns: [10], rows: [plain, changed, plain]).block
    #expect(block.elements.first == .box(Box(Rect(x: 0, y: 2, width: 10, height: 2), fill: 0.9)))
    let level = rules(block).filter { $0.start.y == $0.end.y }
    #expect(level.filter { $0.stroke.thickness == 0.5 }.map(\.start.y) == [2, 4])
    #expect(level.filter { $0.stroke.thickness == 0.2 }.map(\.start.y) == [0, 6])
  }
}
