import Foundation

/// A program that has a ledger open.
public struct OpenProgram: Equatable, Sendable {
  public let pid: Int
  /// The program's name, of `kiemdo` its command too; no other argument, which may name a person.
  public let name: String

  public init(pid: Int, name: String) {
    self.pid = pid
    self.name = name
  }

  /// The programs, other than this one, that have a file open, as far as the system tells: Linux, in `/proc`, for the user's own
  /// processes. None where it does not tell.
  static func using(_ path: String) -> [OpenProgram] {
    let file = LedgerFile.real(path)
    let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
    return names.compactMap(Int.init).filter { $0 != Int(getpid()) }.sorted().compactMap { pid in
      let folder = "/proc/\(pid)/fd"
      let descriptors = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
      let isOpen = descriptors.contains {
        (try? FileManager.default.destinationOfSymbolicLink(atPath: "\(folder)/\($0)")) == file
      }
      return isOpen ? OpenProgram(pid: pid, name: name(of: pid)) : nil
    }
  }

  private static func name(of pid: Int) -> String {
    let words = ((try? FileSystem.read("/proc/\(pid)/cmdline")) ?? nil)?.split(separator: "\0").map(String.init) ?? []
    guard let program = words.first.map(LedgerFile.name) else { return "?" }
    guard program == "kiemdo", words.count > 1, words[1].allSatisfy({ $0.isASCII && ($0.isLetter || $0 == "-") }),
      !words[1].hasPrefix("-")
    else { return program }
    return "kiemdo " + words[1]
  }
}
