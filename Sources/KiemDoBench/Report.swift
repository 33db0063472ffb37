import Foundation

/// The table of results.
struct Report {
  /// A figure, and whether more of it is better.
  enum Figure {
    /// So many a second.
    case rate(Double, String)
    /// Seconds.
    case duration(Double)
    case bytes(Double)

    var text: String {
      switch self {
      case .rate(let number, let unit): "\(Self.grouped(number)) \(unit)/s"
      case .duration(let seconds): String(format: "%.2f ms", seconds * 1000)
      case .bytes(let count): "\(Self.grouped(count)) bytes"
      }
    }

    var number: Double {
      switch self {
      case .rate(let number, _), .duration(let number), .bytes(let number): number
      }
    }

    func meets(_ aim: Double) -> Bool {
      if case .rate = self { number >= aim } else { number <= aim }
    }

    static func grouped(_ number: Double) -> String {
      let digits = Array(String(Int(number.rounded())))
      return digits.enumerated().reduce(into: "") { text, digit in
        if digit.offset > 0, (digits.count - digit.offset).isMultiple(of: 3) { text += "," }
        text.append(digit.element)
      }
    }
  }

  private var rows: [[String]] = [["measure", "result", "floor or peer", "its result", "ratio", "aim"]]

  /// - Parameters:
  ///   - floor: what the least work of the kind costs here and now, or what else does the same.
  ///   - aim: in the unit of the figure.
  mutating func add(
    _ measure: String, _ figure: Figure, floor: (name: String, figure: Figure)? = nil, aim: Double? = nil
  ) {
    let ratio = floor.map { String(format: "%.3g", figure.number / $0.figure.number) }
    let aimText = aim.map { aim -> String in
      let sign = if case .rate = figure { "≥" } else { "≤" }
      let amount = if case .duration = figure { "\(Int(aim * 1000)) ms" } else { Figure.grouped(aim) }
      return "\(figure.meets(aim) ? "✓" : "✗") \(sign) \(amount)"
    }
    rows.append([measure, figure.text, floor?.name ?? "", floor?.figure.text ?? "", ratio ?? "", aimText ?? ""])
  }

  /// Further floors of the measure above.
  mutating func add(floor name: String, _ figure: Figure, of whole: Figure) {
    rows.append(["", "", name, figure.text, String(format: "%.3g", whole.number / figure.number), ""])
  }

  /// What the stages of the measure above take of its time.
  mutating func add(_ stages: Stages) {
    for name in stages.names {
      let seconds = stages.median(name)
      let share = String(format: "%.0f %%", seconds / stages.total * 100)
      rows.append(["  \(name)", "\(Figure.duration(seconds).text)", "\(share) of the time", "", "", ""])
    }
  }

  var table: String {
    let widths = rows[0].indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
    let lines = rows.map { row in
      let line = zip(row, widths).enumerated().map { column, cell in
        let gap = String(repeating: " ", count: cell.1 - cell.0.count)
        return [1, 3, 4].contains(column) ? gap + cell.0 : cell.0 + gap
      }.joined(separator: "  ")
      return String(line.reversed().drop { $0 == " " }.reversed())
    }
    return ([lines[0], String(repeating: "─", count: lines[0].count)] + lines.dropFirst()).joined(separator: "\n")
  }
}
