import ArgumentParser
import Foundation

/// A command that runs in a session; what it throws becomes a sentence and an exit code.
protocol KiemDoCommand: ParsableCommand {
  var options: GlobalOptions { get }
  func run(in session: Session) throws
}

extension KiemDoCommand {
  func run() throws {
    let session = Session(options)
    do {
      session.tellLanguage()
      try session.demandClock()
      try run(in: session)
    } catch let code as ExitCode {
      session.console.flush()
      throw code
    } catch {
      session.console.flush()
      let explained = session.explain(error)
      session.console.note(explained.message)
      throw ExitCode(explained.code.rawValue)
    }
    session.console.flush()
  }
}

/// The exit codes that others script against (`sysexits.h` where it has one).
enum Exit: Int32 {
  /// A check found something, or part of the work was refused.
  case found = 1
  case usage = 64
  case badData = 65
  case noInput = 66
  case inputOutput = 74
  case tryAgain = 75
  case notAllowed = 77
}

extension ExitCode {
  init(_ exit: Exit) { self.init(exit.rawValue) }
}
