import Foundation
import Testing

/// Contents that were lost or changed in the file, though no erasure took them.
@Suite struct `where the content of an event can't be read` {
  enum Damage: String, CaseIterable {
    case changed, lost

    func strike(_ scene: Scene, at position: Int, keepsProjections: Bool = false) throws {
      switch self {
      case .changed:
        try scene.tamper(
          "UPDATE payload SET body = body || ' ' WHERE position = \(position)", without: "payload_update")
      case .lost: try scene.tamper("DELETE FROM payload WHERE position = \(position)", without: "payload_delete")
      }
      // What was projected before could still say what was there.
      if keepsProjections { return }
      try FileManager.default.removeItem(atPath: scene.path("so.kiemdo.projections"))
    }
  }

  static let questions = [
    ["show", "9"], ["history", "9"], ["blame", "9"], ["diff", "9", "@20", "@50"], ["show", "9", "--as-of", "@49"],
  ]

  /// A school where the correction of candidate 5 at event 50 is gone.
  private func damaged(
    _ damage: Damage, keepsProjections: Bool = false
  ) throws -> (scene: Scene, before: [String]) {
    let scene = try Scene(.imported())
    try scene.done("correct", "5", "a7-dt=0912345678", "--reason", "Phụ huynh báo")
    let before = try Self.questions.map { try scene.done($0).out }
    try damage.strike(scene, at: 50, keepsProjections: keepsProjections)
    return (scene, before)
  }

  @Test(arguments: Damage.allCases) func `records that it does not touch are told as before`(_ damage: Damage) throws {
    let (scene, before) = try damaged(damage)
    for (question, told) in zip(Self.questions, before) {
      let output = try scene.done(question)
      #expect(output.out == told, "\(question)")
      #expect(output.err.contains("không đọc được nội dung số ghi @50") && output.err.contains("thí sinh số 5"))
    }
    #expect(try scene.done("show", "9", "--lang", "en").err.contains("the content of event @50 can't be read"))
  }

  @Test(arguments: Damage.allCases) func `the record that lacks it says so wherever it is shown`(_ damage: Damage)
    throws
  {
    let (scene, _) = try damaged(damage)
    let shown = try scene.done("show", "5", "--format", "json").json()
    #expect(shown["unread"].items.map(\.number) == [50] && shown["fields"]["phone"].text != "0912345678")
    #expect(try scene.done("show", "5").out.contains("HỒ SƠ CÓ THỂ THIẾU: không đọc được số ghi @50"))
    #expect(try scene.done("show", "5", "--as-of", "@49", "--format", "json").json()["unread"].items.isEmpty)
    #expect(try scene.done("history", "5").out.contains("(không đọc được)"))
    #expect(try scene.done("blame", "5").out.contains("(?)"))
    #expect(try scene.done("list").err.contains("thí sinh số 5"))
  }

