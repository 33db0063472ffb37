import ArgumentParser
import CanonicalForms
import EventLedger
import TransparencyLog

struct Publish: KiemDoCommand {
  static let configuration = CommandConfiguration(
    commandName: "publish",
    abstract:
      "Công bố sổ thành thư mục C2SP tlog-tiles, không có tên hay giá trị (a folder that any web server can serve).",
    aliases: ["cong-bo"])

  @OptionGroup var options: GlobalOptions
  @Argument(help: "Thư mục công bố: mới, trống, hoặc đã công bố sổ này trước đây.") var folder: String

  func run(in session: Session) throws {
    // An empty path would be the working folder.
    _ = try session.demand(folder, "FOLDER")
    let ledger = try Ledger.open(at: session.ledgerPath, mode: .read)
    let publication = try ledger.publish(to: folder)
    let head = publication.head
    var table = Table(
      name: "written", columns: [.init(key: "file", vietnamese: "Tệp", english: "File")],
      members: [
        ("folder", .string(publication.path)), ("origin", .string(head.origin)),
        ("previousSize", JSON(publication.previous?.size)), ("removed", .integer(publication.removed)),
        ("root", .string(head.root.base64)), ("size", .integer(head.size)),
      ])
    table.rows = publication.written.map { [.string($0)] }
    session.console.note(
      session.say(
        "Thư mục cho thấy mã cán bộ, mã luồng, loại và thời điểm của mọi sự kiện, khóa và lý do cho thôi của cán bộ; không có tên hay giá trị nào của thí sinh.",
        "The folder shows the officers' ids, streams, types and times of all events, and officers' keys and why they were revoked; no candidate's name and no value."
      ))
    guard options.format == .text else { return session.show(table) }
    session.console.write(sentence(publication, session))
  }

  private func sentence(_ publication: Publication, _ session: Session) -> String {
    let head = publication.head
    guard !publication.written.isEmpty else {
      return session.say(
        "\(publication.path) đã có đủ \(head.size) sự kiện; không có gì mới.",
        "\(publication.path) has all \(head.size) events; nothing new.")
    }
    let before = publication.previous.map {
      session.say(", trước đó \($0.size)", ", before that \($0.size)")
    }
    return session.say(
      "Đã công bố \(head.size) sự kiện vào \(publication.path)\(before ?? ""): \(publication.written.count) tệp mới, gốc \(head.root.base64). Ai có khóa của sổ kiểm được: kiemdo verify --tiles \"\(publication.path)\" --key KHÓA",
      "Published \(head.size) events to \(publication.path)\(before ?? ""): \(publication.written.count) new files, root \(head.root.base64). Whoever has the ledger's key can check it: kiemdo verify --tiles \"\(publication.path)\" --key KEY"
    )
  }
}
