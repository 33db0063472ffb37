import Bookkeeping
import CanonicalForms
import CheckSheets
import EventLedger
import ExamRecords
import Exchange
import TransparencyLog
import Typesetting

/// What went wrong, for a clerk: where, what stands there, what is wrong, what to do, what has not happened; and the exit code.
struct Explanation {
  var message: String
  var code: Exit
}

extension Session {
  /// The sentence and the exit code for anything that was thrown.
  func explain(_ error: any Error) -> Explanation {
    switch error {
    case let error as Explained: error.explanation
    case let error as Failure: explain(error)
    case let error as WitnessFailure: explain(error)
    case let error as Refusal: explain(error, nil)
    case let error as BookError: explain(error)
    case let error as LedgerError: explain(error)
    case let error as TypesettingError: explain(error)
    case let error as LayoutFault: explain(error)
    case let error as ExchangeError: explain(error)
    case let error as TransparencyLogError:
      Explanation(
        message: say("Không đúng dạng: ", "Not of its form: ") + evidence(Evidence(error)), code: .badData)
    default: Explanation(message: say("Lỗi: \(error)", "Error: \(error)"), code: .inputOutput)
    }
  }
}
