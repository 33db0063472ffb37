import Bookkeeping
import EventLedger

/// What a kind of finding means to someone who is no programmer.
struct FindingMeaning {
  /// What was altered or lost.
  var altered: String
  /// What can still be proved.
  var provable: String
  /// What to do.
  var advice: String
}

extension Session {
  /// The meaning of a kind of finding; a general one for kinds that this program only hands on.
  func meaning(of code: FindingCode) -> FindingMeaning {
    let (provable, advice) = consequences(of: code)
    return FindingMeaning(altered: altered(code), provable: say(provable), advice: say(advice))
  }

  /// For each kind among the findings, once: what it means, what is still provable, what to do.
  func meanings(of findings: [EventLedger.Finding]) -> [String] {
    var told: Set<FindingCode> = []
    return findings.map(\.code).filter { told.insert($0).inserted }.map { code in
      let meaning = self.meaning(of: code)
      return say(
        "\(code.rawValue): \(meaning.altered)\n  Còn chứng minh được: \(meaning.provable)\n  Nên: \(meaning.advice)",
        "\(code.rawValue): \(meaning.altered)\n  Still provable: \(meaning.provable)\n  What to do: \(meaning.advice)")
    }
  }

  private func say(_ sentence: Sentence) -> String { say(sentence.vietnamese, sentence.english) }

