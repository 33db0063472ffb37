import Bookkeeping
import ExamRecords

extension Books {
  /// The profile that was in force where these records stand.
  func profile(in records: Records) throws -> ExamProfile {
    guard let adopted = records.school.profiles.last else { throw BookError.noProfile }
    return try profile(digest: adopted.digest)
  }
}
