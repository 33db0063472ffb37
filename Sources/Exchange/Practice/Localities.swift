/// A place where a pupil lives.
struct Home {
  var locality: Locality
  /// `Thôn 5`
  var hamlet: String

  /// `Thôn 5, xã Đại Bản, huyện An Dương, Hải Phòng`
  var address: String {
    "\(hamlet), \(locality.commune), \(locality.district), Hải Phòng"
  }
}

/// A commune of Hải Phòng. District codes are the Ministry of Education's, as far as they are known; commune codes are
/// made up, and are given only where zone 1 needs one.
struct Locality {
  var commune: String
  var district: String
  var districtCode: String
  var communeCode: String?

  /// `Xã Đại Bản`
  var title: String {
    commune.prefix(1).uppercased() + commune.dropFirst()
  }

  static let near = [
    "xã Lê Thiện", "xã Đại Bản", "xã An Hòa", "xã Hồng Phong", "xã Tân Tiến", "xã An Hưng", "xã Bắc Sơn", "xã Nam Sơn",
    "xã Lê Lợi", "xã Đặng Cương", "xã Đồng Thái", "xã Quốc Tuấn", "xã An Đồng", "xã Hồng Thái", "thị trấn An Dương",
  ].map { Locality(commune: $0, district: "huyện An Dương", districtCode: "10") }

  static let farther = [
    Locality(commune: "phường Sở Dầu", district: "quận Hồng Bàng", districtCode: "01"),
    Locality(commune: "phường Quán Toan", district: "quận Hồng Bàng", districtCode: "01"),
    Locality(commune: "phường Bắc Hà", district: "quận Kiến An", districtCode: "04"),
    Locality(commune: "xã Trường Thọ", district: "huyện An Lão", districtCode: "07"),
    Locality(commune: "xã An Tiến", district: "huyện An Lão", districtCode: "07"),
  ]

  /// Island communes, zone 1.
  static let islands = [
    Locality(commune: "xã Gia Luận", district: "huyện Cát Hải", districtCode: "13", communeCode: "03"),
    Locality(commune: "xã Phù Long", district: "huyện Cát Hải", districtCode: "13", communeCode: "07"),
    Locality(commune: "xã Việt Hải", district: "huyện Cát Hải", districtCode: "13", communeCode: "10"),
  ]
}

/// An upper secondary school (trường THPT). All are made up, and so are their codes.
struct UpperSchool: Equatable {
  var name: String
  /// Code of the province's Department.
  var province: String
  var code: String
  var zone: String

  static let own = UpperSchool(
    name: "THPT Bến Sóng, huyện An Dương, Hải Phòng", province: "03", code: "099", zone: "KV2")

  static let island = UpperSchool(
    name: "THPT Đảo Ngọc, huyện Cát Hải, Hải Phòng", province: "03", code: "096", zone: "KV1")

  static let others = [
    UpperSchool(name: "THPT Cầu Vàng, quận Hồng Bàng, Hải Phòng", province: "03", code: "091", zone: "KV3"),
    UpperSchool(name: "THPT Đồi Thông, quận Kiến An, Hải Phòng", province: "03", code: "092", zone: "KV3"),
    UpperSchool(name: "THPT Ven Đê, huyện An Lão, Hải Phòng", province: "03", code: "094", zone: "KV2"),
    UpperSchool(name: "THPT Đồng Rào, huyện Kim Thành, Hải Dương", province: "21", code: "085", zone: "KV2-NT"),
    UpperSchool(name: "THPT Bãi Vẹt, huyện Ba Chẽ, Quảng Ninh", province: "17", code: "077", zone: "KV1"),
    UpperSchool(name: "THPT Lúa Chiêm, huyện Thái Thụy, Thái Bình", province: "26", code: "081", zone: "KV2-NT"),
  ]
}

/// Where a birth was registered.
struct Birthplace {
  /// As the sector database writes it.
  var name: String
  /// The first three digits of identity numbers (TT 07/2016/TT-BCA).
  var identityPrefix: String

  static let haiPhong = Birthplace(name: "Thành phố Hải Phòng", identityPrefix: "031")

  static let others = [
    Birthplace(name: "Tỉnh Hải Dương", identityPrefix: "030"),
    Birthplace(name: "Tỉnh Quảng Ninh", identityPrefix: "022"),
    Birthplace(name: "Tỉnh Thái Bình", identityPrefix: "034"), Birthplace(name: "Tỉnh Nam Định", identityPrefix: "036"),
    Birthplace(name: "Thành phố Hà Nội", identityPrefix: "001"),
    Birthplace(name: "Tỉnh Thanh Hóa", identityPrefix: "038"),
    Birthplace(name: "Tỉnh Nghệ An", identityPrefix: "040"), Birthplace(name: "Tỉnh Bắc Giang", identityPrefix: "024"),
    Birthplace(name: "Thành phố Hồ Chí Minh", identityPrefix: "079"),
    Birthplace(name: "Tỉnh Đồng Nai", identityPrefix: "075"),
  ]
}
