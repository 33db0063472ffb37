import CanonicalForms
import Foundation
import Testing

@testable import ExamRecords

enum TestProfiles {
  /// The profile that comes with the program.
  static func year2023() throws -> ExamProfile {
    try decoded2023.get()
  }

  private static let decoded2023 = Result { try ExamProfile.decode(document2023()) }

  static func document2023() throws -> JSON {
    try JSON.parse(relaxed: try #require(ExamProfile.bundled["tn-thpt-2023"]))
  }

  /// A form that shares neither a field's name nor a list's id with the other.
  static func year2025() throws -> ExamProfile {
    try ExamProfile.decode(document2025())
  }

  static func document2025() throws -> JSON {
    let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "Profiles/tn-thpt-2025.json")
    return try JSON.parse(relaxed: String(contentsOf: file, encoding: .utf8))
  }
}

extension ExamProfile {
  /// Reads the texts as a file would bring them.
  func values(_ texts: [String: String]) throws -> FieldValues {
    var values: FieldValues = [:]
    for (name, text) in texts {
      let field = try #require(self.field(named: name), "no field \(name)")
      values[name] = try read(text, as: field).get()
    }
    return values
  }

  func reading(_ text: String, as name: String) throws -> Result<FieldValue?, Unreadable> {
    read(text, as: try #require(field(named: name), "no field \(name)"))
  }
}

extension JSON {
  /// The document with the value at a JSON Pointer replaced, or taken out for nil.
  func replacing(_ pointer: String, with value: JSON?) throws -> JSON {
    try replacing(pointer.split(separator: "/").map(String.init)[...], value)
  }

  private func replacing(_ path: ArraySlice<String>, _ value: JSON?) throws -> JSON {
    guard let step = path.first else { return try #require(value) }
    let isLast = path.count == 1
    switch self {
    case .object(var object):
      object[step] = isLast ? value : try #require(object[step], "\(step)").replacing(path.dropFirst(), value)
      return .object(object)
    case .array(var items):
      let index = try #require(Int(step))
      if isLast, value == nil {
        items.remove(at: index)
      } else if index == items.count {
        items.append(try #require(value))
      } else {
        items[index] = try items[index].replacing(path.dropFirst(), value)
      }
      return .array(items)
    default: throw PointerFault(step: step)
    }
  }

  func at(_ pointer: String) -> JSON? {
    pointer.split(separator: "/").reduce(Optional(self)) { json, step in
      json?.object?[String(step)]
        ?? Int(step).flatMap { index in
          json?.array.flatMap { $0.indices.contains(index) ? $0[index] : nil }
        }
    }
  }
}

struct PointerFault: Error {
  let step: String
}
