import CanonicalForms
import ExamRecords
import Testing

@testable import Exchange

@Suite struct `The records of a synthetic school` {
  private static let made = Result {
    let school = SyntheticSchool(candidates: 600, seed: 2023)
    var books = try PracticeBooks()
    for file in school.sectorFiles + school.registrationFiles { try books.take(file) }
    return books
  }

  private static func books() throws -> PracticeBooks { try made.get() }

  @Test func `fill the sheets`() throws {
    let books = try Self.books()
    func share(_ field: String) -> Double {
      Double(books.candidates.count { $0.fields[field] != nil }) / Double(books.candidates.count)
    }
    for field in books.profile.fields {
      switch field.required {
      case .always: #expect(share(field.name) > 0.98, "\(field.name)")
      case .when where field.name != "examPapers": #expect(share(field.name) == 1, "\(field.name)")
      case .when, .never: break
      }
    }
    #expect(share("examPapers") == 1)
    #expect(share("foreignLanguage") > 0.9)
    #expect((0.005...0.05).contains(share("exemption")))
    #expect((0.02...0.09).contains(share("priorityGroup")))
    #expect((0.5...0.9).contains(share("bonusVocation")))
    #expect((0.03...0.15).contains(share("formerIdentityNumber")))
  }

  @Test func `have the spread of a school`() throws {
    let books = try Self.books()
    func values(_ field: String) -> [String: Int] {
      Dictionary(
        books.candidates.map { ($0.fields[field]?.codes.joined(separator: "+") ?? "", 1) }, uniquingKeysWith: +)
    }
    let minorities = values("ethnicGroup").filter { $0.key != "01" }
    #expect((12...40).contains(minorities.values.reduce(0, +)) && minorities.count >= 5)
    #expect(Set(values("zone").keys).isSuperset(of: ["KV1", "KV2", "KV3"]))
    #expect(values("zone")["KV2", default: 0] > 500)
    #expect((250...350).contains(values("sex")["1", default: 0]))
    let papers = values("examPapers")
    #expect(papers["TO+VA+NN+KHTN", default: 0] > 150 && papers["TO+VA+NN+KHXH", default: 0] > 150)
    let lengths = Set(books.candidates.map { $0.fields["fullName"]?.text?.split(separator: " ").count ?? 0 })
    #expect(lengths.isSuperset(of: [3, 4, 5]) && lengths.max() == 6)
    let names = books.candidates.compactMap { $0.fields["fullName"]?.text }
    #expect(names.contains { $0.hasPrefix("H'") || $0.hasPrefix("Y ") })
  }

  @Test func `are plainly of nobody`() throws {
    let books = try Self.books()
    for candidate in books.candidates {
      let fields = candidate.fields.compactMapValues(\.text)
      #expect(fields["email"]?.hasSuffix("@example.com") == true)
      #expect(fields["phone"]?.hasPrefix("090000") ?? true)
      #expect(fields["contactPhone"]?.hasPrefix("090001") == true)
      let number = fields["identityNumber"] ?? ""
      #expect(number.isEmpty || number.suffix(6).hasPrefix("99") || number.hasPrefix("03199"), "\(number)")
      #expect(fields["studentID"]?.hasPrefix("0399") == true)
    }
    #expect(Set(books.candidates.map { $0.fields["email"] }).count == 600)
    #expect(Set(books.candidates.map { $0.fields["studentID"] }).count == 600)
  }

  @Test func `claim priority only where it is due`() throws {
    for candidate in try Self.books().candidates {
      let fields = candidate.fields.compactMapValues(\.text)
      let isMinority = fields["ethnicGroup"] != "01"
      switch fields["priorityGroup"] {
      case "01": #expect(isMinority && fields["residenceCommune"] != nil && fields["zone1Residence"] == "1")
      case "06": #expect(isMinority && fields["residenceCommune"] == nil)
      default: break
      }
      #expect((fields["exemption"] != nil) == (fields["exemptionIssuedOn"] != nil))
      let papers = candidate.fields["examPapers"]?.codes ?? []
      #expect(papers.contains("NN") != (fields["exemption"] != nil))
    }
  }

  @Test func `use the provinces of the profile`() throws {
    let profile = try PracticeBooks().profile
    let provinces = try #require(profile.codeLists.first { $0.id == "provinces" }).entries
    let places = Birthplace.others + [.haiPhong] + EthnicMinority.all.flatMap { $0.0.origins }
    for place in places {
      let entry = try #require(
        provinces.first { $0.label == place.name || $0.aliases.contains(place.name) }, "\(place.name)")
      #expect(entry.identityPrefix == place.identityPrefix, "\(place.name)")
    }
    for school in UpperSchool.others + [.own, .island] {
      let province = try #require(provinces.first { $0.code == school.province })
      #expect(school.name.hasSuffix(", \(province.label)"))
    }
    let groups = try #require(profile.codeLists.first { $0.id == "ethnicGroups" }).entries
    for (minority, _) in EthnicMinority.all {
      #expect(groups.contains { $0.label == minority.name }, "\(minority.name)")
    }
  }

  @Test func `take the zone of the school attended longest, else of grade 12's`() {
    var pupil = PupilMakerSample.pupil()
    let (own, island) = (UpperSchool.own, UpperSchool.island)
    let town = UpperSchool(name: "Phố", province: "03", code: "091", zone: "KV3")
    for (schools, zone) in [
      ([own, own, own], "KV2"), ([island, own, own], "KV2"), ([island, island, own], "KV1"),
      ([own, town, town], "KV3"),
      ([town, island, own], "KV2"), ([own, town, own], "KV2"),
    ] {
      pupil.schools = schools
      #expect(pupil.zone == zone)
    }
  }
}

enum PupilMakerSample {
  static func pupil() -> Pupil {
    var maker = PupilMaker(random: SplitMix64(seed: 1))
    return maker.make(leaning: 0.5)
  }
}
