import Bookkeeping
import CheckSheets
import EventLedger
import ExamRecords
import Foundation
import TransparencyLog

/// The auditor's conclusion on one verification of a ledger, part by part.
struct ConclusionReport {
  let account: VerificationReport
  /// The files as they were before the verification, and whether they were still so after it.
  let files: [FileFingerprint]
  let filesChanged: Bool
  let program: FileFingerprint?
  let session: Session

  var ledger: Account { account.verification.account }

  func say(_ vietnamese: String, _ english: String) -> String { session.say(vietnamese, english) }

  var head: ReportedHead {
    ReportedHead(
      origin: ledger.origin, size: ledger.head?.size, root: ledger.head?.root,
      recordedAt: account.verification.lastRecordedAt
    )
  }

  func report(_ options: ReportOptions) -> OfficialReport {
    let unit = account.verification.unit?.name
    return session.report(
      title: say("BIÊN BẢN KIỂM TRA SỔ GHI", "REPORT ON THE EXAMINATION OF A LEDGER"),
      subtitle: say(
        "Sổ ghi kiểm dò hồ sơ thí sinh\(unit.map { " của \($0)" } ?? "")",
        "Ledger of candidates' records\(unit.map { " of \($0)" } ?? "")"),
      orientation: .portrait, about: head, options, parts: parts, signers: session.signers(options))
  }

  private var parts: [OfficialReport.Part] {
    var parts = [opening]
    parts +=
      filesSection + headSection + trustSection + witnessSection + methodSection + findingsSection
      + erasureSection
    // What is signed stands where it is signed.
    parts += notCheckedSection + limitsSection + conclusionSection
    return parts
  }

  private var opening: OfficialReport.Part {
    .paragraph(
      say(
        "Sổ ghi dưới đây được kiểm tra lúc \(session.now.vietnamText), giờ của máy kiểm tra. Việc kiểm tra chỉ đọc: không ghi thêm gì vào sổ, không để lại tệp nào cạnh sổ.",
        "The ledger below was examined at \(session.now.vietnamText) (Viet Nam), by the clock of the examining computer. The examination only reads: nothing was appended to the ledger, and no file was left beside it."
      ))
  }

  private var filesSection: [OfficialReport.Part] {
    let rows = files.map { file in
      OfficialReport.Row([
        OfficialReport.Cell(file.path.lastComponent), OfficialReport.Cell(file.size.grouped(session.language)),
        OfficialReport.Cell(file.hash.hex),
      ])
    }
    var parts: [OfficialReport.Part] = [
      .section(say("Tệp được kiểm tra", "Files examined")),
      .particulars([.init(say("Thư mục:", "Folder:"), session.absoluteLedgerFolder)]),
      .table(
        .init(
          columns: [
            .init(say("Tệp", "File"), share: 3), .init(say("Kích thước (byte)", "Size (bytes)"), share: 2, .right),
            .init("SHA-256", share: 7),
          ], rows: rows)),
    ]
    if !files.contains(where: { $0.path.hasSuffix("-wal") && !$0.path.hasSuffix(".projections-wal") }) {
      parts.append(
        .note(
          say("Cạnh sổ không có nhật ký ghi trước (tệp -wal).", "There is no write-ahead log (-wal) beside the ledger.")
        ))
    }
    if filesChanged {
      parts.append(
        .paragraph(
          say(
            "Tệp đã thay đổi trong lúc kiểm tra (có người đang ghi): các mã trên là của lúc bắt đầu, còn kết quả là của một thời điểm sau đó. Muốn mã và kết quả khớp nhau, kiểm tra trên một bản sao.",
            "The files changed during the examination (somebody was recording): the hashes above are those of its beginning, the result is that of a moment after. To have both of one moment, examine a copy."
          )))
    }
    return parts
  }

