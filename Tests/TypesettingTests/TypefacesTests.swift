import Foundation
import Testing

@testable import Typesetting

@Suite struct TypefacesTests {
  @Test func `folders of the environment come before those of the system`() {
    #expect(
      Typefaces.standardFolders(environment: ["KIEMDO_FONTS": "/a:/b"]) == [
        "/a", "/b", "/usr/share/fonts/truetype/liberation2", "/usr/share/fonts/truetype/liberation",
      ])
    #expect(Typefaces.standardFolders(environment: [:]).count == 2)
  }

  @Test func `the faces have every Vietnamese letter, composed or not`() throws {
    let typefaces = try Typefaces()
    #expect(typefaces.missingCharacters(in: vietnameseLetters).isEmpty)
    #expect(typefaces.missingCharacters(in: vietnameseLetters.decomposedStringWithCanonicalMapping).isEmpty)
  }

  @Test func `missing characters are told, each once, in order`() throws {
    let typefaces = try Typefaces()
    #expect(typefaces.missingCharacters(in: "Ế漢\n字漢🙂é") == ["漢", "字", "🙂"])
  }

  @Test func `a missing face is told with the folders searched`() throws {
    let folder = try TemporaryFolder()
    try copyFaces(to: folder)
    try FileManager.default.removeItem(atPath: folder.path("LiberationSerif-Bold.ttf"))
    let expected = TypesettingError.faceMissing(file: "LiberationSerif-Bold.ttf", searched: [folder.url.path])
    #expect(throws: expected) { try Typefaces(folders: [folder.url.path]) }
  }

  @Test func `a face that cannot be read is refused`() throws {
    let folder = try TemporaryFolder()
    try copyFaces(to: folder)
    let path = try folder.write(Array("no font".utf8), "LiberationSerif-Italic.ttf")
    #expect(throws: TypesettingError.faceUnreadable(path: path)) { try Typefaces(folders: [folder.url.path]) }
  }

  @Test func `version 1 is refused`() throws {
    let folder = try TemporaryFolder()
    try copyFaces(to: folder)
    var font = [UInt8](try Data(contentsOf: folder.url.appending(path: "LiberationSerif-Regular.ttf")))
    // The head table's second field is the revision, 16.16.
    let head = try #require(headTable(of: font))
    font.replaceSubrange(head + 4..<head + 8, with: [0, 1, 0x11, 0xEC])
    let path = try folder.write(font, "LiberationSerif-Regular.ttf")
    #expect(throws: TypesettingError.faceTooOld(path: path, expected: "2.0", found: "1.07")) {
      try Typefaces(folders: [folder.url.path])
    }
  }

  @Test func `another family under the name is refused`() throws {
    let sans = "\(fontFolder())/LiberationSans-Regular.ttf"
    guard FileManager.default.fileExists(atPath: sans) else {
      Issue.record("fonts-liberation2 is not installed")
      return
    }
    let folder = try TemporaryFolder()
    try copyFaces(to: folder)
    let bytes = [UInt8](try Data(contentsOf: URL(filePath: sans)))
    let path = try folder.write(bytes, "LiberationSerif-Regular.ttf")
    let expected = TypesettingError.faceForeign(path: path, expected: "Liberation Serif", found: "Liberation Sans")
    #expect(throws: expected) { try Typefaces(folders: [folder.url.path]) }
  }

  @Test func `the versions name what draws`() throws {
    let versions = try Typefaces().versions
    #expect(versions.pango.wholeMatch(of: /1\.\d+\.\d+/) != nil)
    #expect(versions.cairo.wholeMatch(of: /1\.\d+\.\d+/) != nil)
    #expect(versions.font.wholeMatch(of: /Liberation Serif 2\.\d+(\.\d+)?/) != nil)
  }

  private func copyFaces(to folder: TemporaryFolder) throws {
    for face in Face.allCases {
      let name = "LiberationSerif-\(face.rawValue).ttf"
      try FileManager.default.copyItem(atPath: "\(fontFolder())/\(name)", toPath: folder.path(name))
    }
  }

  /// Offset of the `head` table (OpenType: 12 bytes, then records of tag, checksum, offset, length).
  private func headTable(of font: [UInt8]) -> Int? {
    for record in stride(from: 12, to: 12 + 16 * Int(font[5]), by: 16)
    where font[record..<record + 4] == [0x68, 0x65, 0x61, 0x64] {
      return font[record + 8..<record + 12].reduce(0) { $0 << 8 | Int($1) }
    }
    return nil
  }
}
