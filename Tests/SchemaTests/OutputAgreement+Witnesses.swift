import CanonicalForms
import Foundation
import Testing

extension `Outputs and schemas` {
  /// A witness with its first and its next cosignature, and what a policy then says.
  func witnesses(_ scene: OutputScene) throws {
    let keys = try scene.run("keys.for-witness", "keys")
    let ledgerKey = try #require(keys.object?["keys"]?.array?.first?.object?["key"]?.string)
    let made = try scene.run("witness-init", "witness", "init", "so-gddt.example/khao-thi")
    let witness = try #require(made.object?["key"]?.string)
    try scene.run("witness-list.unused", "witness", "list")
    let policy = "log \(ledgerKey)\nwitness so \(witness)\nquorum so\n"
    try Data(policy.utf8).write(to: URL(filePath: scene.path("chinh-sach.txt")))
    try scene.run("verify.unwitnessed", "verify", "--policy", "chinh-sach.txt", exit: 1)
    try scene.run("checkpoint-for-witness", "checkpoint", "--for-witness", "0", "--output", "yeu-cau.txt")
    try scene.run("cosign.first", "cosign", "yeu-cau.txt", "--key", ledgerKey, "--output", "chu-ky.txt")
    try scene.run(
      "checkpoint-add-cosignature.first", "checkpoint", "--add-cosignature", "chu-ky.txt", "--policy",
      "chinh-sach.txt")
    try scene.run("correct.witnessed", "correct", "1", "phone=0912345670", "--reason", "Phụ huynh báo")
    let request = try scene.run("checkpoint-for-witness.next", "checkpoint", "--for-witness", "yeu-cau.txt")
    let body = try #require(request.object?["body"]?.string)
    try Data(body.utf8).write(to: URL(filePath: scene.path("yeu-cau-2.txt")))
    let signed = try scene.run("cosign", "cosign", "yeu-cau-2.txt", "--witness", "so-gddt.example/khao-thi")
    let line = try #require(signed.object?["line"]?.string)
    try scene.run(
      "checkpoint-add-cosignature", "checkpoint", "--add-cosignature", line, "--witness", witness)
    try scene.run(
      "checkpoint-add-cosignature.again", "checkpoint", "--add-cosignature", line, "--witness", witness)
    try scene.run("checkpoint.cosigned", "checkpoint")
    try scene.run("witness-list", "witness", "list")
    try scene.run("verify.policy", "verify", "--policy", "chinh-sach.txt", "--deadline", "identities")
    try scene.run(
      "verify.claimed", "verify", "--policy", "chinh-sach.txt", "--deadline", "19/04/2023", "--at", "@7", exit: 1)
    try Data("quorum none\n".utf8).write(to: URL(filePath: scene.path("khong-can.txt")))
    try scene.run("verify.no-log", "verify", "--policy", "khong-can.txt")
  }
}
