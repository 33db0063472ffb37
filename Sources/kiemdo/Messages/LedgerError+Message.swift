import EventLedger
import ExamRecords
import Foundation
import TransparencyLog

extension Session {
  func explain(_ error: LedgerError) -> Explanation {
    let (vietnamese, english, code) = words(for: error)
    return Explanation(message: say(vietnamese, english), code: code)
  }

  private func words(for error: LedgerError) -> (String, String, Exit) {
    switch error {
    // The file
    case .fileExists(let path):
      return (
        "\(path) đã có; không ghi đè. Chọn tên khác.", "\(path) exists and is not touched. Choose another name.",
        .inputOutput
      )
    case .noSuchFile(let path):
      return (
        "Không có sổ ghi \(path). Chỉ ra bằng --ledger hoặc KIEMDO_LEDGER; lập sổ mới: kiemdo init.",
        "There is no ledger \(path). Name it with --ledger or KIEMDO_LEDGER, or make one: kiemdo init.", .noInput
      )
    case .notAFile(let path, isFolder: true):
      return (
        "\(path) là một thư mục; cần tệp sổ ghi trong đó, ví dụ so.kiemdo. Thư mục công bố: kiemdo verify --tiles THƯ-MỤC.",
        "\(path) is a folder; the ledger's file in it is expected, as so.kiemdo. For a published folder: kiemdo verify --tiles FOLDER.",
        .noInput
      )
    case .notAFile(let path, isFolder: false):
      return (
        "\(path) không phải tệp thường (ống dẫn hoặc thiết bị); cần tệp sổ ghi.",
        "\(path) is no regular file (a pipe or a device); a ledger's file is expected.", .noInput
      )
    case .unreadable(let path, let detail):
      let why = evidence(detail)
      return ("Không đọc được sổ ghi \(path): \(why).", "Can't read the ledger \(path): \(why).", .inputOutput)
    case .cannotLock(let path, let number):
      let why = words(errno: number)
      return (
        "Không khóa được tệp sổ \(path) để đọc (\(why)), nên không chắc tệp đứng yên. Nếu tệp nằm trên ổ mạng, chép tệp và phần -wal về ổ đĩa của máy rồi đọc.",
        "The ledger \(path) can't be locked for reading (\(why)), so nothing says that it stands still. If it lies on a network drive, copy it with its -wal to a drive of this computer and read it there.",
        .inputOutput
      )
    case .notALedger(let path, let detail):
      let why = evidence(detail)
      return ("\(path) không phải sổ ghi KiemDo (\(why)).", "\(path) is not a KiemDo ledger (\(why)).", .badData)
    case .newerFormat(let path, let found):
      return (
        "\(path) do bản KiemDo mới hơn ghi (dạng \(found)). Cập nhật chương trình.",
        "\(path) was written by a newer KiemDo (format \(found)). Update the program.", .badData
      )
    case .damaged(let path, let finding) where finding.code == .schema:
      return (
        "Cấu trúc tệp \(path) không đúng quy cách: \(finding.code.rawValue), \(difference(finding)). Chưa đọc, chưa ghi gì. kiemdo verify kể mọi chỗ khác; giữ nguyên tệp, dùng bản sao lưu hay hỏi người đã sửa tệp.",
        "The structure of \(path) is not the specification's: \(finding.code.rawValue), \(difference(finding)). Nothing was read or recorded. kiemdo verify tells all that differs; keep the file, use a backup or ask whoever changed it.",
        .badData
      )
    case .damaged(let path, let finding):
      let place =
        finding.position.map { ("Số ghi @\($0) của \(path)", "Event @\($0) of \(path)") }
        ?? ("Đầu sổ của \(path)", "The head of \(path)")
      return (
        "\(place.0) không phải cái đã ký: \(finding.code.rawValue), \(difference(finding)). Dừng ở đó: không đọc tiếp, không ghi gì. kiemdo verify cho biết mọi chỗ sai và những gì vẫn chứng minh được; giữ nguyên tệp.",
        "\(place.1) is not what was signed: \(finding.code.rawValue), \(difference(finding)). Stopped there: nothing more was read, nothing recorded. kiemdo verify tells all that is wrong and what can still be proved; keep the file as it is.",
        .badData
      )
    case .readOnly(let path):
      return ("\(path) chỉ đọc được, không ghi được ở đây.", "\(path) can't be written here.", .inputOutput)
    case .sqlite(let number, let message):
      return (
        "SQLite báo lỗi \(number): \(message). Chưa ghi gì vào sổ.",
        "SQLite error \(number): \(message). Nothing was recorded.", .inputOutput
      )
    case .inputOutput(let path, let operation, let number):
      return (
        "Lỗi đọc ghi \(path): \(words(errno: number)) (\(operation), \(number)).",
        "Input/output error on \(path): \(words(errno: number)) (\(operation), \(number)).",
        .inputOutput
      )

    // Appending
    case .busy(let holder):
      guard let holder else {
        return (
          "Sổ đang bị một chương trình khác giữ. Đợi rồi thử lại. Chưa ghi gì.",
          "Another program holds the ledger. Wait and try again. Nothing was recorded.", .tryAgain
        )
      }
      let since = holder.since?.vietnamText ?? "?"
      let who = words(for: holder)
      return (
        "Sổ đang được \(who.0) dùng (lệnh \(holder.command), tiến trình \(holder.pid), từ \(since)). Đợi rồi thử lại. Chưa ghi gì.",
        "\(who.1) holds the ledger (\(holder.command), process \(holder.pid), since \(since)). Wait and try again. Nothing was recorded.",
        .tryAgain
      )
    case .conflict(let events):
      let list = events.prefix(10).map {
        "  \($0.position)  \($0.recordedAt.vietnamText)  \($0.officer)  \(eventWord($0.type))  \($0.stream)"
      }
      .joined(separator: "\n")
      let more = events.count > 10 ? "\n  … \(events.count - 10)" : ""
      return (
        "Trong lúc đó sổ đã có thêm \(events.count) sự kiện, nên chưa ghi gì. Xem rồi chạy lại lệnh:\n\(list)\(more)",
        "Meanwhile \(events.count) events were recorded, so nothing was recorded now. Look, then run the command again:\n\(list)\(more)",
        .tryAgain
      )
    case .uncheckpointedEvents(let size, let count):
      return (
        "Sổ có \(count - size) sự kiện không được chốt (chương trình khác ghi vào, từ số \(size)). Không ghi tiếp. Chạy kiemdo verify; lấy bản sao lưu ra đối chiếu.",
        "\(count - size) events from \(size) on have no checkpoint (another program wrote them). Nothing is recorded. Run kiemdo verify.",
        .badData
      )
    case .notContained(let known, let have):
      return (
        """
        Tệp này không chứa điểm chốt cuối mà máy này đã ghi: máy nhớ \(known.size) sự kiện, tệp có \(have.size). Có thể một bản cũ đã được chép đè, hoặc tệp thiếu phần -wal.
        Tìm lại tệp đúng. Nếu nó mất thật: kiemdo resume --reason "…" ghi rõ phần đã mất rồi ghi tiếp. Chưa ghi gì.
        """,
        """
        This file does not contain the last checkpoint committed here: \(known.size) events are known, the file has \(have.size). An old copy was put back, or the -wal file is missing.
        Find the right file. If it is really lost: kiemdo resume --reason "…" records what was lost and goes on. Nothing was recorded.
        """, .badData
      )
    case .nothingToResume:
      return ("Sổ này không thiếu gì: không cần resume.", "Nothing is missing: no need to resume.", .found)
    case .officerNotAllowed(let id, let refusal):
      let why: (String, String) =
        switch refusal {
        case .notEnrolled: ("chưa được ghi nhận trong sổ", "is not enrolled")
        case .revoked(let position): ("đã thôi ghi sổ từ số ghi \(position)", "was revoked at event \(position)")
        case .otherKey: ("có khóa khác trong sổ", "has another key in the ledger")
        }
      return ("Cán bộ \(id) \(why.0). Chưa ghi gì.", "Officer \(id) \(why.1). Nothing was recorded.", .notAllowed)
    case .ledgerKeyNotInForce:
      return (
        "Khóa của sổ trong thư mục khóa không phải khóa đang dùng của sổ này. Nếu khóa đã đổi ở máy khác, chép tệp ledger.key từ máy ấy về. Chưa ghi gì.",
        "The ledger key in the key folder is not the one in force. If it was rotated on another computer, bring ledger.key from there. Nothing was recorded.",
        .notAllowed
      )
    case .ledgerKeyRotatedMeanwhile:
      return (
        "Trong lúc đó khóa của sổ đã được thay, nên chưa ghi gì. Chạy lại lệnh.",
        "Meanwhile the ledger's key was rotated, so nothing was recorded. Run the command again.", .tryAgain
      )
    case .clockBehind(let last, let now):
      return (
        """
        Đồng hồ máy (\(now.vietnamText)) chậm hơn sự kiện cuối của sổ (\(last.vietnamText)). Chưa ghi gì.
        Chỉnh giờ máy. Nếu giờ đã ghi trước đây mới là sai: kiemdo clock correct --reason "…".
        """,
        """
        This computer's clock (\(now.vietnamText)) is behind the ledger's last event (\(last.vietnamText)). Nothing was recorded.
        Set the clock. If the earlier time was wrong: kiemdo clock correct --reason "…".
        """, .badData
      )
    case .clockNotBehind(let last, let now):
      return (
        "Giờ máy (\(now.vietnamText)) không lùi so với sự kiện cuối (\(last.vietnamText)): không cần sửa giờ.",
        "The clock (\(now.vietnamText)) is not behind the last event (\(last.vietnamText)).", .found
      )

    // Drafts
    case .noDrafts: return ("Không có gì để ghi.", "Nothing to record.", .found)
    case .reservedType(let type):
      return ("Loại sự kiện \(type) chỉ sổ tự ghi.", "Only the ledger itself records \(type).", .badData)
    case .versionGap(let stream, let expected, let found):
      return (
        "\(stream): cần bản \(expected), có \(found).", "\(stream): expected version \(expected), found \(found).",
        .tryAgain
      )
    case .malformedDraft(let index, let detail):
      return (
        "Sự kiện thứ \(index + 1) không ghi được: \(detail).", "Event \(index + 1) can't be recorded: \(detail).",
        .badData
      )
    case .enrollmentRefused(let id, let fault):
      return (
        "Không thêm được cán bộ \(id): \(words(for: fault).0).", "Can't enrol \(id): \(words(for: fault).1).",
        .notAllowed
      )
    case .revocationRefused(let id, let fault):
      return (
        "Không cho thôi được \(id): \(words(for: fault).0). Xem: kiemdo officer list.",
        "Can't revoke \(id): \(words(for: fault).1). See kiemdo officer list.",
        fault == .unknownOfficer(id) ? .noInput : .notAllowed
      )

    case .erasureRefused(let fault):
      let why: (String, String) =
        switch fault {
        case .nothingNamed: ("không có gì để xóa", "nothing is named")
        case .notAscending: ("các số ghi không tăng dần", "the positions are not ascending")
        case .notBelow(let position, let size):
          ("không có số ghi \(position), sổ có \(size)", "there is no event \(position); the ledger has \(size)")
        case .notErasable(let position, let type):
          ("số ghi \(position) (\(type)) là của sổ, không xóa được", "event \(position) (\(type)) may not be erased")
        case .erasedAlready(let position): ("số ghi \(position) đã xóa rồi", "event \(position) is erased already")
        }
      return ("Không xóa: \(why.0). Chưa ghi gì.", "Not erased: \(why.1). Nothing was recorded.", .badData)
    case .erasureObstructed(let obstacle):
      let (what, todo) = words(for: obstacle)
      return (
        "Không xóa: \(what.0). \(todo.0) rồi chạy lại. Chưa ghi gì.",
        "Not erased: \(what.1). \(todo.1) and run this again. Nothing was recorded.", .inputOutput
      )
    case .erasureIncomplete(let rest):
      let (why, todo) = words(for: rest)
      return (
        "Lệnh xóa đã ghi vào sổ nhưng CHƯA XÓA XONG (\(why.0)): dữ liệu có thể còn trong tệp. \(todo.0) rồi chạy lại đúng lệnh này; lệnh ghi sổ nào kế tiếp cũng tự làm nốt.",
        "The erasure is recorded but INCOMPLETE (\(why.1)): the data may still be in the files. \(todo.1) and run the same command again; any next command that writes finishes it too.",
        .tryAgain
      )

    // Names and keys
    case .invalidOrigin(let origin):
      return ("\"\(origin)\" không dùng làm tên sổ được.", "\"\(origin)\" can't be an origin.", .usage)
    case .invalidOfficerID(let id):
      return (
        "\"\(id)\" không dùng làm mã cán bộ được: chữ thường không dấu, chữ số, dấu chấm, gạch nối; tối đa 32.",
        "\"\(id)\" can't be an officer's id: lower-case letters, digits, dots, hyphens; at most 32.", .usage
      )
    case .wrongOrigin(let expected, let found):
      return (
        "Khóa là của sổ \(found), không phải \(expected).", "The key belongs to \(found), not \(expected).", .notAllowed
      )
    case .keyMissing(let path):
      return (
        "Không có khóa \(path). Đặt KIEMDO_KEYS là thư mục khóa, hoặc chép khóa về. Chưa ghi gì.",
        "There is no key \(path). Set KIEMDO_KEYS to the key folder. Nothing was recorded.", .notAllowed
      )
    case .keyExists(let path):
      return ("Khóa \(path) đã có; không ghi đè.", "The key \(path) exists and is not touched.", .notAllowed)
    case .keyFileExposed(let path, let mode), .keyFolderExposed(let path, let mode):
      let octal = String(mode, radix: 8)
      return (
        "Người khác trên máy đọc được \(path) (quyền \(octal)). Sửa: chmod go-rwx \"\(path)\". Chưa ghi gì.",
        "Others can read \(path) (mode \(octal)). Mend it: chmod go-rwx \"\(path)\". Nothing was recorded.", .notAllowed
      )
    case .keyFileMalformed(let path, let detail):
      let why = evidence(detail)
      return ("Khóa \(path) hỏng: \(why).", "The key \(path) is damaged: \(why).", .notAllowed)

    // Witnesses
    case .witnessRefused(let refusal): return words(for: refusal)
    case .cosignatureRefused(let refusal): return words(for: refusal)

    // A published folder
    case .noSuchFolder, .notAFolder, .folderInUse, .notAPublishedFolder, .noPublishedHead, .folderUnreadable,
      .folderNotContained, .publishedDiffers:
      return publishingWords(for: error)

    // Reading
    case .noSuchPosition(let position, let size):
      return (
        "Không có số ghi \(position); sổ có \(size) sự kiện (0…\(size - 1)).",
        "There is no event \(position); the ledger has \(size).", .noInput
      )
    case .noCheckpoint(let size, let near):
      let sizes = near.map(String.init).joined(separator: ", ")
      return (
        "Không có điểm chốt ở cỡ \(size): không lần ghi nào kết thúc ở đó. Gần nhất: \(sizes).",
        "There is no checkpoint at size \(size): no append ended there. The nearest: \(sizes).", .noInput
      )
    case .sizesOutOfOrder(let old, let new) where min(old, new) < 1:
      return (
        "Cỡ phải từ 1, có \(min(old, new)): sổ ở 0 sự kiện thì sổ nào cũng nối tiếp, không có gì để chứng minh.",
        "A size must be at least 1, found \(min(old, new)): every ledger extends an empty one, so there is nothing to prove.",
        .usage
      )
    case .sizesOutOfOrder(let old, let new):
      return (
        "Cỡ trước (\(old)) lớn hơn cỡ sau (\(new)): điểm chốt cũ hơn phải đứng trước. Đổi chỗ: \(new) \(old).",
        "The first size (\(old)) is above the second (\(new)): the older checkpoint comes first. The other way round: \(new) \(old).",
        .usage
      )
    case .noSuchSize(let asked, let size):
      return ("Sổ chưa tới \(asked) sự kiện; mới có \(size).", "The ledger has \(size) events, not \(asked).", .noInput)
    }
  }

  private func words(for fault: KeyFault) -> (String, String) {
    switch fault {
    case .malformed(let detail):
      ("khóa hỏng (\(evidence(detail)))", "the key is malformed (\(evidence(detail)))")
    case .invalidOfficerID(let id): ("mã \"\(id)\" không dùng được", "the id \"\(id)\" can't be used")
    case .wrongName(let expected, let found):
      ("khóa mang tên \(found), cần \(expected)", "the key is named \(found), not \(expected)")
    case .keyReused: ("khóa này đã dùng rồi", "this key was used before")
    case .officerIDReused(let id):
      ("mã \(id) đã dùng rồi; chọn mã khác", "the id \(id) was used before; choose another")
    case .badProof:
      (
        "chứng cứ giữ khóa không đúng; chép lại cả dòng --proof",
        "the proof of possession is wrong; copy the whole --proof line"
      )
    case .unknownOfficer(let id): ("không có cán bộ \(id)", "there is no officer \(id)")
    case .revokedAlready(let id): ("\(id) đã thôi rồi", "\(id) is revoked already")
    case .lastOfficer(let id):
      ("\(id) là cán bộ cuối cùng; thêm người khác trước", "\(id) is the last officer; enrol another first")
    }
  }
}
