import Bookkeeping
import EventLedger
import ExamRecords

/// What goes wrong in the command itself.
enum Failure: Error {
  case officerNotChosen(usable: [String], folder: String)
  case firstOfficerMissing
  case blankOption(String)
  /// Nothing that could be searched for.
  case blankSearch
  /// What stays in the ledger for ever would say whom it is about.
  case erasureNames(String)
  /// A day that has not come yet.
  case futureDay(String)
  case fileExists(String)
  case noSuchFile(String)
  case unreadableFile(String, FileObstacle)
  /// A folder where a file was expected, and a file in it.
  case isFolder(String, holds: String?)
  /// A file where a folder was expected.
  case isFile(String)
  /// More bytes than any file that is read here has.
  case tooLarge(String, limit: Int)
  case notWritten(String, FileObstacle)
  case outputTakesPlace(of: String)
  /// The file that is there is of another kind than the one that would be written.
  case outputOverOther(String)
  /// A report's proof lies there.
  case outputOverProof(String)
  /// A list of another class than the one compared.
  case listOfAnother(String, of: String)
  /// `FIELD=VALUE` was expected.
  case notAnAssignment(String)
  case unreadableValue(field: String, text: String, Unreadable)
  case unknownField(String, near: [String])
  case badCount(Int)
  /// The first option says something only with the second.
  case optionNeeds(String, String)
  case noSuchCheckpoint(String)
  /// No root draws a sample that nobody chose.
  case noWitnessedCheckpoint(UnwitnessedReason)
  case unknownOfficer(String, known: [String])
  /// The types that there are, each with what it is called.
  case unknownEventType(String, known: [(id: String, word: String)])
  /// Classes that no candidate was ever in.
  case unknownClasses(ClassSurvey)
  /// A range whose end comes before its beginning.
  case reversedRange(from: String, to: String)
  /// The candidate was registered after the place that is looked from.
  case notYetRegistered(number: Int, at: Int, lookedFrom: Int)
  case badTime(String)
  case badDay(String)
  /// A comparison without the place that it begins at.
  case placeMissing
  /// A sheet that was not printed for the candidate in question, and whose it is.
  case sheetOfAnother(String, of: String)
  case badOrders(String)
  case conflictingOptions(String, String)
  case nothingSelected
  case nothingToDo(String, String)
  case badProfile(path: String, detail: String)
  case unknownProfile(String, known: [String])
  case badKey(KeySlip, wanted: KeyOwner)
  /// A verifier key, but by its name an officer's or a witness's.
  case notALedgerKey(String)
  /// Several files need a folder.
  case outputNeeded(files: Int)
  /// No checkpoint and no page's code is in this file.
  case noHeadIn(String)
  /// The ledger does not contain the checkpoint in this file.
  case headNotContained(String, size: Int)
  case notAProof(String, EventProofFault)
  /// No report's proof, and what it looks like instead.
  case notAReportProof(String, FileGuess)
  /// `--consistency` without anything that was seen.
  case againstNeeded
  /// The page was recorded but the file could not be written: how to get it.
  case printedButNotWritten(path: String, detail: String, code: String)
}
