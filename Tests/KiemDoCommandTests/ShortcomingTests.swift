import Foundation
import Testing

/// The conclusion never says less than the exit code.
@Suite struct `a conclusion names what was not met` {
  private func key(_ scene: Scene) throws -> String {
    try #require(try scene.done("keys", "--format", "json").json()["keys"][0]["key"].text)
  }

  @Test(arguments: ["changed", "foreign"]) func `a checkpoint that can't be compared with`(_ kind: String) throws {
    let scene = try Scene(.imported())
    let note = try (kind == "changed" ? scene : Scene(.printed())).done("checkpoint").out
    var lines = note.components(separatedBy: "\n")
    if kind == "changed" {
      let root = lines[2]
      lines[2] = (root.hasPrefix("A") ? "B" : "A") + root.dropFirst()
    } else {
      lines[0] = "kiemdo/01GYDZDQK0677WQQSJ61SRJG73"
    }
    try scene.write(lines.joined(separator: "\n"), to: "cpy")
    let arguments = ["verify", "--key", try key(scene), "--against", "cpy"]
    let text = try scene.run(arguments + ["--output", "bb.pdf"])
    #expect(text.status == 1 && text.out.contains("KẾT LUẬN: CHƯA ĐỐI CHIẾU ĐƯỢC với 1 điểm chốt"), "\(text)")
    let pdf = try Tool.run("/usr/bin/pdftotext", "-layout", scene.path("bb.pdf"), "-", in: scene).out
    #expect(pdf.contains("CHƯA ĐỐI CHIẾU ĐƯỢC") && !pdf.contains("\nNguyên vẹn và đúng"), "\(pdf)")
    #expect(try scene.run(arguments + ["--format", "json"]).json()["verdict"].text == "notCompared")
    #expect(try scene.run(arguments + ["--lang", "en"]).out.contains("CONCLUSION: NOT COMPARED with 1"))
    try scene.done("publish", "cong-bo")
    let folder = try scene.run("verify", "--tiles", "cong-bo", "--against", "cpy")
    #expect(folder.status == 1 && folder.out.contains("KẾT LUẬN: CHƯA ĐỐI CHIẾU ĐƯỢC"), "\(folder)")
  }

  @Test func `a policy without a quorum, and a deadline`() throws {
    let witnessed = try Witnessed()
    let scene = witnessed.scene
    let quorum = try scene.run("verify", "--policy", "chinh-sach.txt")
    #expect(quorum.status == 1 && quorum.out.contains("KẾT LUẬN: KHÔNG ĐẠT chính sách nhân chứng: đầu sổ"), "\(quorum)")
    try witnessed.cosign(from: "0")
    let deadline = try scene.run("verify", "--policy", "chinh-sach.txt", "--deadline", "19/04/2023")
    #expect(deadline.status == 1 && deadline.out.contains("KẾT LUẬN: CHƯA CHỨNG MINH"), "\(deadline)")
    let met = try scene.done("verify", "--policy", "chinh-sach.txt")
    #expect(met.out.contains("KẾT LUẬN: nguyên vẹn"), "\(met)")
  }

  @Test func `the printed conclusion says of key and checkpoint what was given and claims no origin`() throws {
    let scene = try Scene(.imported())
    try scene.write(try scene.done("checkpoint").out, to: "diem-chot-cu.txt")
    try scene.done("verify", "--output", "bb.pdf", "--against", "diem-chot-cu.txt")
    let words = try Tool.run("/usr/bin/pdftotext", scene.path("bb.pdf"), "-", in: scene).out
      .split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(!words.contains("Khóa đã cho"), "\(words)")
    #expect(!words.contains("ngoài tay người giữ sổ.") && words.contains("không biết nó từ đâu tới"), "\(words)")
    #expect(words.contains("do người kiểm tra đưa vào (--against), lấy từ: ……"), "\(words)")
    #expect(!words.contains("Điểm chốt đối chiếu: không có"), "\(words)")
    try scene.done("verify", "--output", "bb.pdf", "--key", try key(scene))
    let given = try Tool.run("/usr/bin/pdftotext", scene.path("bb.pdf"), "-", in: scene).out
    #expect(given.contains("Khóa đã cho"), "\(given)")
  }
}