  private var headSection: [OfficialReport.Part] {
    [
      .section(say("Đầu sổ", "Head of the ledger")),
      .particulars([
        .init(say("Tên sổ:", "Origin:"), ledger.origin ?? unknown),
        .init(say("Đơn vị:", "Unit:"), account.verification.unit?.name ?? unknown),
        .init(say("Số sự kiện:", "Events:"), ledger.head.map { $0.size.grouped(session.language) } ?? unknown),
        .init(say("Gốc cây băm:", "Root of the tree:"), ledger.head?.root.base64 ?? unknown),
        .init(
          say("Ghi lần cuối:", "Last recorded:"),
          account.verification.lastRecordedAt.map {
            say(
              "\($0.vietnamText) theo đồng hồ máy ghi", "\($0.vietnamText) (Viet Nam) by the recording computer's clock"
            )
          } ?? unknown),
        .init(say("Khóa đang dùng:", "Key in force:"), ledger.ledgerKey?.format() ?? unknown),
      ]),
    ]
  }

  private var unknown: String { say("không đọc được", "unreadable") }

  private var methodSection: [OfficialReport.Part] {
    [
      .section(say("Cách kiểm tra", "Method")),
      .particulars([
        .init(say("Lệnh:", "Command:"), session.typedCommand),
        .init(say("Chương trình:", "Program:"), session.program),
        .init(say("SHA-256 chương trình:", "SHA-256 of program:"), program?.hash.hex ?? unknown),
        .init(say("Hệ điều hành:", "Operating system:"), ProcessInfo.processInfo.operatingSystemVersionString),
      ]),
      .items([
        say(
          "Cấu trúc tệp, mọi dòng sự kiện, chuỗi phiên bản và giờ ghi; mỗi nội dung với cam kết trong đầu mục của nó.",
          "The file's structure, every event's row, versions and times; each payload against the commitment in its header."
        ),
        say(
          "Cây băm RFC 6962 tính lại từ đầu; mọi điểm chốt với chữ ký của sổ và của cán bộ, theo khóa có hiệu lực lúc đó.",
          "The RFC 6962 tree computed anew; every checkpoint with the signatures of ledger and officer, by the keys in force then."
        ),
        say(
          "Nội dung từng sự kiện với lược đồ và với hồ sơ ngay trước nó; nội dung trang in với mã neo trên phiếu.",
          "Each event's content against its schema and the record before it; printed pages against the anchors on the sheets."
        ),
        account.verification.projectionsCompared
          ? say(
            "Tệp tra cứu với việc dựng lại từ sổ.", "The projections file against a replay of the ledger.")
          : say(
            "Tệp tra cứu: không có bản cùng cỡ để đối chiếu; nó không thuộc về bằng chứng.",
            "Projections: none of this size to compare; they are no part of the evidence."),
      ]),
    ]
  }

  /// What can't be noticed for want of a checkpoint from outside.
  private var checkpointLimit: String {
    if let limit = givenCheckpointLimit { return limit }
    return switch (account.outside.checkpoint, account.outside.source) {
    case (nil, _):
      say(
        "Không có điểm chốt biết từ bên ngoài: việc đưa cả sổ về một bản cũ hơn, hay viết lại lịch sử bằng đủ các khóa, không phát hiện được.",
        "No checkpoint was known from outside: that the whole ledger was put back to an older copy, or history rewritten with all keys, can't be noticed."
      )
    case (_, .folderBesideLedger):
      say(
        "Điểm chốt đối chiếu nằm cạnh sổ và đi cùng tệp: việc đưa cả sổ lẫn thư mục khóa về một bản cũ hơn, hay viết lại lịch sử bằng đủ các khóa, không phát hiện được.",
        "The checkpoint compared lies beside the ledger and travels with it: that both were put back to an older copy, or history rewritten with all keys, can't be noticed."
      )
    default:
      say(
        "Điểm chốt đối chiếu là của thư mục khóa trên máy này. Những gì xảy ra sau điểm chốt đó, và thư mục khóa có bị thay cùng sổ hay không, phải đối chiếu với điểm chốt lưu nơi khác.",
        "The checkpoint compared is that of this computer's key folder. What happened after it, and whether the key folder was exchanged together with the ledger, can be told only by a checkpoint kept elsewhere."
      )
    }
  }

