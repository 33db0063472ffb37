import CanonicalForms
import ExamRecords

/// Makes pupils one after the other; keeps their numbers apart.
struct PupilMaker {
  private var random: SplitMix64
  private var taken: Set<String> = []
  private var count = 0
  /// Drawn from without putting back, so that a school has some of every kind.
  private var minorities: [EthnicMinority] = []

  init(random: SplitMix64) {
    self.random = random
  }

  /// - Parameter leaning: from 0 to 1, how much the class leans to natural sciences.
  mutating func make(leaning: Double) -> Pupil {
    let isFemale = random.chance(53, in: 100)
    let minority = random.chance(4, in: 100) ? drawMinority() : nil
    let family = NamePool.family(isFemale: isFemale, minority: minority, &random)
    let birthplace = birthplace(of: minority)
    let born = birthday()
    let livesOnIsland = minority != nil ? random.chance(1, in: 5) : random.chance(1, in: 150)
    let home = home(onIsland: livesOnIsland)
    let parents = (parent(family.father, Self.fathersJobs), parent(family.mother, Self.mothersJobs))
    var pupil = Pupil(
      name: family.pupil, isFemale: isFemale, born: born, ethnicGroup: minority?.name ?? "Kinh",
      birthPlace: birthplace.name, studentID: unused { "0399" + $0.digits(6) },
      identity: identity(birthplace, isFemale, born), phone: phone(block: "0"),
      email: "", home: home, father: parents.0, mother: parents.1,
      contact: random.chance(1, in: 2) ? family.father : family.mother, contactPhone: phone(block: "1"),
      schools: schools(onIsland: livesOnIsland), isForAdmission: random.chance(92, in: 100), papers: [],
      graduationPriority: "D1", conduct: random.pick([("Tốt", 88), ("Khá", 10), ("Trung bình", 2)]),
      average: average(leaning: leaning), attachments: [1, 2, 3])
    pupil.email = email(of: pupil.name)
    registerPapers(&pupil, leaning)
    claimPriority(&pupil, isMinority: minority != nil, livesOnIsland: livesOnIsland)
    claimBonus(&pupil)
    count += 1
    return pupil
  }

  private mutating func unused(_ text: (inout SplitMix64) -> String) -> String {
    while true {
      let candidate = text(&random)
      if taken.insert(candidate).inserted { return candidate }
    }
  }

  // MARK: The person

  private mutating func drawMinority() -> EthnicMinority {
    if minorities.isEmpty {
      minorities = EthnicMinority.all.flatMap { Array(repeating: $0.0, count: $0.count) }
      random.shuffle(&minorities)
    }
    return minorities.removeLast()
  }

  private mutating func birthplace(of minority: EthnicMinority?) -> Birthplace {
    if let minority, random.chance(1, in: 2) { return random.pick(minority.origins) }
    return random.chance(92, in: 100) ? .haiPhong : random.pick(Birthplace.others)
  }

  private mutating func birthday() -> CalendarDate {
    let year = random.pick([(2005, 96), (2004, 3), (2003, 1)])
    let month = random.number(in: 1...12)
    let day = random.number(in: 1...CalendarDate.days(inMonth: month, of: year))
    guard let date = CalendarDate(year: year, month: month, day: day) else {
      preconditionFailure("a day of its month")
    }
    return date
  }

  /// The last six digits begin with 99, which real numbers of these years have hardly reached.
  private mutating func identity(_ birthplace: Birthplace, _ isFemale: Bool, _ born: CalendarDate) -> Pupil.Identity {
    let start = birthplace.identityPrefix + (isFemale ? "3" : "2") + (born.year % 100).padded(2) + "99"
    var identity = Pupil.Identity(number: unused { start + $0.digits(4) })
    switch random.below(100) {
    case ..<15: identity.former = .nothing
    case ..<23: identity.former = .oldCard(oldCard())
    case ..<25: identity.isInSector = false
    default: break
    }
    return identity
  }

  /// Nine digits that begin as in Hải Phòng.
  mutating func oldCard() -> String {
    unused { "03199" + $0.digits(4) }
  }

  private mutating func parent(_ name: String, _ jobs: [String]) -> Pupil.Parent {
    Pupil.Parent(name: name, job: random.pick(jobs), birthYear: random.number(in: 1966...1983))
  }

  /// Numbers of a block that looks like no real one: 0900 00…, 0900 01….
  private mutating func phone(block: String) -> String {
    unused { "09000" + block + $0.digits(4) }
  }

  private func email(of name: String) -> String {
    let words = name.split(separator: " ").map { Folding.key(String($0)) }
    let initials = words.dropLast().map { $0.prefix(1) }.joined()
    return "\(words.last ?? "")\(initials).\((count + 1).padded(4))@example.com"
  }

