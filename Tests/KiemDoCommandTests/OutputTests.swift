import Foundation
import Testing

@Suite struct `the command among others` {
  @Test(arguments: ["list", "status", "show 3", "list --format json", "list --format csv", "checkpoint"])
  func `a result that can't be written is an input-output error`(_ command: String) throws {
    let scene = try Scene(.imported())
    let output = try Child(
      "/bin/sh", ["-c", "exec \"$0\" \(command) > /dev/full", try Tool.kiemdo()], in: scene, stdin: nil, env: [:]
    ).wait()
    #expect(output.status == 74, "\(output)")
  }

  @Test func `global options may come before the command`() throws {
    let scene = try Scene(.imported())
    let nowhere = ["KIEMDO_LEDGER": scene.path("khong-co.kiemdo")]
    let before = try scene.done("--ledger", scene.ledger, "--format", "json", "status", env: nowhere)
    let after = try scene.done("status", "--ledger", scene.ledger, "--format", "json", env: nowhere)
    #expect(try before.json()["classes"][0]["total"].number == 45, "\(before)")
    #expect(before.out == after.out)
  }
}
