extension ExamProfile {
  /// The documents that come with the program, by id: JSON texts to be parsed relaxed and decoded.
  public static var bundled: [String: String] {
    ["tn-thpt-2023": String(decoding: PackageResources.tn_thpt_2023_json, as: UTF8.self)]
  }
}