  /// What was altered, by the number of the check in the ledger's format.
  private func altered(_ code: FindingCode) -> String {
    switch code {
    case .applicationID, .userVersion, .encoding:
      say(
        "Dấu của tệp đã bị sửa, hoặc đây không phải sổ ghi.", "The marks of the file were altered, or it is no ledger.")
    case .newerFormat:
      say("Tệp do chương trình mới hơn ghi.", "A newer program wrote the file.")
    case .schema:
      say(
        "Cấu trúc tệp khác quy cách: bảng, chỉ mục hay trigger bị đổi, bỏ hoặc thêm; trigger mất thì dữ liệu có thể đã bị sửa mà không bị chặn.",
        "The file's structure is not the specified one: a table, index or trigger was changed, dropped or added; without its triggers rows may have been changed unhindered."
      )
    case .integrity, .unreadable:
      say(
        "Tệp hỏng ở mức lưu trữ: ổ đĩa, chép dở, hoặc bị sửa từng byte.",
        "The file is damaged as a file: a disk, a copy cut short, or bytes changed.")
    case .foreignKey, .payloadStray:
      say("Có nội dung không thuộc sự kiện nào.", "There is content that belongs to no event.")
    case .header:
      say("Đầu mục của một sự kiện đã bị sửa.", "The header of an event was altered.")
    case .position, .version:
      say(
        "Dãy sự kiện bị đứt: có sự kiện bị bỏ, chèn, đổi chỗ hoặc chép đôi.",
        "The sequence is broken: an event was removed, inserted, moved or doubled.")
    case .commandReused, .appendMixed:
      say("Ranh giới giữa các lần ghi đã bị sửa.", "The cuts between appends were altered.")
    case .time:
      say(
        "Giờ ghi lùi lại mà không có lần chỉnh đồng hồ nào được ghi.",
        "Time steps back without a recorded correction of the clock.")
    case .aboveCheckpoint:
      say(
        "Có sự kiện nằm sau điểm chốt cuối: chưa ai ký, hoặc điểm chốt đã bị xóa.",
        "Events stand after the last checkpoint: nobody signed them, or the checkpoint was removed.")
    case .eventStream, .payloadInvalid, .notCanonical:
      say(
        "Một sự kiện không đúng dạng: chương trình này không thể đã ghi nó như thế.",
        "An event has not the form of its kind: this program can't have recorded it so.")
    case .payloadMissing:
      say(
        "Nội dung của một sự kiện đã mất mà không có lệnh xóa nào được ghi.",
        "The content of an event is gone, and no erasure names it.")
    case .salt, .commitment:
      say(
        "Nội dung của một sự kiện (giá trị, lý do hoặc minh chứng) đã bị sửa sau khi ghi.",
        "The content of an event (values, reason or evidence) was altered after it was recorded.")
    case .tile:
      say("Bảng băm của cây đã bị sửa hoặc thiếu.", "The stored hashes of the tree were altered or are missing.")
    case .noCheckpoint:
      say("Không còn điểm chốt nào.", "There is no checkpoint left.")
    case .note:
      say(
        "Văn bản của một điểm chốt đã bị sửa, thêm dòng hoặc không phải của sổ này.",
        "The note of a checkpoint was altered, has lines added, or is of another ledger.")
    case .root:
      say(
        "Các sự kiện không còn là những sự kiện đã được ký: có sự kiện bị sửa, thêm hoặc bớt trước điểm chốt này.",
        "The events are not those that were signed: one was altered, added or removed before this checkpoint.")
    case .signature:
      say(
        "Một điểm chốt thiếu chữ ký đúng của sổ hoặc của cán bộ: có người viết lại mà không có đủ khóa.",
        "A checkpoint lacks the right signature of the ledger or of the officer: rewritten without all the keys.")
    case .cosignature:
      say(
        "Một dòng chữ ký nhân chứng ghi kèm điểm chốt bị sửa hoặc không đúng: nó không chứng gì, và không nói gì về sổ.",
        "A witness's line kept with a checkpoint was altered or is wrong: it vouches for nothing, and says nothing of the ledger."
      )
    case .knownCheckpoint:
      say(
        "Sổ không chứa điểm chốt đã biết từ trước: lịch sử đã bị lùi lại, cắt đuôi hoặc viết lại, hoặc có hai nhánh.",
        "The ledger does not contain a checkpoint seen before: history was rolled back, cut, rewritten, or there are two branches."
      )
    case .keyEvent, .officer:
      say(
        "Việc cấp, thu khóa hoặc người ghi không đúng quy tắc: có người ghi mà không được phép.",
        "Keys were given, taken or used against the rules: somebody wrote who was not allowed to.")
    case .trustedKey:
      say(
        "Khóa đã biết không phải khóa của sổ này: sổ khác, hoặc sổ làm lại bằng khóa khác.",
        "The known key is not this ledger's: another ledger, or one made anew under other keys.")
    case .erasure, .erasureUndone:
      say(
        "Một lần xóa dữ liệu nêu điều không được xóa, hoặc điều đã xóa vẫn còn.",
        "An erasure names what may not be erased, or what it erased is still there.")
    case .anchor:
      say("Mã trên một trang in không khớp lịch sử.", "The code of a printed page does not fit the history.")
    case .pageDiffers:
      say(
        "Một trang đã in nói khác hồ sơ lúc in: nội dung trang hoặc hồ sơ trước đó không thật (có thể chỉ là hệ quả của phát hiện trước đó).",
        "A printed page says something else than the record at that time: the page or the record before it is not true (maybe only a consequence of an earlier finding)."
      )
    case .oldValueDiffers:
      say(
        "Giá trị cũ trong một lần sửa không phải giá trị trong sổ lúc ấy (có thể chỉ là hệ quả của phát hiện trước đó).",
        "The old value in a correction is not what the ledger said then (maybe only a consequence of an earlier finding)."
      )
    case .referenceMissing:
      say("Một sự kiện nói tới điều không có trong sổ.", "An event speaks of something that the ledger has not.")
    case .numberTaken:
      say("Một số thứ tự được cấp cho hai thí sinh.", "A running number was given to two candidates.")
    case .projectionDiffers:
      say(
        "Tệp tra cứu bên cạnh sổ đã bị sửa hoặc hỏng; sổ thì không.",
        "The projections beside the ledger were altered or damaged; the ledger was not.")
    case .reportRange:
      say(
        "Phạm vi của báo cáo bắt đầu quá muộn nên không chứng minh được các điều kiện.",
        "The report's range begins too late for its selection to be proved.")
    case .reportForm, .reportPath:
      say(
        "Tệp chứng minh của báo cáo hỏng, thiếu hoặc đã bị sửa.",
        "The report's proof is damaged, cut short or altered.")
    case .reportMissing:
      say(
        "Tệp chứng minh thiếu nội dung mà quy cách đòi hỏi.",
        "The report's proof lacks content that its rule demands.")
    case .reportSelection:
      say(
        "Báo cáo không phải kết quả của chính các điều kiện của nó: có sự kiện bị bỏ ra hoặc thêm vào.",
        "The report is not what its own clauses give: an event was left out or slipped in.")
    default:
      say("Có điều không như quy cách của sổ.", "Something is not as the ledger's format says.")
    }
  }

