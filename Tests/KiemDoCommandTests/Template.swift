import Foundation
import Testing

/// Schools that many tests start from, each made once by the command itself and copied for every test.
struct Template: Sendable {
  let folder: String

  /// A copy of a scene, kept until the tests end.
  init(keeping scene: Scene) throws {
    folder = try Scene.makeFolder()
    try FileManager.default.removeItem(atPath: folder)
    try FileManager.default.copyItem(atPath: scene.folder, toPath: folder)
    Cleanup.folders.add(folder)
  }

  /// A new ledger of officer `lan`: five events.
  static func school() throws -> Template { try made(founded) }

  /// The sample's 45 candidates of class 12A1 in it.
  static func imported() throws -> Template { try made(filled) }

  /// And a check-sheet printed for each, in `phieu.pdf`.
  static func printed() throws -> Template { try made(onPaper) }

  /// 300 candidates in seven classes: a full tile of the tree.
  static func large() throws -> Template { try made(many) }

  /// All kinds of events, for the matrix of what can be done to a ledger.
  static func varied() throws -> Template { try made(manyKinds) }

  private static let manyKinds = Result { try Template(keeping: TamperedSchool.make()) }

  private static let founded = Result {
    try make { scene in
      try scene.done(
        "init", "--unit-name", "TRƯỜNG THPT BẾN SÓNG", "--department", "SỞ GIÁO DỤC VÀ ĐÀO TẠO HẢI PHÒNG",
        "--place", "Hải Phòng", "--officer", "lan", "--officer-name", "Nguyễn Thị Lan")
    }
  }

  private static let filled = Result {
    try make(from: school()) { scene in
      try scene.write(try Sample.text(), to: "12A1.csv")
      try scene.done("import", "12A1.csv", "--reason", "Nhập từ CSDL ngành")
    }
  }

  private static let onPaper = Result {
    try make(from: imported()) { try $0.done("print", "--all", "--output", "phieu.pdf") }
  }

  private static let many = Result {
    try make(from: school()) { scene in
      try scene.write(Sample.pupils(300), to: "khoi12.csv")
      try scene.done("import", "khoi12.csv", "--reason", "Nhập từ CSDL ngành")
    }
  }

  /// A failed requirement was recorded in the test that came first; the others must not pass for it.
  private static func made(_ template: Result<Template, any Error>) throws -> Template {
    do {
      return try template.get()
    } catch {
      Issue.record("the school that this test starts from could not be made: \(error)")
      throw error
    }
  }

  private static func make(from template: Template? = nil, _ fill: (Scene) throws -> Void) throws -> Template {
    let scene = try template.map { try Scene($0) } ?? Scene()
    try fill(scene)
    return try Template(keeping: scene)
  }
}

/// Removes the templates when the tests end.
private final class Cleanup: @unchecked Sendable {
  static let folders = Cleanup()
  private let lock = NSLock()
  private var paths: [String] = []

  private init() {
    atexit { for path in Cleanup.folders.paths { try? FileManager.default.removeItem(atPath: path) } }
  }

  func add(_ path: String) {
    lock.withLock { paths.append(path) }
  }
}

/// Lists as schools have them. Nobody in them exists.
enum Sample {
  static func text() throws -> String {
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "Samples/sector-database-12A1.csv")
    return String(decoding: try Data(contentsOf: file), as: UTF8.self)
  }

  /// The sample with some cells changed.
  static func text(_ changes: (String, String)..., sourceLocation: SourceLocation = #_sourceLocation) throws -> String {
    var text = try text()
    for (old, new) in changes {
      try #require(text.contains(old), "the sample has no \(old)", sourceLocation: sourceLocation)
      text = text.replacing(old, with: new)
    }
    return text
  }

  static let header = "Mã định danh Bộ GD&ĐT,Họ tên,Ngày sinh,Giới tính,Dân tộc,Lớp học,Số định danh cá nhân"

  /// A list with one row for each given line, in the columns of `header`.
  static func list(_ rows: String...) -> String {
    ([header] + rows).map { $0 + "\r\n" }.joined()
  }

  /// A list of `count` pupils in classes of 45.
  static func pupils(_ count: Int) -> String {
    var text = header + "\r\n"
    for index in 0..<count {
      let day = String(format: "%02d/%02d/2005", 1 + index % 28, 1 + index % 12)
      text +=
        "\(1_000_000_000 + index),Nguyễn Văn \(index % 2 == 0 ? "Tập" : "Thử"),\(day),Nam,Kinh,12A\(1 + index / 45),"
      text += String(format: "031205%06d\r\n", index)
    }
    return text
  }
}
