import Foundation
import Testing

@Suite struct `withdrawing takes a candidate out and deletes nothing` {
  @Test func `print, status and the duplicate rule skip the withdrawn, restore brings them back`() throws {
    let scene = try Scene(.imported())
    try scene.done("correct", "6", "a4=031205586366", "--reason", "Nhập trùng")
    func duplicates() throws -> Int {
      try scene.done("show", "6", "--format", "json").json()["findings"].items
        .filter { $0["rule"].text?.lowercased().contains("required") == false && $0["level"].text == "error" }.count
    }
    let before = try duplicates()
    #expect(before > 0)
    try scene.refused(64, "withdraw", "4")
    try scene.done("withdraw", "4", "--reason", "Đi nước ngoài")
    #expect(try duplicates() < before)
    try scene.refused(65, "withdraw", "4", "--reason", "Lần nữa")
    try scene.refused(65, "print", "4", "--output", "a.pdf")
    let printed = try scene.done("print", "--all", "--output", "a.pdf", "--format", "json").json()
    #expect(printed["codes"].items.count == 44)
    let status = try scene.done("status", "--format", "json").json()["classes"][0]
    #expect(status["withdrawn"].number == 1)
    #expect(status["total"].number == 44, "the withdrawn are counted apart")
    #expect(try scene.done("show", "4").out.contains("ĐÃ RÚT"))
    try scene.done("restore", "4", "--reason", "Về nước")
    try scene.refused(65, "restore", "4", "--reason", "Lần nữa")
    #expect(try duplicates() == before)
    #expect(try scene.done("status", "--format", "json").json()["classes"][0]["withdrawn"].number == 0)
    try scene.done("print", "4", "--output", "a.pdf")
    try scene.expectSound()
  }
}

@Suite struct `list and status sort and count` {
  @Test func `each state lists its own`() throws {
    let scene = try Scene(.printed())
    let codes = try scene.done("list", "--format", "json").json()["candidates"].items.compactMap { $0["sheet"].text }
    #expect(codes.count == 45)
    try scene.done("sign", codes[0], codes[1], codes[2])
    try scene.done("sign", "--corrected", codes[3])
    let ids = try scene.done("list", "--format", "json").json()["candidates"].items.map { $0["number"].number ?? 0 }
    try scene.done("correct", String(ids[0]), "a7-dt=0912345678", "--reason", "Đổi số")
    try scene.done("withdraw", String(ids[10]), "--reason", "Đi nước ngoài")
    func listed(_ state: String) throws -> [Int] {
      try scene.done("list", "--state", state, "--format", "json").json()["candidates"].items.map {
        $0["number"].number ?? 0
      }
    }
    #expect(try listed("signed") == [ids[1], ids[2]])
    #expect(try listed("stale") == [ids[0]])
    #expect(try listed("returned") == [ids[3]])
    #expect(try listed("withdrawn") == [ids[10]])
    #expect(try listed("printed").count == 41)
    #expect(try listed("unsigned").count == 42)
    #expect(try listed("unprinted").isEmpty)
    #expect(try listed("errors").count == 44)
    #expect(
      try scene.done("list", "--layout", "full", "--state", "unprinted", "--format", "json").json()["candidates"].items
        .count == 44)
    let csv = try scene.done("list", "--state", "signed", "--format", "csv").out
    #expect(csv.split(separator: "\r\n").count == 3)
    try scene.refused(64, "list", "--state", "lost")
    let stale = try scene.done("list", "--state", "stale")
    #expect(stale.out.contains("phiếu cũ, phải in lại"))
    try scene.expectSound()
  }

  @Test func `status puts the returned first and says what to do next`() throws {
    let scene = try Scene(.printed())
    let codes = try scene.done("list", "--format", "json").json()["candidates"].items.compactMap { $0["sheet"].text }
    try scene.done("sign", codes[0])
    try scene.done("sign", "--corrected", codes[3])
    let text = try scene.done("status").out
    #expect(text.hasPrefix("Đã thu, có sửa, chờ nhập (1):\n  \(codes[3])"))
    #expect(text.contains("kiemdo correct \(codes[3])"))
    #expect(text.contains("Việc tiếp theo"))
    let json = try scene.done("status", "--format", "json").json()
    let row = json["classes"][0]
    #expect(row["class"].text == "12A1")
    #expect(row["total"].number == 45)
    #expect(row["signed"].number == 1)
    #expect(row["printed"].number == 44)
    #expect(row["stale"].number == 0)
    #expect(json["returned"][0]["code"].text == codes[3])
    #expect(try scene.done("status", "--format", "csv").out.hasPrefix("\u{FEFF}class,total,"))
    try scene.refused(66, "status", "--class", "12Z9")
  }
}
