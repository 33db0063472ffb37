import Foundation
import Testing

@Suite struct `on a terminal each scanned line is answered at once` {
  /// `script` gives the command a terminal of its own; its input stays open until the test has seen the answers.
  @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/script"), "needs script of util-linux"))
  func `with a word and a colour, before the pile is finished`() throws {
    let scene = try Scene(.printed())
    let codes = try scene.done("list", "--format", "json").json()["candidates"].items.compactMap { $0["sheet"].text }
    try scene.write("\(try Tool.kiemdo()) sign\n", to: "ky.sh")
    let shell = """
      (echo \(codes[0]); echo 7-123456; until test -e het; do sleep 0.05; done; printf '\\004'; sleep 0.5) \
        | script -q -f -c 'sh ky.sh' man-hinh.txt > /dev/null
      """
    let child = try Child("/bin/sh", ["-c", shell], in: scene, stdin: nil, env: [:])
    var answered = false
    for _ in 0..<1000 where child.isRunning && !answered {
      usleep(20_000)
      answered = (try? scene.text("man-hinh.txt"))?.contains("KHÔNG NHẬN") == true
    }
    #expect(answered, "no answer")
    // Nothing is recorded before the end of the pile.
    let signedBefore = try scene.count("sheet.signed")
    try scene.write("", to: "het")
    _ = try child.wait()
    let screen = try scene.text("man-hinh.txt")
    #expect(signedBefore == 0)
    #expect(screen.contains("\u{1B}[32mNHẬN"), "\(screen)")
    #expect(screen.contains("\u{1B}[31mKHÔNG NHẬN"), "\(screen)")
    #expect(screen.contains("Ctrl-D"), "\(screen)")
    #expect(try scene.count("sheet.signed") == 1)
    try scene.expectSound()
  }
}
