import ExamRecords
public import Typesetting

/// Lays sheets and lists out, and keeps the layouts of texts that all sheets of a form have in common. The object
/// belongs to one thread, as its typesetter does.
public final class Composer {
  public let typesetter: Typesetter
  private var coverage: Coverage
  private var forms: [FormKey: SheetForm] = [:]

  private struct FormKey: Hashable {
    var profile: String
    var layout: String
    var unit: UnitKey
  }

  public init(_ typesetter: Typesetter) {
    self.typesetter = typesetter
    coverage = Coverage(typesetter.typefaces)
  }

  public convenience init(_ typefaces: Typefaces) { self.init(Typesetter(typefaces)) }

  /// The form that the content names; the profile must be the one of the content's digest.
  func form(_ content: SheetContent, _ profile: ExamProfile) throws(LayoutFault) -> SheetForm {
    let key = FormKey(profile: content.profile, layout: content.layout, unit: UnitKey(content.unit))
    if let form = forms[key] { return form }
    guard let layout = profile.layouts.first(where: { $0.id == content.layout }) else {
      throw .layoutUnknown(id: content.layout, known: profile.layouts.map(\.id))
    }
    var texts = content.unit.printedTexts
    texts += layout.printedTexts.map { (.form, $0) }
    texts.append((.form, profile.examName))
    try check(texts)
    let form = SheetForm(layout: layout, profile: profile, unit: content.unit, typesetter)
    forms[key] = form
    return form
  }

  /// Refuses texts with characters that the face lacks.
  func check(_ texts: [(Unprintable.Place, String)]) throws(LayoutFault) {
    var faults: [Unprintable] = []
    for (place, text) in texts {
      let missing = coverage.missing(in: text)
      if !missing.isEmpty { faults.append(Unprintable(place: place, text: text, characters: missing)) }
    }
    if !faults.isEmpty { throw .charactersMissing(faults) }
  }
}

/// The settings of a unit as a key.
struct UnitKey: Hashable {
  private let texts: [String?]

  init(_ unit: UnitSettings) {
    texts = [unit.name, unit.code, unit.department, unit.place, unit.signatory, unit.signatoryName]
  }
}

extension UnitSettings {
  var printedTexts: [(Unprintable.Place, String)] {
    [
      ("name", name), ("code", code), ("department", department), ("place", place), ("signatory", signatory),
      ("signatoryName", signatoryName),
    ].compactMap { name, text in text.map { (.unit(name), $0) } }
  }
}

extension SheetLayout {
  var printedTexts: [String] {
    var texts = [title, instruction, allCorrectText, correctedText, pledge]
    texts += signers.flatMap { [$0.title, $0.note] }
    for group in groups {
      texts.append(group.title)
      for row in group.rows {
        texts += [row.number, row.label]
        texts += row.parts.flatMap { [$0.prefix, $0.separator] }
      }
    }
    return texts
  }
}
