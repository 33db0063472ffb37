/// A sentence with fields' names in braces, cut up once.
struct MessageTemplate: Sendable {
  enum Piece: Equatable, Sendable {
    case text(String)
    case name(String)
  }

  let pieces: [Piece]

  init(_ message: String) {
    var pieces: [Piece] = []
    var rest = message[...]
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      pieces.append(.text(String(rest[..<open])))
      pieces.append(.name(String(rest[rest.index(after: open)..<close])))
      rest = rest[rest.index(after: close)...]
    }
    pieces.append(.text(String(rest)))
    self.pieces = pieces
  }

  static func names(in message: String) -> [String] {
    MessageTemplate(message).pieces.compactMap { if case .name(let name) = $0 { name } else { nil } }
  }

  func filled(_ value: (String) -> String) -> String {
    pieces.map { piece in
      switch piece {
      case .text(let text): text
      case .name(let name): value(name)
      }
    }.joined()
  }
}
