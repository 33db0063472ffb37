import Foundation

extension Session {
  func words(for obstacle: FileObstacle) -> String {
    switch obstacle {
    case .system(let number): words(errno: number)
    case .isFolder: say("đó là một thư mục", "it is a folder")
    case .noFolder(let path): say("không có thư mục \(path.printable)", "there is no folder \(path.printable)")
    case .noLedger: say("không có sổ ghi để vẽ lại", "no ledger to draw it from")
    }
  }

  /// What the system's number says; the system's own words for one that hardly ever occurs.
  func words(errno number: Int32) -> String {
    switch number {
    case ENOENT: say("không có tệp hay thư mục ấy", "no such file or folder")
    case EACCES, EPERM: say("không được phép (quyền của tệp hoặc thư mục)", "not allowed (mode of the file or folder)")
    case EISDIR: say("đó là một thư mục", "it is a folder")
    case ENOTDIR: say("trên đường dẫn có một tệp ở chỗ của thư mục", "a file stands where the path needs a folder")
    case EEXIST: say("đã có", "it exists")
    case ENOSPC, EDQUOT: say("hết chỗ trên ổ đĩa", "no space left")
    case EROFS: say("ổ đĩa chỉ đọc được", "the medium is read-only")
    case EIO: say("ổ đĩa báo lỗi", "the medium reports an error")
    case ELOOP: say("liên kết vòng quanh", "links lead in a circle")
    case ENAMETOOLONG: say("tên quá dài", "the name is too long")
    case EFBIG: say("tệp quá lớn", "the file is too large")
    case EINVAL: say("không phải tệp thường", "not a regular file")
    default: String(cString: strerror(number))
    }
  }
}
