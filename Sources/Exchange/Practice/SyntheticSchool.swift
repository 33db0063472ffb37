import CanonicalForms
public import ExamRecords

/// A school whose pupils do not exist, as the files a clerk works with: the sector database's export and the
/// registrations of every class, and a guide to what to try.
///
/// The same candidates, classes and seed give the same bytes, on every machine. What the records say agrees with the
/// profile `tn-thpt-2023`, save for the slips that are planted.
public struct SyntheticSchool: Sendable {
  public struct File: Equatable, Sendable {
    /// Path with `/`, from the folder of the school.
    public var name: String
    public var bytes: [UInt8]
  }

  /// How many candidates a school may have.
  public static let sizes = 1...5000

  /// What its pages say of it.
  public static let unit = UnitSettings(
    name: "TRƯỜNG THPT BẾN SÓNG", code: UpperSchool.own.code, department: "SỞ GIÁO DỤC VÀ ĐÀO TẠO HẢI PHÒNG",
    place: "Hải Phòng", signatory: "HIỆU TRƯỞNG", signatoryName: "Phạm Quang Hưng")

  /// In the order of their numbers: `12A1`, `12A2`, …, `12A14`.
  public let classNames: [String]
  private let candidates: Int
  /// In the order of classes and their lists.
  public let slips: [PlantedSlip]
  /// `csdl-nganh/12A1.csv`, …: what the sector database exports.
  public let sectorFiles: [File]
  /// `dang-ky/12A1.csv`, …: the registrations, to be imported after those.
  public let registrationFiles: [File]
  /// - Parameters:
  ///   - candidates: how many, within ``sizes``.
  ///   - classes: how many classes; about 43 pupils in each if nil. At most one a candidate.
  public init(candidates: Int, classes: Int? = nil, seed: UInt64) {
    precondition(Self.sizes.contains(candidates))
    let count = max(1, min(candidates, classes ?? (candidates + 21) / 43))
    classNames = (1...count).map { "12A\($0)" }

    var seeds = SplitMix64(seed: seed)
    var maker = PupilMaker(random: SplitMix64(seed: seeds.next()))
    var pupils: [Pupil] = []
    for (index, name) in classNames.enumerated() {
      let size = candidates / count + (index < candidates % count ? 1 : 0)
      // The first classes lean to the natural sciences, the last to the social ones.
      let leaning = 0.92 - 0.84 * (count == 1 ? 0.5 : Double(index) / Double(count - 1))
      let members = (0..<size).map { _ in maker.make(leaning: leaning) }
      pupils += Self.inListOrder(members, className: name)
    }
    var planter = SlipPlanter(random: SplitMix64(seed: seeds.next()))
    let planted = planter.plant(in: &pupils, &maker)

    var members: [String: [Pupil]] = [:]
    var orders: [Int] = []
    for pupil in pupils {
      members[pupil.className, default: []].append(pupil)
      orders.append(members[pupil.className]?.count ?? 0)
    }
    slips = planted.sorted { $0.pupil < $1.pupil }.map { index, kind in
      PlantedSlip(
        kind: kind, className: pupils[index].className, order: orders[index], fullName: pupils[index].name,
        studentID: pupils[index].studentID, rules: kind.rules, explanation: kind.explanation(for: pupils[index]))
    }
    sectorFiles = classNames.map {
      File(name: "csdl-nganh/\($0).csv", bytes: SectorSheet.bytes(of: members[$0] ?? [], className: $0))
    }
    registrationFiles = classNames.map {
      File(name: "dang-ky/\($0).csv", bytes: RegistrationSheet.bytes(of: members[$0] ?? [], className: $0))
    }
    self.candidates = candidates
  }

  /// `DOC-TRUOC.txt`
  ///
  /// - Parameter isFull: whether the ledger beside it has the registrations already.
  public func guide(isFull: Bool) -> File {
    let guide = PracticeGuide(candidates: candidates, classNames: classNames, slips: slips, isFull: isFull)
    return File(name: "DOC-TRUOC.txt", bytes: Array(guide.text.utf8))
  }

  /// All files.
  ///
  /// - Parameter isFull: as for the guide.
  public func files(isFull: Bool) -> [File] { [guide(isFull: isFull)] + sectorFiles + registrationFiles }

  private static func inListOrder(_ members: [Pupil], className: String) -> [Pupil] {
    let ordered = members.enumerated().map { number, pupil in
      (order: NameOrder(fullName: pupil.name, dateOfBirth: pupil.born.text, number: number), pupil: pupil)
    }
    return ordered.sorted { $0.order < $1.order }.map {
      var pupil = $0.pupil
      pupil.className = className
      return pupil
    }
  }
}