  private func consequences(of code: FindingCode) -> (provable: Sentence, advice: Sentence) {
    switch code {
    case .projectionDiffers: (.wholeLedger, .rebuild)
    case .newerFormat: (.nothingYet, .newerProgram)
    case .applicationID, .userVersion, .encoding, .schema, .tile, .foreignKey, .payloadStray:
      (.wholeHistory, .keepAndCompare)
    case .cosignature: (.wholeHistory, .cosignAgain)
    case .integrity, .unreadable, .noCheckpoint: (.whatIsRead, .keepAndCompare)
    case .commitment, .salt, .payloadMissing, .notCanonical, .payloadInvalid, .eventStream: (.otherEvents, .copyOrPaper)
    case .header, .position, .version, .commandReused, .appendMixed, .root, .note, .signature:
      (.before, .keepAndCompare)
    case .aboveCheckpoint: (.before, .unsignedTail)
    case .time: (.orderNotTime, .askForTime)
    case .knownCheckpoint: (.upToKnown, .twoHistories)
    case .trustedKey: (.selfConsistency, .askForKey)
    case .keyEvent, .officer: (.before, .askWhoHeld)
    case .erasure, .erasureUndone: (.otherEvents, .eraseAgain)
    case .anchor, .pageDiffers: (.signedHistory, .comparePaper)
    case .oldValueDiffers, .referenceMissing, .numberTaken: (.signedHistory, .askOfficer)
    case .reportForm, .reportPath, .reportRange, .reportMissing, .reportSelection: (.ledgerItself, .reportAgain)
    default: (.nothingYet, .keepAndCompare)
    }
  }
}

/// One sentence in both languages.
private struct Sentence {
  var vietnamese: String
  var english: String

  // MARK: What is still provable

  static let wholeLedger = Sentence(
    vietnamese: "toàn bộ sổ.", english: "all of the ledger.")
  static let ledgerItself = Sentence(
    vietnamese: "chưa nói gì về sổ: chỉ báo cáo này không chứng minh được.",
    english: "this says nothing of the ledger, only that this report is not proved.")
  static let nothingYet = Sentence(
    vietnamese: "chưa nói được gì.", english: "nothing can be said yet.")
  static let wholeHistory = Sentence(
    vietnamese: "các sự kiện, nếu không có phát hiện nào khác: chữ ký và gốc không phụ thuộc chỗ này.",
    english: "the events, if nothing else was found: signatures and roots do not rest on this.")
  static let whatIsRead = Sentence(
    vietnamese: "những gì còn đọc được và được một điểm chốt ký.",
    english: "what can still be read and a checkpoint signs.")
  static let otherEvents = Sentence(
    vietnamese: "mọi sự kiện khác, và rằng ở vị trí này có một sự kiện của cán bộ ấy, lúc ấy; nội dung thì không.",
    english: "every other event, and that this officer recorded something here then; not what.")
  static let before = Sentence(
    vietnamese: "mọi điều tới điểm chốt đúng gần nhất trước vị trí này.",
    english: "all up to the last good checkpoint before this position.")
  static let orderNotTime = Sentence(
    vietnamese: "thứ tự các sự kiện; giờ thì không.", english: "the order of events, not their times.")
  static let upToKnown = Sentence(
    vietnamese: "điểm chốt đã biết là thật và đã có chữ ký; sổ này không phải phần nối tiếp của nó.",
    english: "that the known checkpoint was signed, and that this ledger does not continue it.")
  static let selfConsistency = Sentence(
    vietnamese: "chỉ rằng sổ khớp với chính nó.", english: "only that the ledger agrees with itself.")
  static let signedHistory = Sentence(
    vietnamese: "rằng cán bộ nêu tên đã ký đúng nội dung này; nội dung thì mâu thuẫn với các sự kiện trước.",
    english: "that the officer named signed exactly this; it contradicts the events before.")

