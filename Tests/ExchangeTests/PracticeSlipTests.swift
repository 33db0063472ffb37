import ExamRecords
import Testing

@testable import Exchange

@Suite struct `Planted slips` {
  @Test func `are three in a hundred, of every kind in a whole school, each in a record of its own`() {
    let school = SyntheticSchool(candidates: 600, seed: 2023)
    #expect(Set(school.slips.map(\.kind)) == Set(PlantedSlip.Kind.allCases))
    #expect(Set(school.slips.map(\.studentID)).count == school.slips.count)
    let shared = school.slips.count { $0.kind == .sharedNumber }
    #expect(school.slips.count - shared / 2 == 18)
  }

  @Test(arguments: [1, 2, 30, 45]) func `are at least one, even in a small class`(candidates: Int) {
    for seed in 1...20 {
      let slips = SyntheticSchool(candidates: candidates, seed: UInt64(seed)).slips
      #expect(slips.contains { $0.kind == .phoneMissing } || candidates == 1 && !slips.isEmpty, "seed \(seed)")
    }
  }

  @Test func `are named in the guide, with class and order`() {
    let school = SyntheticSchool(candidates: 600, seed: 2023)
    let guide = String(decoding: school.guide(isFull: false).bytes, as: UTF8.self)
    for slip in school.slips {
      #expect(guide.contains("Lớp \(slip.className), STT \(slip.order), \(slip.fullName) ["))
      #expect(guide.contains(slip.explanation))
    }
    #expect(guide.hasPrefix("\u{FEFF}TRƯỜNG TẬP DƯỢT"))
    #expect(!guide.replacing("\r\n", with: "").contains("\n"))
  }

  @Test func `a guide beside a full ledger asks for no import and says what is in it`() {
    let school = SyntheticSchool(candidates: 60, seed: 2023)
    let (bare, full) = (text(of: school.guide(isFull: false)), text(of: school.guide(isFull: true)))
    #expect(full.contains("so.kiemdo     sổ ghi, đã nhập cả csdl-nganh và dang-ky"))
    #expect(full.contains("2. PHẦN ĐĂNG KÝ ĐÃ NHẬP"))
    for sentence in ["Các lớp còn lại:", "Hồ sơ nào cũng thiếu", "sau khi đã nhập dang-ky", "2. NHẬP PHẦN ĐĂNG KÝ"] {
      #expect(bare.contains(sentence), "\(sentence)")
      #expect(!full.contains(sentence), "\(sentence)")
    }
    #expect(bare.contains("so.kiemdo     sổ ghi, đã nhập csdl-nganh\r\n"))
    #expect(full.count { $0 == "\r\n" } == full.unicodeScalars.count { $0 == "\n" }, "one line end throughout")
  }

  private func text(of file: SyntheticSchool.File) -> String { String(decoding: file.bytes, as: UTF8.self) }

  @Test func `stand where the class's file has them`() throws {
    let school = SyntheticSchool(candidates: 600, seed: 2023)
    for slip in school.slips {
      let file = try #require(school.sectorFiles.first { $0.name == "csdl-nganh/\(slip.className).csv" })
      let row = try CSVReader.read(file.bytes).records[3 + slip.order].cells
      #expect(row.prefix(3) == [String(slip.order), slip.studentID, slip.fullName])
    }
  }
}
