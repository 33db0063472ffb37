import CanonicalForms

/// A pupil of grade 12 who does not exist, with all that the sector database and the registration form hold.
struct Pupil {
  var className = ""
  var name: String
  var isFemale: Bool
  var born: CalendarDate
  /// As the sector database writes it: `Kinh`.
  var ethnicGroup: String
  /// As the sector database writes it: `Thành phố Hải Phòng`.
  var birthPlace: String
  /// The Ministry's id, 10 digits.
  var studentID: String
  var identity: Identity
  var phone: String?
  var email: String
  var home: Home
  var father: Parent
  var mother: Parent
  var contact: String
  var contactPhone: String
  /// Of grades 10, 11 and 12.
  var schools: [UpperSchool]
  var isForAdmission: Bool
  /// Codes of the profile's list `examPapers`.
  var papers: [String]
  var language: String?
  var certificate: Certificate?
  var priority: String?
  var graduationPriority: String
  var graduationYear = 2023
  var conduct: String
  /// In tenths of a point.
  var average: Int
  /// In tenths of a point.
  var bonusPrize: Int?
  var bonusTalent: Int?
  var bonusVocation: Int?
  /// Numbers of the papers attached, of the profile's list `attachments`.
  var attachments: Set<Int>

  struct Parent {
    var name: String
    var job: String
    var birthYear: Int
  }

  struct Identity {
    /// 12 digits, or 9 of an old card; nil if the pupil has none yet.
    var number: String?
    var former: Former = .sameNumber
    /// Whether the sector database knows it already.
    var isInSector = true

    /// What stands in the sector database's column for old cards.
    enum Former {
      case nothing
      case sameNumber
      case oldCard(String)
    }
  }

  struct Certificate {
    var type: String
    /// In tenths.
    var score: Int?
    var issuedOn: CalendarDate
    var expiresOn: CalendarDate?
  }

  /// The zone of the school attended longest, else of grade 12's (TT 08/2022/TT-BGDĐT).
  var zone: String {
    let zones = schools.map(\.zone)
    return zones.first { zone in zones.count { $0 == zone } > 1 } ?? zones[zones.count - 1]
  }

  var academicRating: String {
    switch average {
    case 80...: "Giỏi"
    case 65...: "Khá"
    case 50...: "Trung bình"
    default: "Yếu"
    }
  }

  /// `8,5`
  static func decimal(_ tenths: Int) -> String {
    "\(tenths / 10),\(tenths % 10)"
  }
}
