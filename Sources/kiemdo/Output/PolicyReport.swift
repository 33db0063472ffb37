import CanonicalForms
import EventLedger
import ExamRecords
import TransparencyLog

/// What the witnesses of a policy say, for people and programs.
struct PolicyReport {
  /// Nil if the ledger is too damaged to be asked.
  let witnessing: Witnessing?
  let deadline: Witnessing.DeadlineAnswer?

  /// The head has a quorum, and where a deadline was asked after, it was kept.
  var isMet: Bool {
    guard let witnessing, witnessing.coversHead else { return false }
    return deadline.map { $0.timeliness == .inTime } ?? true
  }

  /// What of the policy or the deadline is not met.
  var reasons: [Reason] {
    guard let witnessing else {
      return [Reason(code: "policy.log", subject: "ledger", expected: "readable", found: "unreadable")]
    }
    var reasons: [Reason] = []
    if witnessing.log == .notListed {
      let listed = witnessing.policy.logs.map { $0.key.format() }.joined(separator: ", ")
      reasons.append(Reason(code: "policy.log", subject: "ledger key", expected: listed, found: "none of these"))
    }
    if witnessing.newest?.size != witnessing.headSize {
      reasons.append(
        Reason(
          code: "policy.quorum", subject: "checkpoint \(witnessing.headSize)", expected: "a quorum",
          found: witnessing.newest.map { "a quorum for \($0.size) events" } ?? "none"))
    }
    if let deadline, deadline.timeliness != .inTime {
      reasons.append(
        Reason(
          code: "policy.deadline", position: deadline.position, subject: deadline.timeliness.rawValue,
          expected: "a quorum before \(deadline.deadline.text)", found: vouchedAt(deadline) ?? "none"))
    }
    return reasons
  }

  private func vouchedAt(_ answer: Witnessing.DeadlineAnswer) -> String? {
    (answer.voices?.last?.time).map { time in
      Self.instant(time).map { "a quorum at \($0.text)" } ?? "a quorum at second \(time)"
    }
  }

  var json: JSON {
    guard let witnessing else {
      return [
        "coversHead": false, "deadline": nil, "log": "notListed", "logKey": nil, "newestSize": nil, "witnesses": [],
      ]
    }
    let (log, key): (String, VerifierKey?) =
      switch witnessing.log {
      case .listed(let key): ("listed", key)
      case .noneListed: ("noneListed", nil)
      case .notListed: ("notListed", nil)
      }
    return [
      "coversHead": .bool(witnessing.coversHead), "deadline": deadline.map(json) ?? .null, "log": .string(log),
      "logKey": JSON(key?.format()), "newestSize": JSON(witnessing.newest?.size),
      "witnesses": .array(witnessing.policy.witnesses.indices.map { json(witness: $0, witnessing) }),
    ]
  }

  private func json(witness number: Int, _ witnessing: Witnessing) -> JSON {
    let last = witnessing.checkpoints.flatMap(\.voices).last { $0.witness == number }
    let witness = witnessing.policy.witnesses[number]
    return [
      "key": .string(witness.key.format()), "name": .string(witness.name), "size": JSON(last?.size),
      "time": JSON(last?.time),
    ]
  }

  private func json(_ answer: Witnessing.DeadlineAnswer) -> JSON {
    [
      "answer": .string(answer.timeliness.rawValue), "deadline": .string(answer.deadline.text),
      "position": .integer(answer.position), "recordedAt": .string(answer.recordedAt.text),
      "vouchedAt": JSON(answer.voices?.last?.time),
      "witnesses": .array((answer.voices ?? []).map { .string(name($0)) }),
    ]
  }

  /// A witness's whole seconds; nil beyond the last day that can be written.
  private static func instant(_ seconds: Int) -> Instant? {
    (0...253_402_300_799).contains(seconds) ? Instant(milliseconds: seconds * 1000) : nil
  }

  private func name(_ voice: Witnessing.Voice) -> String {
    witnessing?.policy.witnesses[voice.witness].name ?? ""
  }

  func lines(_ session: Session) -> [String] {
    guard let witnessing else {
      return [
        session.say(
          "CHÍNH SÁCH NHÂN CHỨNG: không xét được, sổ hỏng.", "WITNESS POLICY: not evaluated, the ledger is damaged.")
      ]
    }
    return [logLine(witnessing, session), quorumLine(witnessing, session)].compactMap(\.self)
      + (deadline.map { [answerLine($0, session)] } ?? [])
  }

