import ExamRecords
import Testing

@testable import Exchange

@Suite struct `A synthetic school` {
  @Test(
    arguments: [
      (1, nil, 2023), (1, nil, 77), (2, nil, 1), (45, nil, 2023), (45, 3, 77), (45, 45, 1), (600, nil, 2023),
      (600, 9, 1),
    ] as [(Int, Int?, UInt64)])
  func `is imported whole and without a problem, and the rules find the planted slips and nothing else`(
    candidates: Int, classes: Int?, seed: UInt64
  ) throws {
    let school = SyntheticSchool(candidates: candidates, classes: classes, seed: seed)
    var books = try PracticeBooks()
    for file in school.sectorFiles {
      let (_, plan) = try books.take(file)
      #expect(plan.problems == [] && plan.corrections.isEmpty && plan.matched.isEmpty, "\(file.name), seed \(seed)")
    }
    #expect(books.candidates.count == candidates)
    for file in school.registrationFiles {
      let (sheet, plan) = try books.take(file)
      #expect(sheet.unknownColumns == [], "\(file.name)")
      #expect(plan.problems == [] && plan.registrations.isEmpty && plan.kept.isEmpty, "\(file.name), seed \(seed)")
      #expect(plan.corrections.count == sheet.rows.count)
      for correction in plan.corrections {
        let overwritten = correction.changes.filter { $0.old != nil }
        #expect(overwritten.isEmpty, "\(file.name), line \(correction.line), seed \(seed)")
      }
    }
    let planted = Dictionary(uniqueKeysWithValues: school.slips.map { ($0.studentID, $0.rules) })
    let found = books.findings()
    for id in Set(planted.keys).union(found.keys).sorted() {
      let rules = (found[id] ?? []).map(\.rule)
      #expect(rules == planted[id], "pupil \(id), seed \(seed)")
    }
  }

  @Test func `imports that are repeated find nothing new`() throws {
    let school = SyntheticSchool(candidates: 90, seed: 5)
    var books = try PracticeBooks()
    for file in school.sectorFiles + school.registrationFiles { try books.take(file) }
    for file in school.sectorFiles + school.registrationFiles {
      let (sheet, plan) = try books.take(file)
      #expect(plan.unchanged == sheet.rows.count && plan.kept.isEmpty, "\(file.name)")
    }
  }

  @Test func `the same seed makes the same bytes, another seed others`() {
    let school = SyntheticSchool(candidates: 120, classes: 3, seed: 2023)
    let files = school.files(isFull: false)
    #expect(files == SyntheticSchool(candidates: 120, classes: 3, seed: 2023).files(isFull: false))
    let other = SyntheticSchool(candidates: 120, classes: 3, seed: 2024)
    #expect(other.files(isFull: false).map(\.name) == files.map(\.name))
    #expect(zip(other.files(isFull: false), files).allSatisfy { $0.bytes != $1.bytes })
  }

  @Test func `its numbers are those of the published algorithm`() {
    var random = SplitMix64(seed: 1_234_567)
    #expect(
      (0..<5).map { _ in random.next() } == [
        6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423, 4_593_380_528_125_082_431,
        16_408_922_859_458_223_821,
      ])
  }

  @Test(arguments: [(1, 1), (64, 1), (65, 2), (600, 14), (900, 21)])
  func `classes have about 43 pupils`(candidates: Int, classes: Int) {
    #expect(SyntheticSchool(candidates: candidates, seed: 1).classNames.count == classes)
  }

  @Test func `there are at most as many classes as candidates, and at least one`() {
    #expect(SyntheticSchool(candidates: 3, classes: 9, seed: 1).classNames == ["12A1", "12A2", "12A3"])
    #expect(SyntheticSchool(candidates: 3, classes: 0, seed: 1).classNames == ["12A1"])
  }

  @Test func `its files are laid out as the sector database exports them`() throws {
    let school = SyntheticSchool(candidates: 45, seed: 2023)
    let text = String(decoding: try #require(school.sectorFiles.first).bytes, as: UTF8.self)
    let lines = text.split(separator: "\r\n", omittingEmptySubsequences: false)
    #expect(lines[0] == "\u{FEFF}SỞ GIÁO DỤC VÀ ĐÀO TẠO HẢI PHÒNG")
    #expect(lines[1] == "DANH SÁCH HỌC SINH LỚP 12A1 NĂM HỌC 2022-2023")
    #expect(lines[2] == "")
    let sample = [
      "STT", "Mã định danh Bộ GD&ĐT", "Họ tên", "Ngày sinh", "Giới tính", "Dân tộc", "Trạng thái", "SĐT liên hệ",
      "Nơi sinh chi tiết", "Tổ/thôn Hộ khẩu thường trú", "Tỉnh thành quê quán", "Phường Xã quê quán", "Chỗ ở hiện nay",
      "Số CMND", "Ngày cấp", "Nơi cấp", "Tên cha", "Nghề nghiệp cha", "Năm sinh cha", "Tên mẹ", "Nghề nghiệp mẹ",
      "Năm sinh mẹ", "Lớp học", "Khối học", "Số định danh cá nhân",
    ]
    #expect(lines[3] == sample.joined(separator: ","))
    #expect(lines.suffix(4) == ["", ",,Tổng: 45 học sinh", ",,Người lập,,,,,,Hiệu trưởng", ""])
    #expect(lines.count == 4 + 45 + 4)
  }
}
