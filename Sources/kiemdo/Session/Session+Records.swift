import Bookkeeping
import ExamRecords

extension Books {
  /// The profile that was in force where these records stand.
  func profile(in records: Records) throws -> ExamProfile {
    guard let adopted = records.school.profiles.last else { throw BookError.noProfile }
    return try profile(digest: adopted.digest)
  }

  func layout(_ id: String?, of profile: ExamProfile) throws -> SheetLayout {
    guard let id else { return profile.layouts[0] }
    guard let layout = profile.layouts.first(where: { $0.id == id }) else {
      throw BookError.noSuchLayout(id, known: profile.layouts.map(\.id))
    }
    return layout
  }
}