  /// Who is left out of a list, and where in it the others stand, rests on everybody's record.
  @Test(arguments: Damage.allCases)
  func `nothing is recorded, printed or exported until it is closed`(_ damage: Damage) throws {
    let (scene, _) = try damaged(damage)
    for command in [
      ["correct", "5", "a7-dt=0946177423", "--reason", "Phụ huynh báo"], ["correct", "9", "phone=", "--reason", "x"],
      ["add", "fullName=Trần A", "--reason", "x"], ["import", "12A1.csv", "--reason", "Nhập lại", "--dry-run"],
      ["print", "9", "--output", "ra.pdf"], ["print", "--all", "--output", "ra.pdf"],
      ["class-list", "--class", "12A1", "--output", "ra.pdf"], ["export", "--output", "ra.csv"],
      ["sign", "--class", "12A1"],
    ] {
      let refused = try scene.refused(65, command)
      #expect(refused.err.contains("số ghi @50, nên hồ sơ của thí sinh số 5 có thể thiếu"), "\(command): \(refused)")
      #expect(refused.err.contains("kiemdo withdraw 5"), "\(command): \(refused)")
    }
    #expect(try scene.refused(65, "print", "9", "--output", "ra.pdf", "--lang", "en").err.contains("candidate no. 5"))
    for name in ["ra.pdf", "ra.csv"] { #expect(!FileManager.default.fileExists(atPath: scene.path(name))) }
    // The record as of before is whole.
    try scene.done("export", "--output", "truoc.csv", "--as-of", "@49")
    try scene.done("withdraw", "5", "--reason", "Mất nội dung số ghi @50, thêm lại theo phiếu")
    try scene.done("add", "fullName=Bùi Gia Bảo", "className=12A1", "--reason", "Thêm lại theo phiếu")
    try scene.done("print", "--all", "--output", "ra.pdf")
    try scene.done("export", "--output", "ra.csv")
    #expect(try scene.expectFinding(at: 50).contains(damage == .lost ? "payload.missing" : "payload.commitment"))
  }

  @Test(arguments: Damage.allCases) func `it is met in the candidate's own events where projections are of before`(
    _ damage: Damage
  ) throws {
    let (scene, _) = try damaged(damage, keepsProjections: true)
    for command in [
      ["print", "--all", "--output", "ra.pdf"], ["class-list", "--class", "12A1", "--output", "ra.pdf"],
      ["correct", "5", "a7-dt=0946177423", "--reason", "Phụ huynh báo"], ["export", "--output", "ra.csv"],
    ] {
      #expect(try scene.refused(65, command).err.contains("@50"), "\(command)")
    }
  }

  @Test(arguments: Damage.allCases)
  func `whether a candidate takes the exam is told by an event's type alone`(_ damage: Damage) throws {
    let scene = try Scene(.imported())
    try scene.done("withdraw", "5", "--reason", "Chuyển trường")
    try scene.done("restore", "5", "--reason", "Nhầm người")
    try damage.strike(scene, at: 51)
    #expect(try scene.done("list", "--format", "json").json()["candidates"].items.count == 45)
    #expect(try scene.refused(65, "print", "--all", "--output", "ra.pdf").err.contains("@51"))
    let other = try Scene(.imported())
    try other.done("withdraw", "5", "--reason", "Chuyển trường")
    try damage.strike(other, at: 50)
    try other.done("print", "--all", "--output", "ra.pdf")
    #expect(try other.done("show", "5").out.contains("ĐÃ RÚT"))
  }

  @Test(arguments: Damage.allCases) func `a candidate whose registration is gone is not forgotten`(_ damage: Damage)
    throws
  {
    let scene = try Scene(.imported())
    try damage.strike(scene, at: 9)
    for command in [["list"], ["status"]] {
      #expect(try scene.done(command).err.contains("thí sinh số 5"), "\(command)")
    }
    try scene.refused(66, "show", "5", "--as-of", "@3")
    #expect(try scene.done("show", "5").out.contains("không còn biết được"))
    for command in [
      ["print", "--all", "--output", "ra.pdf"], ["class-list", "--class", "12A1", "--output", "ra.pdf"],
      ["import", "12A1.csv", "--reason", "Nhập lại"], ["export", "--output", "ra.csv"],
    ] {
      #expect(try scene.refused(65, command).err.contains("kiemdo withdraw 5"), "\(command)")
    }
    try scene.done("withdraw", "5", "--reason", "Mất nội dung số ghi @9")
    #expect(try !scene.done("print", "--all", "--output", "ra.pdf").err.contains("không đọc được"))
  }

  @Test(arguments: Damage.allCases) func `an earlier profile or unit is not taken for the one that is gone`(
    _ damage: Damage
  ) throws {
    let scene = try Scene(.imported())
    let document = try scene.done("profile", "show").out
    try scene.write(document.replacingOccurrences(of: "THÔNG TIN CÁ NHÂN", with: "KHÁC"), to: "khac.json")
    try scene.done("profile", "adopt", "khac.json", "--reason", "Sở hướng dẫn lại")
    try scene.done("unit", "set", "--place", "Đồ Sơn")
    try damage.strike(scene, at: 50)
    for command in [["show", "9"], ["list"], ["print", "9", "--output", "ra.pdf"]] {
      #expect(try scene.refused(65, command).err.contains("50"), "\(command)")
    }
    try scene.done("profile", "adopt", "khac.json", "--reason", "Nhận lại")
    try scene.done("print", "9", "--output", "ra.pdf")
    try damage.strike(scene, at: 51)
    #expect(try scene.refused(65, "print", "8", "--output", "ra2.pdf").err.contains("kiemdo unit set"))
    try scene.done("unit", "set", "--name", "TRƯỜNG THPT BẾN SÓNG")
    try scene.done("print", "8", "--output", "ra2.pdf")
  }

  @Test(arguments: Damage.allCases) func `a page that is lost is not called erased`(_ damage: Damage) throws {
    let scene = try Scene(.printed())
    let code = try #require(try scene.done("list", "--format", "json").json()["candidates"][0]["sheet"].text)
    let position = try #require(Int(code.prefix { $0 != "-" }))
    try damage.strike(scene, at: position)
    let told = try scene.run("verify", "--sheet", code)
    #expect(!told.all.contains("XÓA") && told.status != 0, "\(told)")
  }

  @Test func `what an erasure took is no loss`() throws {
    let scene = try Scene(.imported())
    try scene.done("erase", "5", "--reason", "Yêu cầu của chủ dữ liệu", "--authority", "QĐ 12", "--confirm")
    for command in [["list"], ["show", "9"], ["export", "--output", "ra.csv"]] {
      #expect(try !scene.done(command).err.contains("không đọc được"), "\(command)")
    }
  }
}

@Suite struct `a file of another form than the specification's` {
  @Test(arguments: [
    "DROP TRIGGER event_update", "CREATE TRIGGER them AFTER INSERT ON event BEGIN DELETE FROM tile; END",
  ])
  func `is not written`(_ change: String) throws {
    let scene = try Scene(.imported())
    _ = try scene.query(change)
    let refused = try scene.refused(65, "correct", "5", "a7-dt=0912345678", "--reason", "Phụ huynh báo")
    #expect(refused.err.contains("file.schema"), "\(refused)")
    try scene.done("show", "5")
  }

  /// Such a column hides events of a candidate from who looks for them by it.
  @Test func `is not read where a column may be made up`() throws {
    let scene = try Scene(.imported())
    let sql = try scene.query("SELECT sql FROM sqlite_schema WHERE name = 'event'")
    let faked = sql.replacingOccurrences(of: "184 + instr", with: "185 + instr")
    try #require(faked != sql)
    _ = try scene.query(
      "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = '\(faked.replacingOccurrences(of: "'", with: "''"))' WHERE name = 'event'"
    )
    for command in [
      ["show", "5"], ["history", "5"], ["audit"], ["correct", "5", "a7-dt=0912345678", "--reason", "x"],
    ] {
      #expect(try scene.refused(65, command).err.contains("file.schema"), "\(command)")
    }
  }
}
