import CanonicalForms
import EventLedger
import ExamRecords

/// The life of one sheet or class list: all that happened to it and to what it says, in the order of the ledger.
public struct PageLife: Sendable {
  public var page: IssuedPage
  public var moments: [PageMoment]
  /// Events that may have changed what the page says and can't be read.
  public var unreadable: [Cause]
}

extension Books {
  /// - Parameter size: events at this position and above are left out.
  /// - Throws: `BookError.noEventAtOrBefore` if the page was printed later.
  public func life(of page: IssuedPage, size: Int) throws -> PageLife {
    guard page.position < size else { throw BookError.noEventAtOrBefore("@\(size - 1)") }
    var life = PageLife(page: page, moments: [], unreadable: [])
    if let id = page.candidate {
      let trail = try CandidateTrail(id, of: ledger, size: size, altered: .told)
      life.moments = SheetTrack(page).moments(trail)
      life.unreadable = trail.unreadable
    } else {
      life.moments = try ledgerMoments(of: page, size: size)
      if case .list(let event) = page.content {
        let fields = try Set(profile(digest: event.content.profile).listFields)
        for row in event.content.rows {
          let trail = try CandidateTrail(row.candidate, of: ledger, size: size, altered: .told)
          life.moments += RowTrack(page, row, fields: fields).moments(trail)
          life.unreadable += trail.unreadable
        }
      }
    }
    for note in try erasures(of: page.position, size: size) {
      life.moments.append(PageMoment(what: .erased(authority: note.authority), cause: note.cause))
    }
    life.moments.sort { ($0.cause.mark.position, $0.order ?? 0) < ($1.cause.mark.position, $1.order ?? 0) }
    return life
  }

  /// What the stream of the ledger says of a list.
  private func ledgerMoments(of page: IssuedPage, size: Int) throws -> [PageMoment] {
    var moments: [PageMoment] = []
    var className: String?
    if case .list(let event) = page.content { className = event.content.className }
    for recorded in try ledger.events(stream: "ledger", altered: .told) where recorded.header.position < size {
      guard recorded.header.position >= page.position else { continue }
      let event = RecordEvent.decode(recorded)
      let what: PageMoment.What? =
        switch event {
        case .classListPrinted(let other) where recorded.header.position > page.position:
          other.content.className == className
            ? other.content.supplement
              ? .supplemented(by: "\(recorded.header.position)-\(other.check)")
              : .superseded(by: "\(recorded.header.position)-\(other.check)")
            : nil
        case .classListSigned(let event) where event.list == page.position:
          .signed(event.way, signedOn: event.signedOn, place: event.place, except: event.except)
        case .classListUnsigned(let event) where event.list == page.position: .signatureTakenBack
        default:
          recorded.header.position == page.position
            ? .printed(run: recorded.header.command.text, layout: nil, round: nil) : nil
        }
      if let what { moments.append(PageMoment(what: what, cause: Cause(recorded, event))) }
    }
    return moments
  }
}

/// Whether a print still says what the record says, event by event.
private struct Agreement {
  let printed: FieldValues
  let fields: Set<String>
  var differing: Set<String> = []

  /// What changes of the record do to the print. A field that goes from one differing value to another is told again.
  mutating func follow(_ changes: [FieldChange]) -> [PageMoment.What] {
    let shown = changes.filter { fields.contains($0.field) }
    let differs = shown.filter { printed[$0.field] != $0.new }.map(\.field).sorted()
    let agrees = shown.map(\.field).filter { !differs.contains($0) && differing.contains($0) }.sorted()
    differing.formUnion(differs)
    differing.subtract(agrees)
    var found: [PageMoment.What] = []
    if !differs.isEmpty { found.append(.madeStale(fields: differs)) }
    if !agrees.isEmpty { found.append(.agreesAgain(fields: agrees, pageHolds: differing.isEmpty)) }
    return found
  }
}

private struct SheetTrack {
  let page: IssuedPage
  var agreement: Agreement?
  let layout: String?

  init(_ page: IssuedPage) {
    self.page = page
    if case .sheet(let event) = page.content {
      agreement = Agreement(printed: event.content.values, fields: Set(event.content.printedFields))
      layout = event.content.layout
    } else {
      layout = nil
    }
  }

  func moments(_ trail: CandidateTrail) -> [PageMoment] {
    var agreement = agreement
    return trail.events.flatMap { recorded, event -> [PageMoment] in
      guard recorded.header.position >= page.position else { return [] }
      var found: [PageMoment.What] = []
      if recorded.header.position == page.position {
        found.append(.printed(run: recorded.header.command.text, layout: layout, round: page.round))
      } else if let event {
        found += agreement?.follow(event.changes) ?? []
        if let what = what(event, at: recorded.header.position) { found.append(what) }
      } else if let what = PageMoment.What(typeAlone: recorded.header.type) {
        found.append(what)
      }
      return found.map { PageMoment(what: $0, cause: Cause(recorded, event)) }
    }
  }

  private func what(_ event: RecordEvent, at position: Int) -> PageMoment.What? {
    switch event {
    case .candidateCorrected(let event) where event.sheet == page.position: .keyed
    case .sheetReturned(let event) where event.sheet == page.position: .returned(event.way)
    case .sheetSigned(let event) where event.sheet == page.position:
      .signed(event.way, signedOn: event.signedOn, place: event.place, except: [])
    case .sheetUnsigned(let event) where event.sheet == page.position: .signatureTakenBack
    case .sheetPrinted(let event) where event.content.layout == layout: .superseded(by: "\(position)-\(event.check)")
    case .candidateWithdrawn: .withdrawn
    case .candidateRestored: .restored
    default: nil
    }
  }
}

/// What becomes of one row of a list.
private struct RowTrack {
  let page: IssuedPage
  let row: ClassListContent.Row
  let agreement: Agreement

  /// - Parameter fields: all that the list shows, with a value or without.
  init(_ page: IssuedPage, _ row: ClassListContent.Row, fields: Set<String>) {
    self.page = page
    self.row = row
    agreement = Agreement(printed: row.values, fields: fields)
  }

  func moments(_ trail: CandidateTrail) -> [PageMoment] {
    var agreement = agreement
    return trail.events.flatMap { recorded, event -> [PageMoment] in
      guard recorded.header.position > page.position else { return [] }
      let found: [PageMoment.What] =
        switch RecordEvent.Kind(rawValue: recorded.header.type) {
        case .candidateWithdrawn: [.withdrawn]
        case .candidateRestored: [.restored]
        default: agreement.follow(event?.changes ?? [])
        }
      return found.map { PageMoment(what: $0, cause: Cause(recorded, event), order: row.order) }
    }
  }
}

extension PageMoment.What {
  /// What an event whose payload can't be read says by its type.
  fileprivate init?(typeAlone type: String) {
    switch RecordEvent.Kind(rawValue: type) {
    case .candidateWithdrawn: self = .withdrawn
    case .candidateRestored: self = .restored
    case .sheetSigned, .sheetUnsigned, .sheetReturned: self = .untold
    default: return nil
    }
  }
}

extension IssuedPage {
  /// The round that a sheet was printed in, where its content is still there.
  public var round: Int? {
    if case .sheet(let event) = content { event.content.round } else { nil }
  }
}
