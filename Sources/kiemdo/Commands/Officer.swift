import ArgumentParser
import Bookkeeping
import CanonicalForms
import EventLedger
import ExamRecords
import TransparencyLog

struct Officer: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "officer", abstract: "Cán bộ được ghi sổ (who may write).",
    subcommands: [AddOfficer.self, ListOfficers.self, RevokeOfficer.self, NewKey.self], aliases: ["can-bo"])

  struct AddOfficer: KiemDoCommand {
    static let configuration = CommandConfiguration(
      commandName: "add", abstract: "Thêm cán bộ (enrols an officer).", aliases: ["them"])

    @OptionGroup var options: GlobalOptions
    @Argument(help: "Mã cán bộ: chữ thường không dấu, ví dụ hoa.") var id: String
    @Option(help: "Họ và tên.") var name: String
    @Option(help: "Khóa làm ở máy khác bằng officer new-key.") var key: String?
    @Option(help: "Chứng cứ giữ khóa, do officer new-key in ra.") var proof: String?

    func validate() throws {
      guard (key == nil) == (proof == nil) else {
        throw ValidationError("--key và --proof đi cùng nhau.", "--key and --proof go together.")
      }
    }

    func run(in session: Session) throws {
      let name = try session.demand(name, "--name")
      let books = try session.openBooks(.write)
      let signer = try session.signer(for: books.ledger)
      let origin = books.ledger.origin
      guard Origin.isValidOfficerID(id) else { throw LedgerError.invalidOfficerID(id) }
      let verifier: VerifierKey
      let possession: String
      if let key, let proof {
        guard let parsed = try? VerifierKey.parse(key) else { throw Failure.badKey(KeySlip(key), wanted: .officer) }
        (verifier, possession) = (parsed, proof)
      } else {
        guard !books.ledger.officers.contains(where: { $0.id == id }) else {
          throw LedgerError.enrollmentRefused(id: id, .officerIDReused(id))
        }
        // A key that an earlier try left behind, and that the ledger has never seen, is as good as a new one.
        let keys = try session.keys(origin: origin)
        let made = try keys.usableOfficers().contains(id) ? keys.officerKey(id: id) : keys.createOfficerKey(id: id)
        (verifier, possession) = (made.verifierKey, Enrollment.prove(origin: origin, id: id, key: made))
      }
      let version = try books.nextLedgerVersion()
      let appended = try books.record(
        [
          .enrollment(id: id, key: verifier, proof: possession, version: version),
          Draft(.officerNamed(OfficerNamed(id: id, name: name)), stream: "ledger", version: version + 1),
        ], signer: signer, clock: session.now, commandName: "officer add")
      session.report(appended)
      session.show(
        JSONObject([
          ("id", .string(id)), ("key", .string(verifier.format())), ("position", .integer(appended.range.lowerBound)),
        ]),
        text: session.say(
          "Đã thêm cán bộ \(name) (\(id)). Dùng: kiemdo --officer \(id) …", "Enrolled \(name) (\(id))."))
    }
  }

  struct ListOfficers: KiemDoCommand {
    static let configuration = CommandConfiguration(
      commandName: "list", abstract: "Danh sách cán bộ (lists officers).", aliases: ["danh-sach"])

    @OptionGroup var options: GlobalOptions
    @Option(help: "Thời điểm: \"25/04/2023 17:00\", RFC 3339 hoặc @vị-trí.") var asOf: String?

    func run(in session: Session) throws {
      let books = try session.openBooks()
      let viewpoint = try session.viewpoint(asOf, books)
      let names =
        viewpoint.isPast ? try AuditDesk(books.ledger).officerNames(size: viewpoint.size) : books.school.officerNames
      var table = Table(
        name: "officers",
        columns: [
          .init(key: "id", vietnamese: "Mã", english: "Id"),
          .init(key: "name", vietnamese: "Họ và tên", english: "Name"),
          .init(key: "enrolledAt", vietnamese: "Số ghi nhận", english: "Enrolled at", isRight: true),
          .init(key: "revokedAt", vietnamese: "Số ghi thôi", english: "Revoked at", isRight: true),
          .init(key: "keyHere", vietnamese: "Khóa ở máy này", english: "Key here"),
        ], members: viewpoint.members)
      let here = try session.keys(origin: books.ledger.origin).usableOfficers()
      for officer in books.ledger.officers where officer.enrolledAt < viewpoint.size {
        let revokedAt = officer.revokedAt.flatMap { $0 < viewpoint.size ? $0 : nil }
        table.rows.append([
          .string(officer.id), JSON(names[officer.id]), .integer(officer.enrolledAt), JSON(revokedAt),
          .bool(here.contains(officer.id)),
        ])
      }
      session.show(table)
    }
  }

  struct RevokeOfficer: KiemDoCommand {
    static let configuration = CommandConfiguration(
      commandName: "revoke", abstract: "Cho cán bộ thôi ghi sổ (ends an officer's right to write).", aliases: ["thoi"])

    @OptionGroup var options: GlobalOptions
    @Argument(help: "Mã cán bộ.") var id: String
    @Option(help: "Lý do.") var reason: String

    func run(in session: Session) throws {
      let books = try session.openBooks(.write)
      let appended = try books.record(
        [.revocation(id: id, reason: try session.reason(reason), version: try books.nextLedgerVersion())],
        signer: try session.signer(for: books.ledger), clock: session.now, commandName: "officer revoke")
      session.report(appended)
      let needed = try books.rotationNeeded()
      session.show(
        JSONObject([
          ("id", .string(id)), ("position", .integer(appended.range.lowerBound)),
          ("rotationNeeded", .array(needed.map { .string($0.id) })),
        ]),
        text: session.say(
          "Cán bộ \(id) thôi ghi sổ từ lần ghi sau. Những gì đã ký vẫn có giá trị.",
          "\(id) may not write from the next append on. What was signed stays valid."))
      session.sayRotationNeeded(needed)
    }
  }

  struct NewKey: KiemDoCommand {
    static let configuration = CommandConfiguration(
      commandName: "new-key",
      abstract: "Làm khóa trên máy của cán bộ, chỉ đưa ra phần công khai (makes a key pair elsewhere).",
      aliases: ["khoa-moi"])

    @OptionGroup var options: GlobalOptions
    @Argument(help: "Mã cán bộ.") var id: String
    @Option(help: "Tên sổ ghi (kiemdo/…), xem bằng kiemdo checkpoint.") var origin: String

    func run(in session: Session) throws {
      guard Origin.isValid(origin) else { throw LedgerError.invalidOrigin(origin) }
      guard Origin.isValidOfficerID(id) else { throw LedgerError.invalidOfficerID(id) }
      let keys = try session.keys(origin: origin)
      try keys.create()
      let key = try keys.createOfficerKey(id: id)
      let proof = Enrollment.prove(origin: origin, id: id, key: key)
      session.show(
        JSONObject([
          ("id", .string(id)), ("key", .string(key.verifierKey.format())), ("origin", .string(origin)),
          ("proof", .string(proof)),
        ]),
        text: session.say(
          "Gửi hai dòng này cho người giữ sổ:\n--key \(key.verifierKey.format())\n--proof \(proof)",
          "Send these two lines to whoever keeps the ledger:\n--key \(key.verifierKey.format())\n--proof \(proof)"))
    }
  }
}