  private func logLine(_ witnessing: Witnessing, _ session: Session) -> String? {
    switch witnessing.log {
    case .listed: nil
    case .noneListed:
      session.say(
        "Chính sách không nêu khóa của sổ nào; sổ là của ai thì xem --key.",
        "The policy lists no log; whose ledger this is rests on --key.")
    case .notListed:
      session.say(
        "CHÍNH SÁCH NHÂN CHỨNG: không phải về sổ này: cần khóa \(witnessing.policy.logs.map(\.key.name).joined(separator: ", ")) đúng như chính sách ghi.",
        "WITNESS POLICY: not about this ledger: expected the key of \(witnessing.policy.logs.map(\.key.name).joined(separator: ", ")) as the policy states it."
      )
    }
  }

  private func quorumLine(_ witnessing: Witnessing, _ session: Session) -> String {
    guard let newest = witnessing.newest else {
      return session.say(
        "NHÂN CHỨNG: chưa điểm chốt nào đủ nhân chứng theo chính sách. Đưa đầu sổ cho nhân chứng: kiemdo checkpoint --for-witness 0",
        "WITNESSES: no checkpoint has a quorum yet. Hand the head to the witnesses: kiemdo checkpoint --for-witness 0")
    }
    let voices = newest.voices.map { "\(name($0)) \(session.vietnamTime(seconds: $0.time))" }
      .joined(separator: ", ")
    let who = voices.isEmpty ? session.say("chính sách không đòi", "none is demanded") : voices
    guard newest.size < witnessing.headSize else {
      return session.say(
        "NHÂN CHỨNG: đầu sổ (\(newest.size) sự kiện) đủ nhân chứng: \(who).",
        "WITNESSES: the head (\(newest.size) events) has a quorum: \(who).")
    }
    return session.say(
      "NHÂN CHỨNG: mới chứng đủ tới \(newest.size) sự kiện (\(who)); \(witnessing.headSize - newest.size) sự kiện sau đó chưa ai chứng. Đưa tiếp: kiemdo checkpoint --for-witness \(newest.size)",
      "WITNESSES: a quorum for \(newest.size) events only (\(who)); nobody vouches for the \(witnessing.headSize - newest.size) after them. Hand over: kiemdo checkpoint --for-witness \(newest.size)"
    )
  }

  private func answerLine(_ answer: Witnessing.DeadlineAnswer, _ session: Session) -> String {
    let (position, deadline) = (answer.position, answer.deadline.vietnamText)
    let recorded = answer.recordedAt.vietnamText
    let names = (answer.voices ?? []).map(name).joined(separator: ", ")
    let later =
      answer.voices?.last.map { last in
        session.say(
          " Nhân chứng chỉ chứng từ \(session.vietnamTime(seconds: last.time)).",
          " Witnesses vouch only from \(session.vietnamTime(seconds: last.time)) on.")
      } ?? session.say(" Chưa đủ nhân chứng nào chứng sự kiện này.", " No quorum of witnesses vouches for this event.")
    switch answer.timeliness {
    case .inTime:
      let time = session.vietnamTime(seconds: answer.voices?.last?.time ?? 0)
      return session.say(
        "HẠN \(deadline): số ghi \(position) ĐÚNG HẠN: đã có trong sổ lúc \(time), do \(names) chứng.",
        "DEADLINE \(deadline): event \(position) was IN TIME: it was in the ledger at \(time), as \(names) vouch.")
    case .claimedInTime:
      return session.say(
        "HẠN \(deadline): số ghi \(position) TỰ NÓI là đúng hạn (\(recorded)); giờ ấy là của máy ghi sổ, không phải bằng chứng.\(later)",
        "DEADLINE \(deadline): event \(position) CLAIMS to be in time (\(recorded)); that is the ledger's own clock, and no proof.\(later)"
      )
    case .claimedLate:
      return session.say(
        "HẠN \(deadline): số ghi \(position) TỰ NÓI là trễ hạn (\(recorded)); giờ ấy là của máy ghi sổ. Trễ hạn không bao giờ chứng minh được: không ai chứng được rằng một điều chưa có.\(later)",
        "DEADLINE \(deadline): event \(position) CLAIMS to be late (\(recorded)), by the ledger's own clock. Lateness is never proved: nobody can vouch that something was not there.\(later)"
      )
    }
  }
}
