import Typesetting

/// A place in a strip: before this line of this row.
struct ReportCursor: Equatable {
  var row = 0
  var line = 0
}

/// What of a strip stands on a page.
struct ReportPart: Equatable {
  var strip: Int
  var start = ReportCursor()
  var end: ReportCursor
}

/// Which part of which strip stands on which page. It holds no text: pages are set again, one by one, when they are drawn.
struct ReportPlan {
  private(set) var pages: [[ReportPart]] = [[]]
  private let strips: [ReportStrip]
  private let first: Double
  private let further: Double
  /// Free height of the page that is being filled.
  private var free: Double

  /// Rows higher than this share of a page are parted.
  private static let wholeRows = 0.35
  /// Fewer lines of a row are not parted from the others.
  private static let leastLines = 3
  /// Rows that are taken along by a closing.
  private static let rowsWithClosing = 3
  private static let tolerance = 1e-6

  /// - Parameters:
  ///   - first: height below the head of the first page.
  ///   - further: height below the heads of the others.
  /// - Throws: `LayoutFault.rowTooHigh` for a block that no page holds.
  init(_ strips: [ReportStrip], first: Double, further: Double) throws(LayoutFault) {
    self.strips = strips
    self.first = first
    self.further = further
    free = first
    for index in strips.indices { try place(index) }
  }

  private var isFresh: Bool { pages[pages.count - 1].isEmpty }

  private func gap(_ index: Int) -> Double { isFresh ? 0 : strips[index].gap }

  private mutating func turn() {
    pages.append([])
    free = further
  }

  private mutating func add(_ part: ReportPart, height: Double) {
    free -= gap(part.strip) + height
    pages[pages.count - 1].append(part)
  }

  private mutating func place(_ index: Int) throws(LayoutFault) {
    if !isFresh, gap(index) + leastHeight(index) > free + Self.tolerance {
      if strips[index].keepsWithPrevious { takeAlong(index) } else { turn() }
    }
    switch strips[index].content {
    case .block(let block):
      if gap(index) + block.height > free + Self.tolerance {
        if !isFresh { turn() }
        guard block.height <= free + Self.tolerance else {
          throw .rowTooHigh(label: block.lines.joined(separator: " "), height: block.height, available: free)
        }
      }
      add(ReportPart(strip: index, end: ReportCursor(row: 1)), height: block.height)
    case .rows(let rows):
      try place(rows, index)
    }
  }

  private mutating func place(_ rows: ReportStrip.Rows, _ index: Int) throws(LayoutFault) {
    // A table without rows still shows its head.
    if rows.count == 0 {
      return add(ReportPart(strip: index, end: ReportCursor()), height: rows.heading?.height ?? 0)
    }
    var cursor = ReportCursor()
    while cursor.row < rows.count {
      let head = rows.heading?.height ?? 0
      let (end, height) = fill(rows, from: cursor, room: free - gap(index) - head)
      if end == cursor {
        guard !isFresh else {
          throw .rowTooHigh(label: "", height: head + rows.height(lines: 1), available: free)
        }
        turn()
        continue
      }
      add(ReportPart(strip: index, start: cursor, end: end), height: head + height)
      cursor = end
      if cursor.row < rows.count { turn() }
    }
  }

  /// As much from a place on as the room holds.
  private func fill(
    _ rows: ReportStrip.Rows, from start: ReportCursor, room: Double
  ) -> (end: ReportCursor, height: Double) {
    var end = start
    var height = 0.0
    while end.row < rows.count {
      let all = rows.set(end.row).lineCount(rows.lineHeight)
      let rest = all - end.line
      let needed = rows.height(lines: rest)
      if height + needed <= room + Self.tolerance {
        height += needed
        end = ReportCursor(row: end.row + 1)
        continue
      }
      let isHigh = rows.height(lines: all) > further * Self.wholeRows
      guard isHigh || isFresh && end == start else { break }
      var lines = rows.lines(in: room - height)
      // No single line stands alone at either side, where there is a choice.
      if rest - lines < 2 { lines = rest - 2 }
      let least = isFresh && end == start ? 1 : min(Self.leastLines, rest)
      guard lines >= least else { break }
      height += rows.height(lines: lines)
      end.line += lines
      break
    }
    return (end, height)
  }

  /// What of a strip, and of those that it must not be parted from, is the least that can stand on a page.
  private func leastHeight(_ index: Int) -> Double {
    var height: Double
    switch strips[index].content {
    case .block(let block): height = block.height
    case .rows(let rows):
      height = rows.heading?.height ?? 0
      if rows.count > 0 {
        let lines = rows.set(0).lineCount(rows.lineHeight)
        let isHigh = rows.height(lines: lines) > further * Self.wholeRows
        height += rows.height(lines: isHigh ? Self.leastLines : lines)
      }
    }
    if strips[index].keepsWithNext, index + 1 < strips.count {
      height += strips[index + 1].gap + leastHeight(index + 1)
    }
    return height
  }

  /// Begins a page with the last rows of the page before, so that nobody signs a page that says nothing.
  private mutating func takeAlong(_ index: Int) {
    var stays = pages[pages.count - 1]
    guard let part = stays.popLast() else { return turn() }
    var taken = [part]
    if case .rows(let rows) = strips[part.strip].content, part.end.line == 0 {
      let first = max(part.start.row + (part.start.line > 0 ? 1 : 0), part.end.row - Self.rowsWithClosing)
      if ReportCursor(row: first) != part.start {
        // Some of the rows: the others stay with the heading.
        stays.append(ReportPart(strip: part.strip, start: part.start, end: ReportCursor(row: first)))
        taken = [ReportPart(strip: part.strip, start: ReportCursor(row: first), end: part.end)]
      }
      guard first < part.end.row || rows.count == 0 else { return turn() }
    }
    // What leads to them comes along.
    while taken[0].start == ReportCursor(), let last = stays.last, strips[last.strip].keepsWithNext {
      taken.insert(stays.removeLast(), at: 0)
    }
    let heights = taken.map(height)
    let gaps = taken.dropFirst().reduce(strips[index].gap) { $0 + strips[$1.strip].gap }
    guard !stays.isEmpty, heights.reduce(gaps, +) + leastHeight(index) <= further + Self.tolerance else {
      return turn()
    }
    pages[pages.count - 1] = stays
    turn()
    for (part, height) in zip(taken, heights) { add(part, height: height) }
  }

  private func height(_ part: ReportPart) -> Double {
    switch strips[part.strip].content {
    case .block(let block): block.height
    case .rows(let rows):
      (part.start.row..<part.end.row).reduce(rows.heading?.height ?? 0) {
        $0 + rows.height(lines: rows.set($1).lineCount(rows.lineHeight))
      }
    }
  }
}
