import EventLedger
import ExamRecords
import TransparencyLog

extension Session {
  func words(for refusal: WitnessRefusal) -> (String, String, Exit) {
    switch refusal {
    case .invalidName(let name):
      (
        "\"\(name)\" không dùng làm tên nhân chứng được; ví dụ so-gddt.haiphong.example/khao-thi.",
        "\"\(name)\" can't be a witness's name; write it like department.example/inspectorate.", .usage
      )
    case .notALedger(let origin):
      (
        "\"\(origin.printable)\" không phải tên sổ ghi. Chưa ký gì.",
        "\"\(origin.printable)\" is not the name of a ledger. Nothing was signed.", .badData
      )
    case .unknownLedger(let origin):
      (
        "Lần đầu gặp sổ \(origin): thêm --key với khóa của sổ, lấy từ giấy hay từ người phụ trách, không phải từ tệp này. Chưa ký gì.",
        "First contact with \(origin): give --key, the ledger's key from paper or from who is responsible, not from this file. Nothing was signed.",
        .notAllowed
      )
    case .otherOrigin(let expected, let found):
      (
        "Khóa là của \(found), yêu cầu là của sổ \(expected). Chưa ký gì.",
        "The key belongs to \(found), the request to \(expected). Nothing was signed.", .notAllowed
      )
    case .notSigned(let key):
      (
        "Điểm chốt không có chữ ký đúng của khóa \(key). Nếu sổ đã thay khóa (kiemdo keys): xin điểm chốt của lần thay khóa trước, ký với --key là khóa mới lấy từ giấy. Nếu không: giữ tệp này, báo người phụ trách sổ. Chưa ký gì.",
        "The checkpoint is not validly signed by \(key). If the ledger has rotated its key (kiemdo keys): ask for the checkpoint of the rotation first, and cosign it with --key, the new key from paper. If not: keep this file and report it. Nothing was signed.",
        .notAllowed
      )
    case .rotationNotShown(let old, let new):
      (
        "Nhân chứng đang tin khóa \(old); điểm chốt này chỉ có chữ ký của \(new). Đưa trước điểm chốt của lần thay khóa, có chữ ký của cả hai (checkpoint --for-witness … --size N). Chưa ký gì.",
        "The witness trusts \(old); this checkpoint is signed by \(new) only. Hand over the checkpoint of the rotation first, which both have signed (checkpoint --for-witness … --size N). Nothing was signed.",
        .notAllowed
      )
    case .oldAbove(let old, let new):
      (
        "Yêu cầu hỏng: cỡ cũ \(old) lớn hơn cỡ mới \(new). Chưa ký gì.",
        "The request is damaged: old size \(old) is above the new size \(new). Nothing was signed.", .badData
      )
    case .conflict(let known, let request):
      (
        "Xung đột: cỡ cũ là \(known), không phải \(request). Làm lại yêu cầu: kiemdo checkpoint --for-witness \(known). Chưa ký gì.",
        "Conflict: old size is \(known), not \(request). Make the request again: kiemdo checkpoint --for-witness \(known). Nothing was signed.",
        .tryAgain
      )
    case .fork(let size, let known, let found):
      (
        "RẼ NHÁNH: ở \(size) sự kiện nhân chứng đã thấy gốc \(known.base64), yêu cầu có \(found.base64). Lịch sử đã bị viết lại, hoặc có hai sổ cùng tên. Chưa ký gì; giữ tệp này, báo người phụ trách.",
        "FORK: at \(size) events the witness has seen root \(known.base64), the request has \(found.base64). History was rewritten, or there are two of this ledger. Nothing was signed; keep this file and report it.",
        .found
      )
    case .inconsistent(let known, let new):
      (
        "KHÔNG NỐI TIẾP: \(new) sự kiện của yêu cầu không chứng minh được là nối tiếp \(known) sự kiện đã thấy. Lịch sử đã bị viết lại, hoặc tệp hỏng. Chưa ký gì; giữ tệp này, báo người phụ trách.",
        "NOT AN EXTENSION: the \(new) events of the request are not proved to extend the \(known) seen. History was rewritten, or the file is damaged. Nothing was signed; keep this file and report it.",
        .found
      )
    case .clockBehind(let last, let now):
      (
        "Đồng hồ máy (\(vietnamTime(seconds: now))) chậm hơn lần ký chứng trước của sổ này (\(vietnamTime(seconds: last))). Chỉnh giờ máy. Chưa ký gì.",
        "This computer's clock (\(vietnamTime(seconds: now))) is behind the last cosignature of this ledger (\(vietnamTime(seconds: last))). Set the clock. Nothing was signed.",
        .badData
      )
    }
  }

  func words(for refusal: CosignatureRefusal) -> (String, String, Exit) {
    switch refusal {
    case .noSuchCheckpoint(let size):
      (
        "Sổ không có điểm chốt cỡ \(size). Chưa ghi gì.",
        "The ledger has no checkpoint of size \(size). Nothing was recorded.", .noInput
      )
    case .invalid(let witness, let size):
      (
        "Chữ ký không phải của nhân chứng \(witness) cho điểm chốt nào của sổ này (đã thử tới \(size)). Chưa ghi gì.",
        "This is no valid cosignature of \(witness) on a checkpoint of this ledger (up to \(size)). Nothing was recorded.",
        .badData
      )
    case .alreadyThere(let size):
      (
        "Chữ ký này đã có ở điểm chốt \(size).", "Checkpoint \(size) has this cosignature already.", .found
      )
    }
  }
}
