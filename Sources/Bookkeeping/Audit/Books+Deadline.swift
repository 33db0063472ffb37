import EventLedger
public import ExamRecords

extension Books {
  /// The deadlines of the profile that was in force for the event at a position; for the few events before the first
  /// profile, those of the first.
  ///
  /// - Throws: `BookError.noProfile`, `BookError.profileUnreadable`.
  public func deadlines(at position: Int) throws -> [ExamProfile.Deadline] {
    let adopted = school.profiles.last { $0.position <= position } ?? school.profiles.first
    guard let adopted else { throw BookError.noProfile }
    do {
      return try ExamProfile.decode(try ledger.profileDocument(at: adopted.position)).deadlines
    } catch is ProfileFault {
      throw BookError.profileUnreadable(position: adopted.position)
    }
  }
}
