import CPango

/// Turns text into glyphs of one face, in units of the type's size, through Pango.
///
/// Text is shaped once, large and unhinted, and scaled to every size: so a line is as wide on a printer as on a screen,
/// and shrinking the type costs a multiplication. Words are shaped alone and joined by the space's width; a Vietnamese
/// school writes with a few thousand syllables, so nearly every word is found in the cache.
final class Shaper {
  /// Units of the type's size at which Pango shapes; large enough that rounding to 1/1024 of a unit is nothing.
  private static let shapingSize = 1000.0

  /// Cached texts above which a cache begins anew, so that a run of any length keeps to bounded memory.
  private static let cacheLimit = 30_000

  private let map: UnsafeMutablePointer<PangoFontMap>
  private let context: OpaquePointer
  private var layouts: [Face: OpaquePointer] = [:]
  private var missingAdvances: [Face: Double] = [:]
  private var words: [Face: [ExactText<Substring>: ShapedText]] = [:]
  private var texts: [Face: [ExactText<String>: ShapedText]] = [:]

  init(configuration: OpaquePointer, files: [Face: FontFile]) throws(TypesettingError) {
    guard let map = pango_cairo_font_map_new_for_font_type(CAIRO_FONT_TYPE_FT) else {
      throw .drawingFailed(reason: "pango_cairo_font_map_new_for_font_type")
    }
    cpango_font_map_set_config(map, configuration)
    pango_cairo_font_map_set_resolution(OpaquePointer(map), 72)
    guard let context = pango_font_map_create_context(map) else {
      g_object_unref(map)
      throw .drawingFailed(reason: "pango_font_map_create_context")
    }
    let options = FontOptions()
    pango_cairo_context_set_font_options(context, options.pointer)
    pango_context_set_round_glyph_positions(context, 0)
    // Otherwise the language is the locale's, and a font may shape by language.
    pango_context_set_language(context, pango_language_from_string("vi"))
    pango_context_set_base_dir(context, PANGO_DIRECTION_LTR)
    self.map = map
    self.context = context
    for (face, file) in files {
      layouts[face] = Shaper.makeLayout(context, face)
      missingAdvances[face] = file.missingAdvance
    }
  }

  deinit {
    for layout in layouts.values { g_object_unref(UnsafeMutableRawPointer(layout)) }
    g_object_unref(UnsafeMutableRawPointer(context))
    g_object_unref(map)
  }

  /// The glyphs of `text` in a row, from 0 to its advance. No line ends.
  func shape(_ text: String, _ face: Face) -> ShapedText {
    let key = ExactText(text)
    if let shaped = texts[face]?[key] { return shaped }
    var joined = ShapedText()
    for word in text.atoms { joined.append(shapeWord(word, face)) }
    if texts[face, default: [:]].count >= Shaper.cacheLimit { texts[face] = [:] }
    texts[face, default: [:]][key] = joined
    return joined
  }

  /// Advance of an atom, which is shaped in one piece.
  func advance(of atom: Substring, _ face: Face) -> Double { shapeWord(atom, face).advance }

  private func shapeWord(_ word: Substring, _ face: Face) -> ShapedText {
    if let shaped = words[face]?[ExactText(word)] { return shaped }
    let shaped = word.isNumber ? joinFigures(of: word, face) : shapeThroughPango(word, face)
    if words[face, default: [:]].count >= Shaper.cacheLimit { words[face] = [:] }
    // A copy, lest the cache keep whole paragraphs alive for one word of each.
    words[face, default: [:]][ExactText(Substring(String(word)))] = shaped
    return shaped
  }

  /// Figures are set at equal widths, without kerning, so that numbers stand below each other. Numbers are also what
  /// differs from page to page, and a number of known figures need not be shaped.
  private func joinFigures(of number: Substring, _ face: Face) -> ShapedText {
    guard number.utf8.count > 1 else { return shapeThroughPango(number, face) }
    var joined = ShapedText()
    for index in number.indices { joined.append(shapeWord(number[index...index], face)) }
    return joined
  }

  private static func makeLayout(_ context: OpaquePointer, _ face: Face) -> OpaquePointer {
    let layout: OpaquePointer = pango_layout_new(context)
    let description = pango_font_description_new()
    pango_font_description_set_family(description, Typefaces.family)
    let isBold = face == .bold || face == .boldItalic
    let isItalic = face == .italic || face == .boldItalic
    pango_font_description_set_weight(description, isBold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL)
    pango_font_description_set_style(description, isItalic ? PANGO_STYLE_ITALIC : PANGO_STYLE_NORMAL)
    pango_font_description_set_absolute_size(description, shapingSize * Double(PANGO_SCALE))
    pango_layout_set_font_description(layout, description)
    pango_font_description_free(description)
    let attributes = pango_attr_list_new()
    pango_attr_list_insert(attributes, pango_attr_fallback_new(0))
    pango_layout_set_attributes(layout, attributes)
    pango_attr_list_unref(attributes)
    pango_layout_set_auto_dir(layout, 0)
    pango_layout_set_single_paragraph_mode(layout, 1)
    return layout
  }

  private func shapeThroughPango(_ word: Substring, _ face: Face) -> ShapedText {
    guard let layout = layouts[face], let missingAdvance = missingAdvances[face] else {
      preconditionFailure("Every face was loaded at the start")
    }
    var utf8 = Array(word.utf8)
    var shaped = ShapedText()
    utf8.withUnsafeMutableBytes { bytes in
      pango_layout_set_text(layout, bytes.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(bytes.count))
    }
    guard let line = pango_layout_get_line_readonly(layout, 0) else { return shaped }
    shaped.utf8 = utf8
    var node = line.pointee.runs
    while let run = node {
      if let item = run.pointee.data?.assumingMemoryBound(to: PangoGlyphItem.self) {
        shaped.append(item.pointee, missingAdvance: missingAdvance, unit: Shaper.shapingSize * Double(PANGO_SCALE))
      }
      node = run.pointee.next
    }
    return shaped
  }
}

extension Substring {
  /// Figures and what stands between them in dates, times, codes and sums.
  fileprivate var isNumber: Bool {
    utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) || "-/.,:".utf8.contains($0) }
  }
}
