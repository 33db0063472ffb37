import CPango
import Foundation

/// The four faces of Liberation Serif 2, loaded from their files alone.
///
/// Fontconfig is given a configuration of its own that holds these four files and nothing else, so that no other face
/// of the machine can slip in for a letter that is missing. The object belongs to one thread.
public final class Typefaces {
  /// The family every page is set in; its widths are those of Times New Roman.
  public static let family = "Liberation Serif"

  /// The first version with all Vietnamese letters.
  static let oldestVersion = 2

  private(set) var files: [Face: FontFile] = [:]
  let shaper: Shaper
  private let configuration: OpaquePointer

  /// Where Debian keeps the faces; the folders that `KIEMDO_FONTS` of the environment names, colons between them, come
  /// first.
  public static func standardFolders(environment: [String: String]) -> [String] {
    let own = environment["KIEMDO_FONTS"]?.split(separator: ":").map(String.init) ?? []
    return own + ["/usr/share/fonts/truetype/liberation2", "/usr/share/fonts/truetype/liberation"]
  }

  /// Loads `LiberationSerif-{Regular,Bold,Italic,BoldItalic}.ttf`, each from the first folder that has it.
  ///
  /// - Throws: `TypesettingError.faceMissing`, `.faceUnreadable`, `.faceForeign`, `.faceTooOld`.
  public init(folders: [String]) throws(TypesettingError) {
    guard let configuration = FcConfigCreate() else { throw .drawingFailed(reason: "FcConfigCreate") }
    var files: [Face: FontFile] = [:]
    do {
      for face in Face.allCases {
        let name = "LiberationSerif-\(face.rawValue).ttf"
        guard let path = folders.map({ "\($0)/\(name)" }).first(where: FileManager.default.fileExists(atPath:)) else {
          throw TypesettingError.faceMissing(file: name, searched: folders)
        }
        files[face] = try FontFile(path: path)
        guard FcConfigAppFontAddFile(configuration, path) != 0 else {
          throw TypesettingError.faceUnreadable(path: path)
        }
      }
      shaper = try Shaper(configuration: configuration, files: files)
    } catch let error as TypesettingError {
      FcConfigDestroy(configuration)
      throw error
    } catch {
      preconditionFailure("Only typesetting errors are thrown above")
    }
    self.files = files
    self.configuration = configuration
  }

  /// Loads the faces from the standard folders and those of this process's environment.
  public convenience init() throws(TypesettingError) {
    try self.init(folders: Typefaces.standardFolders(environment: ProcessInfo.processInfo.environment))
  }

  deinit { FcConfigDestroy(configuration) }

  /// The characters of `text` that the faces lack, each once, in order of appearance; they are drawn as empty boxes.
  /// Line ends are no characters to draw.
  public func missingCharacters(in text: String) -> [Unicode.Scalar] {
    var missing: [Unicode.Scalar] = []
    for scalar in text.unicodeScalars where !Character(scalar).isNewline && !missing.contains(scalar) {
      if files.values.contains(where: { !$0.has(scalar) }) { missing.append(scalar) }
    }
    return missing
  }

  /// Ascent of the tallest letters over the size of the type.
  var ascent: Double { file(.regular).ascent }
  /// Depth of the deepest letters over the size of the type.
  var descent: Double { file(.regular).descent }

  func file(_ face: Face) -> FontFile {
    guard let file = files[face] else { preconditionFailure("Every face was loaded at the start") }
    return file
  }
}
