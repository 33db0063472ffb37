import CPango

/// Glyphs of one face, size and grey that go to Cairo in one call, with the text they stand for.
struct TextBatch {
  struct Font: Hashable {
    var face: Face
    var size: Double
  }

  let font: Font
  let gray: Double
  private var utf8: [UInt8] = []
  private var glyphs: [cairo_glyph_t] = []
  private var clusters: [cairo_text_cluster_t] = []

  init(_ style: Style) {
    font = Font(face: style.face, size: style.size)
    gray = style.gray
  }

  func accepts(_ style: Style) -> Bool {
    font.face == style.face && font.size == style.size && gray == style.gray
  }

  /// Adds text whose baseline begins at a point, in points.
  mutating func append(_ text: ShapedText, x: Double, y: Double) {
    for glyph in text.glyphs {
      glyphs.append(cairo_glyph_t(index: glyph.index, x: x + glyph.x * font.size, y: y + glyph.y * font.size))
    }
    utf8 += text.utf8
    clusters += text.clusters
  }

  /// Makes all glyphs stand for all the text together. Cairo writes such a group with its text as a whole.
  mutating func joinIntoOneCluster() {
    clusters = [cairo_text_cluster_t(num_bytes: Int32(utf8.count), num_glyphs: Int32(glyphs.count))]
  }

  func show(on context: OpaquePointer) {
    utf8.withUnsafeBytes { bytes in
      cairo_show_text_glyphs(
        context, bytes.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(bytes.count), glyphs,
        Int32(glyphs.count), clusters, Int32(clusters.count), cairo_text_cluster_flags_t(0))
    }
  }

  func fillOutlines(on context: OpaquePointer) {
    cairo_glyph_path(context, glyphs, Int32(glyphs.count))
    cairo_fill(context)
  }
}
