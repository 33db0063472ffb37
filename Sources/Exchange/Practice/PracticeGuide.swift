/// What to try with the synthetic school, for the person who learns.
struct PracticeGuide {
  var candidates: Int
  var classNames: [String]
  var slips: [PlantedSlip]
  /// Whether the registrations are in the ledger already.
  var isFull: Bool

  /// With a byte order mark and CRLF, for the editors of the machines that schools have.
  var text: String {
    "\u{FEFF}" + (introduction + "\n" + exercises + "\n" + answers).replacing("\n", with: "\r\n")
  }

  private var first: String { classNames[0] }
  /// A candidate's number.
  private var sample: Int { min(7, candidates) }

  private var introduction: String {
    """
    TRƯỜNG TẬP DƯỢT: THPT BẾN SÓNG, HẢI PHÒNG (\(candidates) thí sinh, \(classNames.count) lớp)

    Mọi người ở đây đều do máy bịa ra. Trường, mã trường, mã xã cũng bịa; số điện thoại bắt đầu bằng 0900 0, thư điện
    tử ở example.com, sáu số cuối của số CCCD bắt đầu bằng 99. Đừng nộp gì từ thư mục này.

    Trong thư mục có:
      csdl-nganh/   danh sách từng lớp do CSDL ngành xuất ra
      dang-ky/      dữ liệu đăng ký dự thi của từng lớp, trường tự lập trên bảng tính
      so.kiemdo     sổ ghi, đã nhập \(isFull ? "cả csdl-nganh và dang-ky" : "csdl-nganh")
      keys/         khóa của sổ và của cán bộ "lan" (Vũ Thị Lan). Sổ thật thì không để khóa cạnh sổ.

    Mở cửa sổ lệnh ở thư mục này rồi gõ:
      export KIEMDO_LEDGER=so.kiemdo

    """
  }

  private var exercises: String {
    """
    1. XEM TÌNH HÌNH
      kiemdo status
      kiemdo list --class \(first)
      kiemdo show 1
    \(isFull ? "Hồ sơ đã có cả phần đăng ký." : "Hồ sơ nào cũng thiếu: CSDL ngành không có nơi thường trú, bài thi, ưu tiên…")

    \(registration)

    3. TÌM CHỖ SAI
      kiemdo status
      kiemdo list --state errors --layout full
      kiemdo list --layout full
    Có \(slips.count) hồ sơ bị gài lỗi. Cột "Lỗi" là lỗi, cột "Cần xem" là chỗ phải hỏi lại: tìm cả hai. Không thêm
    --layout full thì chỉ thấy lỗi ở phần thông tin cá nhân.
    Mở từng hồ sơ bằng kiemdo show, đối chiếu (tưởng tượng!) giấy tờ, rồi đính chính, ví dụ:
      kiemdo correct \(sample) a7-dt=0900009999 --reason "Thí sinh khai bổ sung" --evidence "Phiếu ĐKDT"
      kiemdo history \(sample)

    4. IN PHIẾU VÀ DANH SÁCH
      kiemdo print --class \(first) --output phieu-\(first).pdf
      kiemdo class-list --class \(first) --output danh-sach-\(first).pdf
    Phiếu thông tin cá nhân in trước; phiếu đăng ký dự thi đủ mục thì thêm --layout full.

    5. THÍ SINH KÝ
    Giả sử cả lớp ký trừ hai em có STT 2 và 3, một em ghi sửa trên phiếu (lấy mã phiếu ở kiemdo list):
      kiemdo sign --class \(first) --except 2,3
      kiemdo sign MÃ-PHIẾU --corrected
      kiemdo status
      kiemdo correct MÃ-PHIẾU a7-dt=0900009998 --reason "Thí sinh sửa trên phiếu"
      kiemdo print --state stale --output in-lai.pdf

    6. NHẬP LẠI SAU KHI ĐÃ SỬA
    Sửa một ô trong dang-ky/\(first).csv (lưu "CSV UTF-8") rồi nhập lại: chỗ tệp đổi thành đính chính.
    Sửa cùng một mục cả trong sổ lẫn trong tệp, mỗi nơi một khác: kiemdo hỏi lấy theo bên nào.

    7. KIỂM CHỨNG
    Dòng thứ hai cho xem hồ sơ lúc mới nhập CSDL ngành, chưa nhập đăng ký.
      kiemdo verify
      kiemdo show \(sample) --as-of @\(candidates + 4)
      kiemdo export --changes --output sua-lai-csdl.csv
      kiemdo backup sao-luu.kiemdo

    Làm lại từ đầu: xóa thư mục này, chạy kiemdo practice lần nữa. Cùng --candidates, --classes và --seed thì ra đúng
    trường ấy.

    """
  }

  private var registration: String {
    isFull
      ? """
      2. PHẦN ĐĂNG KÝ ĐÃ NHẬP
      Nhập lại một tệp: sổ không ghi gì thêm.
        kiemdo import dang-ky/\(first).csv --dry-run
        kiemdo import dang-ky/\(first).csv --reason "Phiếu đăng ký lớp \(first)"
      """
      : """
      2. NHẬP PHẦN ĐĂNG KÝ
        kiemdo import dang-ky/\(first).csv --dry-run
        kiemdo import dang-ky/\(first).csv --reason "Phiếu đăng ký lớp \(first)"
      Các lớp còn lại:
        for tep in dang-ky/*.csv; do kiemdo import "$tep" --reason "Phiếu đăng ký"; done
      Nhập lại một tệp lần nữa: sổ không ghi gì thêm.
      """
  }

  private var answers: String {
    let when = isFull ? "" : "; thấy đủ sau khi đã nhập dang-ky"
    var lines = [
      "ĐÁP ÁN: \(slips.count) HỒ SƠ BỊ GÀI LỖI (tự tìm trước khi đọc\(when))", "",
    ]
    for slip in slips {
      let rules = Set(slip.rules.map { $0 == "required" ? "thiếu" : $0 }).sorted().joined(separator: ", ")
      lines.append("  Lớp \(slip.className), STT \(slip.order), \(slip.fullName) [\(rules)]: \(slip.explanation)")
    }
    return lines.joined(separator: "\n") + "\n"
  }
}
