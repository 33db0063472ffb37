import Testing

@Suite struct `whatever is recorded for a reason has one` {
  @Test(arguments: [
    ["officer", "revoke", "hoa"], ["add", "fullName=Nguyễn Văn Muộn"], ["withdraw", "3"], ["clock", "correct"],
    ["import", "12A1.csv"], ["correct", "3", "a7-dt=0912345678"], ["resume"],
  ])
  func `a blank reason is a missing reason`(_ command: [String]) throws {
    let scene = try Scene(.imported())
    try scene.done("officer", "add", "hoa", "--name", "Trần Thị Hoa")
    scene.environment["KIEMDO_OFFICER"] = "lan"
    if command[0] == "resume" {
      let old = try scene.bytes("so.kiemdo")
      try scene.done("correct", "4", "a7-dt=0912345679", "--reason", "Phụ huynh báo")
      try scene.write(old, to: "so.kiemdo")
    }
    if command[0] == "clock" { scene.clock = "2023-04-19T00:00:00.000Z" }
    for reason in [[], ["--reason", ""], ["--reason", "  "]] {
      let before = try scene.size()
      let output = try scene.run(command + reason)
      #expect(output.status == 64, "\(command + reason): \(output)")
      #expect(try scene.size() == before, "\(command + reason)")
    }
  }
}
