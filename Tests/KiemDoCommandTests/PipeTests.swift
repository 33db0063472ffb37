import Foundation
import Testing

@Suite struct `pipes that a shell hands over` {
  private func shell(_ script: String, in scene: Scene) throws -> Output {
    let path = URL(filePath: try Tool.kiemdo()).deletingLastPathComponent().path
    return try Child(
      "/bin/bash", ["-c", "set -euo pipefail\nexport PATH=\(path):$PATH\n" + script], in: scene, stdin: nil,
      env: [:]
    ).wait()
  }

  @Test func `are written into`() throws {
    let scene = try Scene(.imported())
    for script in [
      "kiemdo print 1 --output /dev/stdout | cat > phieu; head -c 4 phieu",
      "kiemdo export --output >(head -1 > danh-sach; cat >/dev/null) >/dev/null; sleep 1; head -c 8 danh-sach",
    ] {
      let output = try shell(script, in: scene)
      #expect(output.status == 0 && !output.out.isEmpty, "\(script): \(output)")
    }
  }

  @Test func `are read`() throws {
    let scene = try Scene(.imported())
    for script in [
      "kiemdo verify --against <(kiemdo checkpoint)", "kiemdo checkpoint | kiemdo verify --against /dev/stdin",
    ] {
      let output = try shell(script, in: scene)
      #expect(output.status == 0 && output.out.contains("KHỚP"), "\(script): \(output)")
    }
  }
}

@Suite struct `a list takes the place of a list with the same columns` {
  @Test func `and of nothing else`() throws {
    let scene = try Scene(.imported())
    for _ in 0..<2 { try scene.done("export", "--output", "danh-sach.csv") }
    try scene.write("Kính gửi Sở,\n\n> ghi chú, không phải danh sách\n", to: "thu.eml")
    try scene.write(try Sample.text(), to: "goc.csv")
    for name in ["thu.eml", "goc.csv"] {
      let before = try scene.bytes(name)
      try scene.refused(74, "export", "--output", name)
      #expect(try scene.bytes(name) == before)
    }
  }
}
