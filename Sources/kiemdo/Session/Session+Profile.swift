import CanonicalForms
import ExamRecords
import Foundation

extension Session {
  /// A profile's document: one that comes with the program, or a file.
  ///
  /// - Throws: `Failure.badProfile` with the place in the document and what was expected there.
  func profileDocument(_ name: String) throws -> JSON {
    let text: String
    if let bundled = ExamProfile.bundled[name] {
      text = bundled
    } else if FileManager.default.fileExists(atPath: name) {
      let bytes = try FileOutput.read(name)
      guard let decoded = String(validating: bytes, as: UTF8.self) else {
        throw Failure.badProfile(path: name, detail: "UTF-8")
      }
      text = decoded
    } else {
      throw Failure.unknownProfile(name, known: ExamProfile.bundled.keys.sorted())
    }
    do {
      let document = try JSON.parse(relaxed: text)
      _ = try ExamProfile.decode(document)
      return document
    } catch let fault as JSONFault {
      let line = text.utf8.prefix(fault.offset).count { $0 == 0x0A } + 1
      throw Failure.badProfile(
        path: name, detail: say("dòng \(line): \(fault.reason.rawValue)", "line \(line): \(fault.reason.rawValue)"))
    } catch let fault as ProfileFault {
      throw Failure.badProfile(
        path: name,
        detail: say(
          "\(fault.path): cần \(evidence(fault.expected)), có \(evidence(fault.found))",
          "\(fault.path): expected \(evidence(fault.expected)), found \(evidence(fault.found))"))
    }
  }
}
