public import CanonicalForms
public import EventLedger
public import ExamRecords
import TransparencyLog

/// One sheet that is about to be printed.
public struct PlannedSheet: Equatable, Sendable {
  public var candidate: Candidate
  public var content: SheetContent
}

extension Books {
  /// The layout with this id, or the one in use.
  ///
  /// - Throws: `BookError.noSuchLayout` with those that there are.
  public func layout(_ id: String?) throws -> SheetLayout {
    try layout(id, of: profile(), school)
  }

  /// The same where the books stood otherwise.
  public func layout(_ id: String?, of profile: ExamProfile, _ school: School) throws -> SheetLayout {
    guard let layout = school.layout(id, of: profile) else {
      throw BookError.noSuchLayout(id ?? "", known: profile.layouts.map(\.id))
    }
    return layout
  }

  /// What the sheets say if they are printed now, in the order of the class lists. The withdrawn are left out.
  ///
  /// - Parameter entropy: gives a fresh nonce for each page.
  public func planSheets(
    _ candidates: [Candidate], layout: SheetLayout, round: Int?, entropy: Entropy = .system
  ) throws -> [PlannedSheet] {
    let profile = try profile()
    let unit = try unit()
    guard let digest = school.profiles.last?.digest else { throw BookError.noProfile }
    let round = round ?? max(1, school.rounds[layout.id] ?? 1)
    let proved = try candidates.map(proved).filter { !$0.isWithdrawn }
    try demandWhole()
    let orders = try classOrders()
    return try read { view in
      try profile.inListOrder(proved).map { candidate in
        PlannedSheet(
          candidate: candidate,
          content: SheetContent(
            of: candidate, layout: layout, profile: profile, digest: digest, unit: unit, round: round,
            order: orders[candidate.id] ?? 0, findings: try view.findings(for: candidate),
            nonce: Base64.encode(entropy.bytes(16))))
      }
    }
  }

  /// Each candidate's order number in the list of the class.
  public func classOrders() throws -> [String: Int] {
    try profile().classOrders(try read { try $0.candidates() })
  }

  /// Records one `sheet.printed` for each sheet, in one append; the anchors are made inside it.
  public func recordPrint(
    _ sheets: [PlannedSheet], drawnBy: DrawnBy, duplex: Bool, signer: OfficerSigner, clock: Instant,
    commandName: String
  ) throws -> Appended {
    let drafts = try sheets.map { sheet in
      try Self.draft(
        stream: Records.stream(ofCandidate: sheet.candidate.id), version: sheet.candidate.version + 1,
        kind: .sheetPrinted, content: sheet.content.json
      ) { anchor, check in
        .sheetPrinted(
          SheetPrinted(anchor: anchor, check: check, content: sheet.content, drawnBy: drawnBy, duplex: duplex))
      }
    }
    return try record(drafts, signer: signer, wholeLedger: true, clock: clock, commandName: commandName)
  }

  /// What the list of a class says if it is printed now.
  ///
  /// - Parameter supplement: only the rows that changed since the lists before.
  public func planClassList(
    _ className: String, supplement: Bool, layout: SheetLayout, entropy: Entropy = .system
  ) throws -> ClassListContent {
    let profile = try profile()
    guard let digest = school.profiles.last?.digest else { throw BookError.noProfile }
    try demandWhole()
    for member in try read({ try $0.candidates(ofClass: className) }) { try demandProved(member) }
    return try read { view in
      let members = try view.candidates(ofClass: className).filter { !$0.isWithdrawn }
      guard let name = members.first?.fields[profile.roles.className]?.text else {
        throw BookError.noSuchClass(className)
      }
      let lists = try view.lists(ofClass: name)
      return ClassListContent(
        // Where there is no list yet there is nothing to supplement: the whole list is printed.
        className: name, candidates: members, supplementOf: supplement && !lists.isEmpty ? lists : nil,
        profile: profile, digest: digest, unit: try unit(), layout: layout.id,
        checkpoint: .init(size: ledger.size, root: ledger.head.root.base64), nonce: Base64.encode(entropy.bytes(16)))
    }
  }

