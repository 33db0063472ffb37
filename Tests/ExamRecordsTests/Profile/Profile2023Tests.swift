import CanonicalForms
import Testing

@testable import ExamRecords

@Suite struct Profile2023Tests {
  @Test func `the province list has 64 departments, never 20, each prefix once`() throws {
    let entries = try #require(try TestProfiles.year2023().codeList("provinces")).entries
    #expect(entries.count == 64)
    #expect(entries.map(\.code) == (1...65).filter { $0 != 20 }.map { $0.padded(2) })
    let prefixes = entries.compactMap(\.identityPrefix)
    #expect(prefixes.count == 63)
    #expect(Set(prefixes).count == 63)
    #expect(entries.first { $0.label == "Hải Phòng" }?.identityPrefix == "031")
  }

  @Test func `every one of the 54 ethnic groups is read by its name, its code and its other spellings`() throws {
    let profile = try TestProfiles.year2023()
    let entries = try #require(profile.codeList("ethnicGroups")).entries
    #expect(entries.map(\.code) == (1...54).map { $0.padded(2) })
    for entry in entries {
      for spelling in [entry.code, entry.label, entry.label.uppercased()] + entry.aliases {
        #expect(try profile.reading(spelling, as: "ethnicGroup") == .success(.text(entry.code)), "\(spelling)")
      }
    }
  }

  @Test(arguments: [
    ("Khơ-me", "05"), ("Khmer", "05"), ("H'Mông", "08"), ("Mông", "08"), ("Ê-đê", "11"), ("M'Nông", "20"),
    ("X'Tiêng", "22"), ("K'Ho", "15"), ("Ra-glai", "19"), ("Tà Ôi", "27"), ("Ta-ôi", "27"), ("Giẻ Triêng", "29"),
    ("Cao Lan", "13"), ("Hoa", "06"), ("Mường", "04"),
  ])
  func `spellings of the older list and of school registers are known`(text: String, code: String) throws {
    #expect(try TestProfiles.year2023().reading(text, as: "ethnicGroup") == .success(.text(code)))
  }

  @Test func `the sector database's export has a field for every column that the form knows`() throws {
    let profile = try TestProfiles.year2023()
    let expected = [
      "Mã định danh Bộ GD&ĐT": "studentID", "Họ tên": "fullName", "Ngày sinh": "dateOfBirth", "Giới tính": "sex",
      "Dân tộc": "ethnicGroup", "SĐT liên hệ": "phone", "Nơi sinh chi tiết": "birthPlace",
      "Số CMND": "formerIdentityNumber", "Lớp học": "className", "Số định danh cá nhân": "identityNumber",
      "Số CCCD/Định danh": "identityNumber", "Tên Lớp 12": "className", "Diện xét tốt nghiệp": "graduationPriority",
      "Thường trú/Hộ khẩu": "residence", "Mã trường lớp 10": "grade10SchoolCode", "Email": "email",
    ]
    for (header, name) in expected {
      let key = Folding.key(header)
      let fields = profile.fields.filter { ([$0.label] + $0.columns).contains { Folding.key($0) == key } }
      #expect(fields.map(\.name) == [name], "\(header)")
    }
  }

  @Test func `the layouts fit a page and print every field of the form`() throws {
    let profile = try TestProfiles.year2023()
    let rows = profile.layouts.map { $0.groups.flatMap(\.rows) }
    #expect(profile.layouts.map(\.id) == ["personal", "full"])
    #expect(rows[0].count <= 24)
    #expect(rows[1].count <= 36)
    let printed = Set(profile.layouts.flatMap(\.fields))
    #expect(profile.fields.map(\.name).filter { !printed.contains($0) } == ["givenName"])
    for row in rows.joined() { #expect(row.label.count <= 28, "\(row.label)") }
  }

  @Test func `the class list's columns fill the page and end with signature and notes`() throws {
    let list = try TestProfiles.year2023().classList
    #expect(
      list.columns.map(\.title) == [
        "STT", "Họ và tên", "Ngày sinh", "Giới tính", "Nơi sinh", "Dân tộc", "Số CCCD/ĐDCN", "Bài thi", "Ngoại ngữ",
        "Ưu tiên", "Khuyến khích", "Miễn NN", "Mã phiếu", "Ký xác nhận", "Ghi chú",
      ])
    #expect((200...280).contains(list.columns.map(\.width).reduce(0, +)))
    #expect(list.signers.last?.title == "{signatory}")
  }

  @Test func `registration closes at 17 hours on 13 May in Vietnam`() throws {
    let deadline = try #require(try TestProfiles.year2023().deadlines.first { $0.id == "registration" })
    #expect(deadline.at.text == "2023-05-13T10:00:00.000Z")
  }

  @Test func `every text is NFC`() throws {
    for document in [try TestProfiles.document2023(), try TestProfiles.document2025()] {
      #expect(document.canonicalText.isNFC)
    }
  }
}
