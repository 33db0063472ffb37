/// Makes names of people who don't exist, in the frequencies of the Red River delta.
struct NamePool {
  /// What a family calls its members.
  struct Family {
    var pupil: String
    var father: String
    var mother: String
  }

  static func family(isFemale: Bool, minority: EthnicMinority?, _ random: inout SplitMix64) -> Family {
    switch minority?.naming {
    case .ede: return ede(isFemale, minority?.families ?? [], &random)
    case .hmong:
      let family = random.pick(minority?.families ?? [])
      return Family(
        pupil: isFemale ? "\(family) Thị \(random.pick(girls))" : "\(family) A \(random.pick(hmongBoys))",
        father: "\(family) A \(random.pick(hmongBoys))",
        mother: "\(random.pick(hmongMothers)) Thị \(random.pick(mothers))")
    case .asKinh, nil:
      let family = minority.map { random.pick($0.families) } ?? random.pick(families)
      let mothersFamily = minority.map { random.pick($0.families) } ?? random.pick(families)
      return Family(
        pupil: name(family, mothersFamily, isFemale, &random),
        father: "\(family) \(random.pick(["Văn", "Văn", "Văn", "Đức", "Xuân", "Đình", "Hữu"])) \(random.pick(fathers))",
        mother: "\(mothersFamily) Thị \(random.pick(mothers))")
    }
  }

  /// Mostly three words, a girl's often four, now and then five or six.
  private static func name(
    _ family: String, _ mothersFamily: String, _ isFemale: Bool, _ random: inout SplitMix64
  ) -> String {
    if random.chance(1, in: 400), isFemale { return "Công Tằng Tôn Nữ \(random.pick(doubleGirls))" }
    if random.chance(1, in: 80), family != mothersFamily {
      let middle = random.pick(isFemale ? ["Thị Thu", "Hoàng Ngọc", "Ngọc", "Thùy"] : ["Hoàng Đức", "Ngọc", "Đình"])
      return "\(family) \(mothersFamily) \(middle) \(random.pick(isFemale ? doubleGirls : doubleBoys))"
    }
    if random.chance(isFemale ? 12 : 7, in: 100) {
      return "\(family) \(random.pick(isFemale ? doubleGirls : doubleBoys))"
    }
    let middle = random.pick(isFemale ? girlsMiddle : boysMiddle)
    var given: String
    repeat { given = random.pick(isFemale ? girls : boys) } while middle.hasSuffix(given)
    return "\(family) \(middle) \(given)"
  }

  private static func ede(_ isFemale: Bool, _ clans: [String], _ random: inout SplitMix64) -> Family {
    let clan = random.pick(clans)
    let fathersClan = random.pick(clans.filter { $0 != clan })
    return Family(
      pupil: isFemale ? "H'\(random.pick(edeGirls)) \(clan)" : "Y \(random.pick(edeBoys)) \(clan)",
      father: "Y \(random.pick(edeBoys)) \(fathersClan)", mother: "H'\(random.pick(edeGirls)) \(clan)")
  }

