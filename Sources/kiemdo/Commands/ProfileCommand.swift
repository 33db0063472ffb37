import ArgumentParser
import Bookkeeping
import CanonicalForms
import EventLedger
import ExamRecords

struct ProfileCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "profile", abstract: "Bộ quy định kỳ thi (the exam profile).",
    subcommands: [ShowProfile.self, CheckProfile.self, AdoptProfile.self], aliases: ["bo-quy-dinh"])

  struct ShowProfile: KiemDoCommand {
    static let configuration = CommandConfiguration(
      commandName: "show", abstract: "In bộ quy định đang dùng, dạng JSON (the document in force).", aliases: ["xem"])

    @OptionGroup var options: GlobalOptions
    @Flag(help: "Bộ quy định có sẵn trong chương trình, theo tên.") var bundled = false
    @Argument(help: "Tên bộ quy định có sẵn, cùng với --bundled.") var name: String?
    @Option(help: "Thời điểm: \"25/04/2023 17:00\", RFC 3339 hoặc @vị-trí.") var asOf: String?

    func run(in session: Session) throws {
      let document: JSON
      if bundled {
        document = try session.profileDocument(name ?? "tn-thpt-2023")
      } else {
        let books = try session.openBooks()
        document = try books.profileDocument(size: session.viewpoint(asOf, books).size)
      }
      // A document is what it is in any format.
      session.console.write(document.indentedText)
    }
  }

  struct CheckProfile: KiemDoCommand {
    static let configuration = CommandConfiguration(
      commandName: "check", abstract: "Kiểm tra một tệp bộ quy định (checks a document).", aliases: ["kiem-tra"])

    @OptionGroup var options: GlobalOptions
    @Argument(help: "Tệp JSON.") var file: String

    func run(in session: Session) throws {
      let profile = try ExamProfile.decode(try session.profileDocument(file))
      session.show(
        JSONObject([
          ("fields", .integer(profile.fields.count)), ("id", .string(profile.id)),
          ("layouts", .array(profile.layouts.map { .string($0.id) })), ("rules", .integer(profile.rules.count)),
        ]),
        text: session.say(
          "\(file): đúng. \(profile.id): \(profile.fields.count) mục, \(profile.rules.count) quy tắc, mẫu phiếu \(profile.layouts.map(\.id).joined(separator: ", ")).",
          "\(file): sound. \(profile.id): \(profile.fields.count) fields, \(profile.rules.count) rules, layouts \(profile.layouts.map(\.id).joined(separator: ", "))."
        ))
    }
  }

  struct AdoptProfile: KiemDoCommand {
    static let configuration = CommandConfiguration(
      commandName: "adopt",
      abstract: "Dùng bộ quy định mới từ nay; trang đã in vẫn in lại theo bộ cũ (adopts a document).",
      aliases: ["dung"])

    @OptionGroup var options: GlobalOptions
    @Argument(help: "Tệp JSON.") var file: String
    @Option(help: "Lý do.") var reason: String?

    func run(in session: Session) throws {
      let document = try session.profileDocument(file)
      let books = try session.openBooks(.write)
      // One that can't be read is no reason not to adopt another.
      guard (try? books.profileDocument()) != document else {
        throw Failure.nothingToDo(
          "Sổ đang dùng đúng bộ quy định này: không ghi gì.", "The ledger has this very profile: nothing recorded.")
      }
      let appended = try books.record(
        [
          Draft(
            .profileAdopted(ProfileAdopted(document: document, reason: session.text(reason))), stream: "ledger",
            version: try books.nextLedgerVersion())
        ], signer: try session.signer(for: books.ledger), wholeLedger: true, clock: session.now,
        commandName: "profile adopt")
      session.report(appended)
      let profile = try books.profile()
      session.show(
        JSONObject([
          ("digest", .string(books.school.profiles.last?.digest ?? "")), ("id", .string(profile.id)),
          ("position", .integer(appended.range.lowerBound)),
        ]),
        text: session.say(
          "Từ số ghi \(appended.range.lowerBound) dùng bộ quy định \(profile.id).",
          "From event \(appended.range.lowerBound) on: profile \(profile.id)."))
    }
  }
}
