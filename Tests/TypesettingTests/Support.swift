import Foundation
import Typesetting

/// A folder that is gone with the value.
final class TemporaryFolder {
  let url: URL

  init() throws {
    url = FileManager.default.temporaryDirectory.appending(path: "typesetting-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  func path(_ name: String) -> String { url.appending(path: name).path }

  func write(_ bytes: [UInt8], _ name: String) throws -> String {
    try Data(bytes).write(to: url.appending(path: name))
    return path(name)
  }
}

struct ToolFailure: Error {
  var tool: String
  var status: Int32
}

/// Runs a program found on the path and returns what it printed.
@discardableResult
func run(_ tool: String, _ arguments: String...) throws -> String {
  let process = Process()
  process.executableURL = URL(filePath: "/usr/bin/env")
  process.arguments = [tool] + arguments
  let output = Pipe()
  process.standardOutput = output
  process.standardError = FileHandle.nullDevice
  try process.run()
  let bytes = output.fileHandleForReading.readDataToEndOfFile()
  process.waitUntilExit()
  guard process.terminationStatus == 0 else { throw ToolFailure(tool: tool, status: process.terminationStatus) }
  return String(decoding: bytes, as: UTF8.self)
}

/// Where this machine has Liberation Serif 2.
func fontFolder() -> String {
  Typefaces.standardFolders(environment: ProcessInfo.processInfo.environment).first {
    FileManager.default.fileExists(atPath: "\($0)/LiberationSerif-Regular.ttf")
  } ?? ""
}

/// All letters of the Vietnamese alphabet with every tone, both cases, composed.
let vietnameseLetters = """
  aàảãáạăằẳẵắặâầẩẫấậbcdđeèẻẽéẹêềểễếệghiìỉĩíịklmnoòỏõóọôồổỗốộơờởỡớợpqrstuùủũúụưừửữứựvxyỳỷỹýỵ\
  AÀẢÃÁẠĂẰẲẴẮẶÂẦẨẪẤẬBCDĐEÈẺẼÉẸÊỀỂỄẾỆGHIÌỈĨÍỊKLMNOÒỎÕÓỌÔỒỔỖỐỘƠỜỞỠỚỢPQRSTUÙỦŨÚỤƯỪỬỮỨỰVXYỲỶỸÝỴ
  """

let createdAt = "2023-04-24T16:42:07+07:00"

/// A table like those on a sheet: wrapped cells, a changed row, digit boxes, a code.
func samplePage(_ typesetter: Typesetter, name: String, number: Int) throws -> Page {
  let columns = [9.0, 45, 62, 50]
  var table = Table(columns: columns)
  func cell(_ text: String, _ column: Int, _ style: Style = .regular(10.5)) -> Table.Cell {
    typesetter.cell(text, style, width: columns[column])
  }
  table.rows = [
    Table.Row([cell("1", 0), cell("Họ, chữ đệm và tên", 1), cell(name, 2, .bold(10.5)), .empty], minimumHeight: 5.5),
    Table.Row([cell("3", 0), cell("Nơi sinh", 1), cell("Hải Phòng", 2), .empty], minimumHeight: 5.5),
    Table.Row(
      [
        Table.Cell(typesetter.line([Run(.triangle, .regular(10)), Run(" 4", .regular(10))])),
        cell("Số CCCD", 1),
        Table.Cell(
          .stack([
            typesetter.digitBoxes("0313050\(10000 + number)", .bold(10.5), cell: (3.3, 4.2)),
            typesetter.line([Run("trước: ", .italic(9.5)), Run("031305001243", .italic(9.5).struck)]),
          ])),
        .empty,
      ], minimumHeight: 5.5, fill: 0.93, emphasis: 0.5),
    Table.Row(
      [
        cell("5", 0), cell("Nơi thường trú", 1),
        cell("Xã An Hưng, huyện An Dương, thành phố Hải Phòng (thôn \(number))", 2), .empty,
      ], minimumHeight: 5.5),
  ]
  var page = Page()
  let code = try QRCode(digits: String(repeating: "\(1_042_583_921 + number)", count: 34) + "042")
  page.place(typesetter.line("PHIẾU KIỂM DÒ THÔNG TIN ĐĂNG KÝ DỰ THI", .bold(15)), at: Point(x: 20, y: 25))
  page.place(.code(code, side: 30), at: Point(x: 160, y: 15))
  page.place(table.block, at: Point(x: 20, y: 60))
  return page
}
