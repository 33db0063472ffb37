import CheckSheets
import ExamRecords

extension Session {
  /// Lays out one candidate's page, and names the candidate where that fails.
  func naming<Value>(_ candidate: Candidate, _ profile: ExamProfile, _ body: () throws -> Value) throws -> Value {
    do {
      return try body()
    } catch let fault as LayoutFault {
      let explained = explain(fault)
      throw Explained(Explanation(message: "\(person(candidate, profile)): \(explained.message)", code: explained.code))
    }
  }

  func explain(_ fault: LayoutFault) -> Explanation {
    switch fault {
    case .layoutUnknown(let id, let known):
      Explanation(
        message: say(
          "Bộ quy định không có mẫu phiếu \"\(id)\"; có: \(known.joined(separator: ", ")).",
          "The profile has no layout \"\(id)\"; there are: \(known.joined(separator: ", "))."), code: .badData)
    case .charactersMissing(let unprintables):
      Explanation(
        message: unprintables.map { unprintable in
          let characters = unprintable.characters.map {
            "\"\($0)\" (U+\(String($0.value, radix: 16, uppercase: true)))"
          }
          .joined(separator: ", ")
          return say(
            "\(place(unprintable.place)): \"\(unprintable.text)\" có chữ mà phông in không có: \(characters). Sửa lại, rồi in. Chưa ghi gì vào sổ.",
            "\(place(unprintable.place)): \"\(unprintable.text)\" has characters that the face lacks: \(characters). Nothing was recorded."
          )
        }.joined(separator: "\n"), code: .badData)
    case .rowTooHigh(let label, let height, let available):
      Explanation(
        message: say(
          "Mục \"\(label)\" cao \(Int(height)) mm, trang chỉ còn \(Int(available)) mm. Rút ngắn giá trị. Chưa ghi gì vào sổ.",
          "\"\(label)\" is \(Int(height)) mm high, the page has \(Int(available)) mm. Nothing was recorded."),
        code: .badData)
    }
  }

  private func place(_ place: Unprintable.Place) -> String {
    switch place {
    case .field(let name): say("Mục \(name)", "Field \(name)")
    case .unit(let setting): say("Thông tin đơn vị (\(setting))", "Unit setting \(setting)")
    case .finding(let rule): say("Quy tắc \(rule)", "Rule \(rule)")
    case .form: say("Mẫu phiếu", "The form")
    }
  }
}