  // MARK: What to do

  static let rebuild = Sentence(vietnamese: "chạy kiemdo rebuild.", english: "run kiemdo rebuild.")
  static let reportAgain = Sentence(
    vietnamese: "xin lại báo cáo và tệp chứng minh từ sổ (kiemdo audit … --proof), so SHA-256 in trên báo cáo.",
    english:
      "ask for report and proof again from the ledger (kiemdo audit … --proof); compare the SHA-256 on the report.")
  static let newerProgram = Sentence(
    vietnamese: "kiểm bằng chương trình mới hơn.", english: "check it with a newer program.")
  static let keepAndCompare = Sentence(
    vietnamese: "đừng ghi tiếp; giữ nguyên tệp; đối chiếu với bản sao lưu, bản công bố và điểm chốt đã gửi đi.",
    english: "don't record; keep the file as it is; compare with backups, published copies and checkpoints sent out.")
  static let cosignAgain = Sentence(
    vietnamese: "hỏi nhân chứng đã ký gì; xin ký lại: kiemdo checkpoint --for-witness. Vẫn ghi tiếp được.",
    english:
      "ask the witness what he cosigned, and to cosign again: kiemdo checkpoint --for-witness. Recording can go on.")
  static let copyOrPaper = Sentence(
    vietnamese:
      "lấy lại nội dung từ bản sao lưu (cam kết trong đầu mục cho biết bản nào đúng), hoặc từ giấy đã ký; đừng ghi tiếp.",
    english:
      "take the content from a backup (the header's commitment tells which is right) or from signed paper; don't record."
  )
  static let unsignedTail = Sentence(
    vietnamese: "coi các sự kiện ấy như chưa ghi; đối chiếu với bản sao lưu và điểm chốt trong thư mục khóa.",
    english: "treat those events as not recorded; compare with backups and the checkpoint in the key folder.")
  static let askForTime = Sentence(
    vietnamese: "hỏi người ghi về đồng hồ máy; dựa vào nhân chứng hoặc giấy tờ cho giờ giấc.",
    english: "ask the officer about the clock; rely on witnesses or papers for times.")
  static let twoHistories = Sentence(
    vietnamese:
      "giữ cả hai bản; tìm bản có điểm chốt đã biết; hỏi ai giữ tệp và khóa trong thời gian ấy. Nếu chỉ là khôi phục bản sao lưu: kiemdo resume.",
    english:
      "keep both; find the copy that has the known checkpoint; ask who held file and keys. If a backup was restored: kiemdo resume."
  )
  static let askForKey = Sentence(
    vietnamese: "lấy khóa từ giấy hoặc từ Sở mà đối chiếu lại; đừng tin sổ này trước đó.",
    english: "get the key from paper or the Department and compare again; don't trust this ledger before.")
  static let askWhoHeld = Sentence(
    vietnamese: "xem kiemdo audit officers; hỏi ai giữ khóa lúc ấy; thu khóa nếu cần.",
    english: "see kiemdo audit officers; ask who held the keys then; revoke where needed.")
  static let eraseAgain = Sentence(
    vietnamese: "chạy lại kiemdo erase nếu việc xóa chưa xong; nếu không, giữ tệp và hỏi người ra lệnh xóa.",
    english: "run kiemdo erase again if it is unfinished; else keep the file and ask who ordered it.")
  static let comparePaper = Sentence(
    vietnamese: "đặt tờ giấy cạnh trang in lại (kiemdo reprint) và hồ sơ lúc ấy (kiemdo show --as-of).",
    english: "hold the paper beside the page drawn again (kiemdo reprint) and the record then (kiemdo show --as-of).")
  static let askOfficer = Sentence(
    vietnamese: "xem kiemdo history của thí sinh ấy, hỏi cán bộ đã ghi; chương trình đúng không ghi như vậy.",
    english: "see kiemdo history of that candidate and ask the officer; a sound program does not record this.")
}
