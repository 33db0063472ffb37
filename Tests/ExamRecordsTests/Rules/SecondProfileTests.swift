import Testing

@testable import ExamRecords

/// The form of 2025 has other fields, lists, groups and rules; nothing in the code may know those of 2023.
@Suite struct SecondProfileTests {
  private let texts = [
    "hoTen": "Trần Văn Bình", "gioiTinh": "Nam", "ngaySinh": "1/2/2007", "noiSinh": "Hà Nội", "danToc": "Kinh",
    "soCanCuoc": "001207001234", "thuongTru": "Phường Một, Hà Nội", "tinhThuongTru": "Hà Nội", "lop": "12D2",
    "chuongTrinh": "2018", "hinhThuc": "GDPT", "dienThoai": "0912345678", "email": "binh@example.com", "hoiDong": "01",
    "monThi": "Toán, Ngữ văn, Vật lí, Tin học",
  ]

  @Test func `a sound record of the other form is read, judged and printed`() throws {
    let profile = try TestProfiles.year2025()
    let values = try profile.values(texts)
    #expect(values["monThi"] == .list(["TO", "VA", "LI", "TI"]))
    #expect(profile.findings(for: values) == [])
    let rows = try #require(profile.layout("registration")).groups.flatMap(\.rows)
    #expect(
      rows.map { profile.text(of: $0, values) } == [
        "Trần Văn Bình", "Nam (0)", "01/02/2007", "Hà Nội · Kinh", "Không", "001207001234", "Phường Một, Hà Nội · 01",
        "0912345678, binh@example.com", "12D2", "Chương trình GDPT 2018 · Giáo dục phổ thông (GDPT)", "", "Không",
        "Hà Nội (01)", "Toán, Ngữ văn, Vật lí, Tin học", "Không", "Không",
      ])
  }

  @Test(arguments: [
    (["monThi": "Toán, Ngữ văn, Vật lí"], ["M-1"]), (["monThi": "TO, VA, CNCN, CNNN"], ["M-2"]),
    (["monThi": "TO, VA, NN, LI"], ["required"]), (["soCanCuoc": "001307001234"], ["D-3"]),
    (["email": ""], ["required"]), (["email": "", "thiSinhTuDo": "Đã tốt nghiệp"], []),
    (
      [
        "monThi": "TO, VA, LI", "mienThi": "VSTEP", "mienThiDiem": "4", "mienThiCap": "1/3/2025",
      ], []
    ),
    (["mienThi": "VSTEP", "mienThiDiem": "3,5", "mienThiCap": "1/3/2025"], ["C-1"]),
  ])
  func `its rules judge it`(changes: [String: String], expected: [String]) throws {
    let profile = try TestProfiles.year2025()
    let values = try profile.values(texts.merging(changes) { $1 })
    #expect(profile.findings(for: values).map(\.rule) == expected)
  }
}
