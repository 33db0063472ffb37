import Foundation
import Testing

/// The programs that the tests run.
enum Tool {
  /// The built command: beside the test bundle, or in the package's own build folder.
  static func kiemdo() throws -> String {
    try #require(found, "kiemdo is not built: run swift build first")
  }

  private static let found: String? = {
    var folders: [String] = []
    for start in CommandLine.arguments.prefix(1) + CommandLine.arguments.filter({ $0.hasSuffix(".xctest") }) {
      var folder = URL(filePath: start).deletingLastPathComponent()
      while folder.path.count > 1 {
        folders.append(folder.path)
        folder.deleteLastPathComponent()
      }
    }
    let package = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    folders.append(package.path + "/.build/debug")
    return folders.map { $0 + "/kiemdo" }.first { path in
      var isFolder: ObjCBool = false
      return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && !isFolder.boolValue
        && FileManager.default.isExecutableFile(atPath: path)
    }
  }()

  /// A tool of the system on files of a scene.
  static func run(_ program: String, _ arguments: String..., in scene: Scene) throws -> Output {
    try Child(program, arguments, in: scene, stdin: nil, env: [:]).wait()
  }
}