  private static let families: [(String, weight: Int)] = [
    ("Nguyễn", 300), ("Trần", 100), ("Phạm", 90), ("Lê", 75), ("Vũ", 65), ("Bùi", 45), ("Hoàng", 38), ("Đỗ", 36),
    ("Đào", 22), ("Đặng", 22), ("Phan", 18), ("Ngô", 18), ("Đinh", 15), ("Đoàn", 15), ("Dương", 14), ("Lương", 12),
    ("Trịnh", 10), ("Mai", 9), ("Lưu", 8), ("Cao", 8), ("Trương", 8), ("Hà", 6), ("Khúc", 5), ("Tạ", 5), ("Phùng", 4),
    ("Tô", 4), ("Lại", 4), ("Hồ", 4), ("Nghiêm", 2), ("Quản", 2), ("Tống", 2), ("Giang", 2),
  ]
  private static let boysMiddle = [
    "Văn", "Văn", "Văn", "Đức", "Đức", "Minh", "Minh", "Quang", "Hoàng", "Gia", "Hữu", "Bá", "Thành", "Duy", "Tuấn",
    "Quốc", "Việt", "Xuân", "Ngọc", "Trung", "Đình", "Nhật", "Hải", "Anh", "Thế",
  ]
  private static let boys = [
    "Anh", "Long", "Minh", "Dũng", "Huy", "Hùng", "Nam", "Hiếu", "Đạt", "Quân", "Khánh", "Sơn", "Tuấn", "Việt", "Hoàng",
    "Phong", "Bảo", "Đức", "Thành", "Trung", "Kiên", "Tùng", "Cường", "Linh", "Phúc", "Thắng", "Hải", "Quang", "Duy",
    "Mạnh", "Khải", "Lâm", "Vũ", "Nghĩa", "Toàn", "Trường", "Dương", "Đăng", "Tiến", "Quý", "Hưng", "Thịnh",
  ]
  private static let girlsMiddle = [
    "Thị", "Thị", "Thị", "Thị", "Thị Thu", "Thị Ngọc", "Thị Phương", "Thị Thanh", "Thị Minh", "Thị Hồng", "Ngọc",
    "Ngọc",
    "Thu", "Phương", "Minh", "Khánh", "Thùy", "Thanh", "Hồng", "Mai", "Bảo", "Hà", "Quỳnh", "Thảo", "Diệu", "Kim",
  ]
  private static let girls = [
    "Anh", "Anh", "Linh", "Linh", "Trang", "Hương", "Huyền", "Hà", "Ngọc", "Thảo", "Mai", "Phương", "Nhung", "Chi",
    "Ly",
    "Hằng", "Hoa", "Vân", "Yến", "Nga", "Thủy", "Dung", "Oanh", "Giang", "Quỳnh", "Nhi", "Vy", "My", "Trâm", "Ánh",
    "Lan",
    "Hạnh", "Hồng", "Hiền", "Thương", "Tuyết", "Thư", "Ngân", "Duyên", "Tâm", "Uyên",
  ]
  private static let doubleGirls = [
    "Bảo Châu", "Khánh Linh", "Minh Châu", "Thảo Nguyên", "Phương Anh", "Quỳnh Chi", "Bảo Trân", "Hà My", "Ánh Dương",
    "Tường Vy", "Gia Hân", "Mai Anh", "Kim Diệp",
  ]
  private static let doubleBoys = [
    "Gia Bảo", "Minh Quân", "Hoàng Long", "Tuấn Kiệt", "Nhật Minh", "Đăng Khoa", "Thiên Ân", "Bảo Khánh", "Quốc Khánh",
    "Việt Anh", "Thái Sơn",
  ]
  private static let fathers = [
    "Hùng", "Sơn", "Bình", "Dũng", "Thắng", "Tuấn", "Cường", "Hải", "Chiến", "Hòa", "Long", "Minh", "Phong", "Quang",
    "Thành", "Toản", "Khoa", "Lợi", "Thức", "Vinh", "Hiển", "Đông", "Tĩnh", "Nghị",
  ]
  private static let mothers = [
    "Lan", "Hoa", "Hạnh", "Tuyết", "Hương", "Thủy", "Nga", "Hiền", "Loan", "Hằng", "Mai", "Thu", "Liên", "Nhung", "Yến",
    "Oanh", "Thoa", "Bích", "Dung", "Huệ", "Vân", "Xuân", "Mến", "Thêu", "Phượng",
  ]
  private static let hmongBoys = ["Páo", "Chống", "Dình", "Sình", "Tủa", "Lềnh"]
  private static let hmongMothers = ["Giàng", "Sùng", "Vàng", "Thào", "Mùa"]
  private static let edeGirls = ["Linh", "Nguyệt", "Bliă", "Hương", "Yên", "Mai"]
  private static let edeBoys = ["Thiên", "Bảo", "Khôi", "Blơn", "Phong", "Nguyên"]
}