  private mutating func home(onIsland: Bool) -> Home {
    let locality =
      onIsland
      ? random.pick(Locality.islands)
      : random.chance(85, in: 100) ? random.pick(Locality.near) : random.pick(Locality.farther)
    let word = locality.commune.hasPrefix("xã") ? "Thôn" : "Tổ"
    return Home(locality: locality, hamlet: "\(word) \(random.number(in: 1...12))")
  }

  private mutating func schools(onIsland: Bool) -> [UpperSchool] {
    if onIsland { return [.island, .island, .own] }
    switch random.below(100) {
    case ..<2:
      let other = random.pick(UpperSchool.others)
      return [other, other, .own]
    case ..<6: return [random.pick(UpperSchool.others), .own, .own]
    default: return [.own, .own, .own]
    }
  }

  private static let fathersJobs = [
    "Nông dân", "Công nhân", "Công nhân", "Kinh doanh", "Lái xe", "Thợ xây", "Ngư dân", "Giáo viên", "Bộ đội",
  ]
  private static let mothersJobs = [
    "Nông dân", "Công nhân", "Công nhân", "Kinh doanh", "Nội trợ", "Giáo viên", "Y tá", "Thợ may",
  ]

  // MARK: School and exam

  private mutating func average(leaning: Double) -> Int {
    let noise = random.below(19) + random.below(19) - 18
    return min(96, max(47, 71 + Int((leaning - 0.5) * 12) + noise))
  }

  private mutating func registerPapers(_ pupil: inout Pupil, _ leaning: Double) {
    let science = random.chance(Int(leaning * 100), in: 100) ? "KHTN" : "KHXH"
    if random.chance(2, in: 100) {
      pupil.papers = ["TO", "VA", science]
      pupil.certificate = certificate()
      pupil.attachments.insert(5)
    } else {
      pupil.papers = ["TO", "VA", "NN", science]
      pupil.language = random.pick([("N1", 955), ("N4", 25), ("N6", 12), ("N7", 6), ("N3", 2)])
    }
  }

  /// Issued in good time for the exam of 2023 and valid for two years, which all but one have.
  private mutating func certificate() -> Pupil.Certificate {
    let issuedOn = day(from: (2021, 8, 1), days: 600)
    let expiresOn = CalendarDate(year: issuedOn.year + 2, month: issuedOn.month, day: issuedOn.day)
    switch random.below(10) {
    case 0: return Pupil.Certificate(type: "JLPT N3", issuedOn: issuedOn)
    case 1: return Pupil.Certificate(type: "HSK", score: 30, issuedOn: issuedOn, expiresOn: expiresOn)
    case 2:
      return Pupil.Certificate(
        type: "TOEFL ITP", score: random.number(in: 46...56) * 100, issuedOn: issuedOn, expiresOn: expiresOn)
    default:
      return Pupil.Certificate(
        type: "IELTS", score: random.number(in: 9...14) * 5, issuedOn: issuedOn, expiresOn: expiresOn)
    }
  }

  private mutating func day(from start: (Int, Int, Int), days: Int) -> CalendarDate {
    guard let first = CalendarDate(year: start.0, month: start.1, day: start.2) else {
      preconditionFailure("a day of the calendar")
    }
    return CalendarDate(dayNumber: first.dayNumber + random.below(days))
  }

  private mutating func claimPriority(_ pupil: inout Pupil, isMinority: Bool, livesOnIsland: Bool) {
    switch (isMinority, livesOnIsland) {
    case (true, true):
      pupil.priority = "01"
      pupil.graduationPriority = random.pick(["D2-TS2", "D3-TS3"])
      pupil.attachments.insert(11)
    case (true, false):
      pupil.priority = "06"
      pupil.graduationPriority = "D2-TS2"
    case (false, true):
      pupil.graduationPriority = "D2-VS2"
      pupil.attachments.insert(11)
    case (false, false):
      guard random.chance(1, in: 100) else { return }
      (pupil.priority, pupil.graduationPriority) = random.pick([("04", "D3-CLS"), ("04", "D2-CHH"), ("07", "D1")])
      pupil.attachments.insert(11)
    }
  }

  private mutating func claimBonus(_ pupil: inout Pupil) {
    if random.chance(70, in: 100) {
      pupil.bonusVocation = random.pick([(20, 60), (15, 32), (10, 8)])
      pupil.attachments.insert(6)
    }
    guard random.chance(3, in: 100) else { return }
    let points = random.pick([(20, 2), (15, 3), (10, 5)])
    if random.chance(1, in: 2) { pupil.bonusPrize = points } else { pupil.bonusTalent = points }
    pupil.attachments.insert(7)
  }
}