  public func recordClassList(
    _ content: ClassListContent, drawnBy: DrawnBy, signer: OfficerSigner, clock: Instant, commandName: String
  ) throws -> Appended {
    let draft = try Self.draft(
      stream: "ledger", version: try nextLedgerVersion(), kind: .classListPrinted, content: content.json
    ) { anchor, check in
      .classListPrinted(
        ClassListPrinted(anchor: anchor, check: check, content: content, drawnBy: drawnBy, duplex: false))
    }
    return try record([draft], signer: signer, wholeLedger: true, clock: clock, commandName: commandName)
  }

  private static func draft(
    stream: String, version: Int, kind: RecordEvent.Kind, content: JSON,
    event: @escaping @Sendable (_ anchor: String, _ check: String) -> RecordEvent
  ) throws -> Draft {
    let digest = Hash.sha256(of: content.canonicalText)
    // The anchor is made inside the append; everything else of the payload is proved readable here.
    let blank = Base64.encode([UInt8](repeating: 0, count: SheetAnchor.byteCount))
    do throws(EventFault) {
      _ = try RecordEvent.decode(type: kind.rawValue, schema: kind.schema, payload: event(blank, "000000").payload)
    } catch {
      throw BookError.unwritable(error)
    }
    let check = ShortCode(position: 0, digest: digest).check.padded(6)
    return Draft(
      stream: stream, version: version, type: kind.rawValue, schema: kind.schema,
      body: .anchored(digest: digest) { event($0, check).payload.canonicalText })
  }

  /// A print as it is recorded: what a page is drawn from, the first time and every time again.
  public struct PrintedPage: Sendable {
    public enum Content: Sendable {
      case sheet(SheetContent)
      case list(ClassListContent)
    }

    public var content: Content
    public var code: String
    /// The 343 digits of the QR.
    public var digits: String
    public var drawnBy: DrawnBy
    public var duplex: Bool
    public var mark: EventMark
  }

  /// The page printed by the event at a position.
  ///
  /// - Throws: `BookError.code` if no page was printed there, `.pageErased` if its content is erased.
  public func printedPage(at position: Int) throws -> PrintedPage {
    let recorded = try ledger.event(at: position)
    let mark = EventMark(recorded.header)
    guard recorded.body != nil else {
      throw BookError.pageErased(String(position), position: position, try erasure(of: position))
    }
    func page(_ content: PrintedPage.Content, _ anchor: String, _ check: String, _ drawnBy: DrawnBy, _ duplex: Bool)
      throws -> PrintedPage
    {
      PrintedPage(
        content: content, code: "\(position)-\(check)", digits: try SheetAnchor.decode(base64: anchor).digits,
        drawnBy: drawnBy, duplex: duplex, mark: mark)
    }
    switch RecordEvent.decode(recorded) {
    case .sheetPrinted(let event):
      return try page(.sheet(event.content), event.anchor, event.check, event.drawnBy, event.duplex)
    case .classListPrinted(let event):
      return try page(.list(event.content), event.anchor, event.check, event.drawnBy, event.duplex)
    default: throw BookError.code(String(position), .unknown)
    }
  }

  /// The positions of all prints of the run that a code belongs to, in their order; the code of any of its pages, or the run's
  /// own ULID.
  public func run(_ text: String) throws -> [Int] {
    let command: String
    if ULID(text) != nil {
      command = text
    } else {
      do {
        switch try resolve(code: text).target {
        case .sheet(_, let sheet): command = sheet.run
        case .list(let list): command = try ledger.header(at: list.position).command.text
        }
      } catch BookError.pageErased(_, let position, _) {
        command = try ledger.header(at: position).command.text
      }
    }
    var positions: [Int] = []
    let types: Set = [RecordEvent.Kind.sheetPrinted.rawValue, RecordEvent.Kind.classListPrinted.rawValue]
    try ledger.events(ofTypes: types) { event in
      if event.header.command.text == command { positions.append(event.header.position) }
    }
    guard !positions.isEmpty else { throw BookError.noSuchRun(text) }
    return positions
  }
}
