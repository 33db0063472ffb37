import Foundation
import Testing

@Suite struct `lots are fair only by a root that a known witness has seen` {
  private func seed(_ scene: Scene, _ options: String...) throws -> (seed: String?, size: Int?, warning: String) {
    let output = try scene.done(["audit", "sample", "3", "--format", "json"] + options)
    let json = try output.json(of: "audit-sample", in: scene)
    return (json["seed"].text, json["size"].number, output.err)
  }

  @Test func `a line whose witness's key nobody gave is no witness, and a policy checks it`() throws {
    let witnessed = try Witnessed(.imported())
    let scene = witnessed.scene
    try scene.refused(65, "audit", "sample", "3")
    let none = try scene.refused(65, "audit", "sample", "3", "--policy", "chinh-sach.txt")
    #expect(none.err.contains("chưa điểm chốt nào đủ nhân chứng"), "\(none)")
    try witnessed.cosign(from: "0")
    try witnessed.correct("0912345670")
    let unchecked = try seed(scene)
    #expect((unchecked.seed, unchecked.size) == ("cosigned", 50))
    #expect(unchecked.warning.contains("chưa kiểm được chữ ký ấy") && unchecked.warning.contains("--policy"))
    let checked = try seed(scene, "--policy", "chinh-sach.txt")
    #expect((checked.seed, checked.size, checked.warning) == ("witnessed", 50, ""))
    #expect(try scene.done("audit", "sample", "3", "--policy", "chinh-sach.txt").out.contains("chữ ký của so đúng"))
    try scene.refused(64, "audit", "sample", "3", "--policy", "chinh-sach.txt", "--seed", "@50")

    try scene.write(witnessed.policy.replacing("quorum so", with: "quorum none"), to: "khong-can.txt")
    #expect(try seed(scene, "--policy", "khong-can.txt").size == 50, "who needs no witness still wants one here")
    let other = try Scene()
    try other.done("init", "--unit-name", "T", "--officer", "lan", "--officer-name", "Lan")
    let key = try #require(try other.done("keys", "--format", "json").json()["keys"][0]["key"].text)
    try scene.write("log \(key)\nwitness so \(witnessed.key)\nquorum so\n", to: "so-khac.txt")
    let foreign = try scene.refused(65, "audit", "sample", "3", "--policy", "so-khac.txt", "--lang", "en")
    #expect(foreign.err.contains("is about other ledgers"), "\(foreign)")
    let strange = try other.done("witness", "init", "so-khac.example/x", env: ["KIEMDO_WITNESS": other.path("so")]).out
      .trimmingCharacters(in: .newlines)
    let stranger = "log \(witnessed.ledgerKey)\nwitness so \(strange)\nquorum so\n"
    try scene.write(stranger, to: "nguoi-la.txt")
    let refused = try scene.refused(65, "audit", "sample", "3", "--policy", "nguoi-la.txt", "--lang", "en")
    #expect(refused.err.contains("the newest with anyone's line is @50"), "\(refused)")
  }

  @Test func `seed and population are those of the time asked about`() throws {
    let witnessed = try Witnessed(.imported())
    let scene = witnessed.scene
    try witnessed.cosign(from: "0")
    try scene.done("withdraw", "5", "--reason", "Đi nước ngoài")
    try witnessed.cosign(from: "50")
    let options = ["audit", "sample", "50", "--policy", "chinh-sach.txt", "--format", "json"]
    let now = try scene.done(options).json()
    #expect((now["size"].number, now["population"].number) == (51, 44))
    let then = try scene.done(options + ["--as-of", "@49"]).json()
    #expect((then["size"].number, then["population"].number) == (50, 45))
    let before = try scene.refused(65, "audit", "sample", "3", "--as-of", "@20")
    #expect(before.err.contains("Đến nơi đã hỏi, chưa nhân chứng nào ký"), "\(before)")
    try scene.refused(66, "audit", "sample", "3", "--seed", "@51", "--as-of", "@49")
  }
}
