/// A mistake put into a synthetic record, of the kind that schools make, for the rules to find.
public struct PlantedSlip: Equatable, Sendable {
  public enum Kind: String, Equatable, Sendable, CaseIterable {
    case phoneMissing
    case sexDigit
    case priorityMissing
    case sharedNumber
    case certificateMissing
    case bothSciences
    case birthYearDigits
    case graduationYear
    case languageMissing
    case oldCard
    case certificateExpired
    case numberMissing
  }

  public var kind: Kind
  public var className: String
  /// Number in the class's files.
  public var order: Int
  public var fullName: String
  /// The Ministry's id of the pupil.
  public var studentID: String
  /// The rules of the profile that find it, `required` for a missing value; each as often as it finds something.
  public var rules: [String]
  /// What is wrong and what the training is to do about it, in Vietnamese.
  public var explanation: String
}

extension PlantedSlip.Kind {
  var rules: [String] {
    switch self {
    case .phoneMissing: ["required"]
    case .sexDigit: ["ID-3"]
    case .priorityMissing: ["P-1"]
    case .sharedNumber: ["ID-5"]
    case .certificateMissing: ["P-4b"]
    case .bothSciences: ["E-1"]
    case .birthYearDigits: ["ID-4"]
    case .graduationYear: ["S-1a"]
    case .languageMissing: ["E-5"]
    case .oldCard: ["ID-6"]
    case .certificateExpired: ["E-7"]
    // The number and its kind.
    case .numberMissing: ["required"]
    }
  }

  func explanation(for pupil: Pupil) -> String {
    switch self {
    case .phoneMissing: "chưa có số điện thoại. Hỏi thí sinh rồi nhập."
    case .sexDigit where pupil.isFemale:
      "chữ số thứ 4 của số CCCD là của nam, hồ sơ ghi nữ. Đối chiếu thẻ CCCD."
    case .sexDigit: "chữ số thứ 4 của số CCCD là của nữ, hồ sơ ghi nam. Đối chiếu thẻ CCCD."
    case .priorityMissing:
      "dân tộc \(pupil.ethnicGroup) mà sót đối tượng ưu tiên và diện xét tốt nghiệp. Hỏi lại thí sinh."
    case .sharedNumber: "số CCCD bị chép trùng giữa hai thí sinh cùng lớp. Đối chiếu thẻ của cả hai."
    case .certificateMissing: "có điểm khuyến khích nghề mà chưa nộp giấy chứng nhận nghề (hồ sơ mục 6)."
    case .bothSciences: "đánh dấu cả KHTN và KHXH. Chỉ được đăng ký một bài."
    case .birthYearDigits: "chữ số thứ 5 và 6 của số CCCD không phải năm sinh. Đối chiếu thẻ CCCD và giấy khai sinh."
    case .graduationYear: "năm tốt nghiệp ghi 2022. Học sinh lớp 12 ghi 2023."
    case .languageMissing: "đăng ký thi Ngoại ngữ mà chưa ghi mã môn (N1 đến N7)."
    case .oldCard: "dùng CMND 9 số. Hỏi thí sinh đã có CCCD chưa."
    case .certificateExpired: "chứng chỉ ngoại ngữ hết hạn trước ngày thi 27/06/2023, không được miễn thi."
    case .numberMissing: "chưa có số CCCD. Xin số định danh ở công an xã, hoặc chờ mã do hệ thống cấp."
    }
  }
}
