import Foundation
import Testing

@Suite struct `the clock` {
  @Test func `up to five minutes behind is told, more is refused until it is said`() throws {
    let scene = try Scene(.imported())
    scene.clock = "2023-04-20T00:56:00.000Z"
    let output = try scene.done("correct", "3", "a7-dt=0912345678", "--reason", "Phụ huynh báo")
    #expect(output.err.contains("đồng hồ"))
    let last = try scene.done("history", "3", "--format", "json").json()["events"].items.last
    #expect(last?["recordedAt"].text == "2023-04-20T01:00:00.000Z")
    scene.clock = "2023-04-20T00:54:59.000Z"
    let refused = try scene.refused(65, "correct", "3", "a7-dt=0912345679", "--reason", "Phụ huynh báo")
    #expect(refused.err.contains("kiemdo clock correct --reason"))
    try scene.done("clock", "correct", "--reason", "Pin đồng hồ hỏng")
    try scene.done("correct", "3", "a7-dt=0912345679", "--reason", "Phụ huynh báo")
    try scene.refused(1, "clock", "correct", "--reason", "Lần nữa")
    try scene.expectSound()
  }
}