  /// Up to where history is what others had seen of it. Where a checkpoint came from, only the auditor knows: one out of the
  /// hands that keep the ledger proves nothing.
  private var givenCheckpointLimit: String? {
    let witnessed = account.policy?.witnessing.flatMap { $0.newest?.size } ?? 0
    let seen = account.seen?.comparison.lastAgreeing?.size ?? 0
    guard max(witnessed, seen) > 0 else { return nil }
    let size = max(witnessed, seen).grouped(session.language)
    let rest = say(
      " Sau đó, ai có đủ các khóa vẫn có thể viết lại mà không phát hiện được.",
      " After it, whoever holds all keys could rewrite it unnoticed.")
    guard seen > witnessed else {
      return say(
        "Đến sự kiện thứ \(size), lịch sử có đủ nhân chứng chứng theo chính sách đã cho.\(rest)",
        "Up to event no. \(size) history is vouched for by the witnesses of the policy given.\(rest)")
    }
    return say(
      "Đến sự kiện thứ \(size), lịch sử khớp điểm chốt do người kiểm tra đưa vào. Điều đó chỉ có giá trị nếu điểm chốt ấy được giữ ngoài tay người giữ sổ; chương trình không biết nó từ đâu tới.\(rest)",
      "Up to event no. \(size) history agrees with the checkpoint that the auditor gave. That counts only if this checkpoint was kept out of the hands of who keeps the ledger; the program does not know where it came from.\(rest)"
    )
  }

  private var limitsSection: [OfficialReport.Part] {
    let items = [
      checkpointLimit,
      say(
        "Giờ ghi trong sổ là lời khai của máy ghi; chữ ký không chứng minh giờ.",
        "The times in the ledger are claims of the recording computer; signatures prove no time."),
      say(
        "Ai giữ khóa của một cán bộ thì ghi được thay cán bộ đó; sổ không biết ai ngồi trước máy.",
        "Whoever holds an officer's key can record as that officer; the ledger does not know who sat at the computer."),
      say(
        "Việc xem, tra cứu và xuất hồ sơ không được ghi lại.", "Reading, searching and exporting are not logged."),
      say(
        "Sổ đúng không có nghĩa là điều ghi vào là đúng: phải đối chiếu với giấy tờ gốc. Mã trên phiếu chứng minh nội dung đã in, không chứng minh tờ giấy.",
        "That the ledger is sound does not make what was recorded true: compare the original papers. A sheet's code proves what was printed, not the paper."
      ),
      say(
        "Kết quả này tin vào máy và chương trình kiểm tra. Có thể kiểm tra lại bằng chương trình khác theo đặc tả đã công bố (ledger-format).",
        "This result trusts the examining computer and program. It can be repeated with another program, from the published specification (ledger-format)."
      ),
    ]
    return [.section(say("Giới hạn của phương pháp", "Limits of the method")), .items(items)]
  }
}

extension Int {
  /// With the thousands apart: `1 245 184`, or `1,245,184` in English.
  func grouped(_ language: Language) -> String {
    let digits = Array(String(self))
    var text = ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index).isMultiple(of: 3) { text += language == .vi ? "\u{A0}" : "," }
      text.append(digit)
    }
    return text
  }
}

extension String {
  /// As it would be typed into a shell.
  var shellQuoted: String {
    let plain = CharacterSet(charactersIn: "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-+=:,./@%")
    if !isEmpty, unicodeScalars.allSatisfy(plain.contains) { return self }
    return "'" + replacingOccurrences(of: "'", with: "'\\''") + "'"
  }
}

extension Session {
  var absoluteLedgerFolder: String {
    Ledger.realPath(of: ledgerPath).folder
  }
}
