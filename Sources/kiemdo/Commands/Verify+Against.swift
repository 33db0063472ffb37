import ArgumentParser
import EventLedger
import Foundation
import TransparencyLog

/// `verify --against`: heads seen earlier, of which the history must be an extension.
struct AgainstOptions: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp(
      "Điểm chốt đã thấy trước đây: tệp điểm chốt, thư, bằng chứng .tlog-proof, thư mục công bố, hoặc các chữ số của mã QR. Lặp lại được.",
      valueName: "điểm chốt"))
  var against: [String] = []

  /// - Throws: `Failure.noHeadIn`, `.noSuchFile`.
  func heads(_ session: Session) throws -> [SeenHead] {
    try against.flatMap { try Self.heads($0, session) }
  }

  /// Nil if nothing was given to compare with.
  ///
  /// - Parameter firstDifference: where the history and that of a folder part.
  func report(_ heads: [SeenHead], on account: Account, firstDifference: (PublishedLog) -> Int?) -> SeenReport? {
    heads.isEmpty ? nil : SeenReport(comparison: account.compare(heads, firstDifference: firstDifference))
  }

  private static func heads(_ text: String, _ session: Session) throws -> [SeenHead] {
    if let anchor = try? SheetAnchor.decode(digits: text.filter { !$0.isWhitespace }) {
      return [SeenHead(anchor, source: session.say("trang \(anchor.shortCode.text)", "page \(anchor.shortCode.text)"))]
    }
    var isFolder: ObjCBool = false
    if FileManager.default.fileExists(atPath: text, isDirectory: &isFolder), isFolder.boolValue {
      let folder = try PublishedLog.open(at: text)
      let head = try folder.head().note
      // A folder that is not sound itself still has a signed head; its tiles say nothing.
      let account = folder.verify()
      if !account.isSound {
        session.console.note(
          session.say(
            "Thư mục \(text) không nguyên vẹn, chỉ dùng điểm chốt của nó. Xem: kiemdo verify --tiles \"\(text)\"",
            "The folder \(text) is not whole; only its checkpoint is used. See kiemdo verify --tiles \"\(text)\""))
      }
      return [try SeenHead(head, source: text, folder: account.isSound ? (folder, account) : nil)]
    }
    let heads = SeenHead.find(in: try FileOutput.read(text), source: text)
    guard !heads.isEmpty else { throw Failure.noHeadIn(text) }
    return heads
  }
}
