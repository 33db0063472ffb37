import CanonicalForms

/// Puts slips into records, each into a record of its own, the kinds in turn.
struct SlipPlanter {
  private var random: SplitMix64
  private var touched: Set<Int> = []

  init(random: SplitMix64) {
    self.random = random
  }

  /// Slips by the places of the pupils whose rules find them; three in a hundred, at least one.
  mutating func plant(in pupils: inout [Pupil], _ maker: inout PupilMaker) -> [(pupil: Int, kind: PlantedSlip.Kind)] {
    let wanted = (pupils.count * 3 + 99) / 100
    var planted: [(pupil: Int, kind: PlantedSlip.Kind)] = []
    var slips = 0
    var kinds = PlantedSlip.Kind.allCases
    var turn = 0
    while slips < wanted, !kinds.isEmpty {
      let kind = kinds[turn % kinds.count]
      let found = place(kind, in: &pupils, &maker)
      if found.isEmpty {
        kinds.remove(at: turn % kinds.count)
        continue
      }
      planted += found.map { ($0, kind) }
      touched.formUnion(found)
      slips += 1
      turn += 1
    }
    return planted
  }

  /// The places of the pupils concerned; none if no pupil is fit for this kind.
  private mutating func place(_ kind: PlantedSlip.Kind, in pupils: inout [Pupil], _ maker: inout PupilMaker) -> [Int] {
    var order = pupils.indices.filter { !touched.contains($0) && Self.fits(kind, pupils[$0]) }
    random.shuffle(&order)
    if kind == .sharedNumber { return shareNumber(in: &pupils, order) }
    guard let index = order.first else { return [] }
    Self.spoil(&pupils[index], kind, &maker)
    return [index]
  }

  /// Two of a class, of the same sex and year of birth, so that the number is wrong in nothing else.
  private func shareNumber(in pupils: inout [Pupil], _ order: [Int]) -> [Int] {
    for (place, index) in order.enumerated() {
      let pupil = pupils[index]
      let other = order[(place + 1)...].first {
        pupils[$0].className == pupil.className && pupils[$0].isFemale == pupil.isFemale
          && pupils[$0].born.year == pupil.born.year
      }
      if let other {
        pupils[other].identity.number = pupil.identity.number
        return [index, other].sorted()
      }
    }
    return []
  }

  private static func fits(_ kind: PlantedSlip.Kind, _ pupil: Pupil) -> Bool {
    switch kind {
    case .phoneMissing, .numberMissing, .oldCard, .sexDigit, .birthYearDigits, .sharedNumber, .graduationYear:
      pupil.ethnicGroup == "Kinh" && pupil.identity.isInSector
    case .bothSciences: pupil.certificate == nil
    case .languageMissing: pupil.language != nil
    case .priorityMissing: pupil.priority == "06" && pupil.graduationPriority == "D2-TS2"
    case .certificateMissing: pupil.bonusVocation != nil
    case .certificateExpired: pupil.certificate?.expiresOn != nil
    }
  }

  private static func spoil(_ pupil: inout Pupil, _ kind: PlantedSlip.Kind, _ maker: inout PupilMaker) {
    switch kind {
    case .phoneMissing: pupil.phone = nil
    case .sexDigit: pupil.identity.replace(3..<4, with: pupil.isFemale ? "2" : "3")
    case .birthYearDigits: pupil.identity.replace(4..<6, with: ((pupil.born.year + 2) % 100).padded(2))
    case .numberMissing: pupil.identity = Pupil.Identity(number: nil, former: .nothing)
    case .oldCard: pupil.identity = Pupil.Identity(number: maker.oldCard())
    case .sharedNumber: break
    case .priorityMissing:
      pupil.priority = nil
      pupil.graduationPriority = "D1"
    case .certificateMissing: pupil.attachments.remove(6)
    case .bothSciences: pupil.papers = ["TO", "VA", "NN", "KHTN", "KHXH"]
    case .graduationYear: pupil.graduationYear = 2022
    case .languageMissing: pupil.language = nil
    case .certificateExpired:
      // Five weeks before the exam.
      guard let expiresOn = CalendarDate(year: 2023, month: 5, day: 22),
        let issuedOn = CalendarDate(year: 2021, month: 5, day: 22)
      else { preconditionFailure("days of the calendar") }
      pupil.certificate?.issuedOn = issuedOn
      pupil.certificate?.expiresOn = expiresOn
    }
  }
}

extension Pupil.Identity {
  fileprivate mutating func replace(_ places: Range<Int>, with digits: String) {
    guard let number else { return }
    self.number = String(number.prefix(places.lowerBound)) + digits + String(number.dropFirst(places.upperBound))
  }
}
