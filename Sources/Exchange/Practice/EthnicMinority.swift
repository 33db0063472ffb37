/// An ethnic minority as pupils of it are met in a school of Hải Phòng: their family names, and where their families
/// come from.
struct EthnicMinority {
  /// A label of the profile's list `ethnicGroups`.
  var name: String
  var families: [String]
  var origins: [Birthplace]
  var naming = Naming.asKinh

  enum Naming {
    case asKinh
    /// Men's middle name is *A*: `Giàng A Páo`.
    case hmong
    /// *Y* or *H'*, the given name, then the mother's clan: `Y Thiên Niê`, `H'Linh Niê`.
    case ede
  }

  /// With how many of thirty pupils of minorities are of each.
  static let all: [(EthnicMinority, count: Int)] = [
    (
      EthnicMinority(
        name: "Tày", families: ["Nông", "Hoàng", "Lương", "Bế", "Triệu", "Đàm", "Ma"],
        origins: [
          Birthplace(name: "Tỉnh Cao Bằng", identityPrefix: "004"),
          Birthplace(name: "Tỉnh Lạng Sơn", identityPrefix: "020"),
          Birthplace(name: "Tỉnh Bắc Kạn", identityPrefix: "006"),
        ]), 7
    ),
    (
      EthnicMinority(
        name: "Mường", families: ["Bùi", "Đinh", "Quách", "Hà", "Bạch"],
        origins: [
          Birthplace(name: "Tỉnh Hòa Bình", identityPrefix: "017"),
          Birthplace(name: "Tỉnh Thanh Hóa", identityPrefix: "038"),
        ]), 5
    ),
    (
      EthnicMinority(
        name: "Nùng", families: ["Nông", "Vi", "Lý", "Hoàng", "Chu", "Lương"],
        origins: [Birthplace(name: "Tỉnh Lạng Sơn", identityPrefix: "020")]), 4
    ),
    (
      EthnicMinority(
        name: "Hoa", families: ["Trần", "Lý", "Vương", "Lâm", "Tăng"],
        origins: [.haiPhong, Birthplace(name: "Tỉnh Quảng Ninh", identityPrefix: "022")]), 3
    ),
    (
      EthnicMinority(
        name: "Thái", families: ["Lò", "Cà", "Quàng", "Lường", "Cầm"],
        origins: [
          Birthplace(name: "Tỉnh Sơn La", identityPrefix: "014"),
          Birthplace(name: "Tỉnh Điện Biên", identityPrefix: "011"),
        ]), 3
    ),
    (
      EthnicMinority(
        name: "Sán Dìu", families: ["Trương", "Lưu", "Ninh", "Từ", "Diệp"],
        origins: [Birthplace(name: "Tỉnh Quảng Ninh", identityPrefix: "022")]), 2
    ),
    (
      EthnicMinority(
        name: "Dao", families: ["Triệu", "Bàn", "Đặng", "Phùng"],
        origins: [
          Birthplace(name: "Tỉnh Quảng Ninh", identityPrefix: "022"),
          Birthplace(name: "Tỉnh Yên Bái", identityPrefix: "015"),
        ]), 2
    ),
    (
      EthnicMinority(
        name: "Ê đê", families: ["Niê", "Êban", "Mlô", "Ayun", "Kbuôr"],
        origins: [Birthplace(name: "Tỉnh Đắk Lắk", identityPrefix: "066")], naming: .ede), 2
    ),
    (
      EthnicMinority(
        name: "Hmông", families: ["Giàng", "Sùng", "Vàng", "Thào", "Mùa"],
        origins: [
          Birthplace(name: "Tỉnh Lào Cai", identityPrefix: "010"),
          Birthplace(name: "Tỉnh Điện Biên", identityPrefix: "011"),
        ], naming: .hmong), 2
    ),
  ]
}
