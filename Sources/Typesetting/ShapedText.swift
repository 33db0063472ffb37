import CPango

/// Glyphs in a row with the text they stand for, in units of the type's size.
struct ShapedText {
  struct Glyph {
    var index: UInt
    var x: Double
    var y: Double
  }

  var utf8: [UInt8] = []
  var glyphs: [Glyph] = []
  /// Which bytes belong to which glyphs, so that a reader of the PDF finds the text again.
  var clusters: [cairo_text_cluster_t] = []
  var advance = 0.0

  mutating func append(_ other: ShapedText) {
    utf8 += other.utf8
    for glyph in other.glyphs { glyphs.append(Glyph(index: glyph.index, x: glyph.x + advance, y: glyph.y)) }
    clusters += other.clusters
    advance += other.advance
  }

  /// Adds one run of Pango's. The forms are written from left to right; a run of another direction is listed in the
  /// order of its text, each cluster after the other.
  mutating func append(_ run: PangoGlyphItem, missingAdvance: Double, unit: Double) {
    let string = run.glyphs.pointee
    let count = Int(string.num_glyphs)
    let isBackward = run.item.pointee.analysis.level & 1 == 1
    let order = isBackward ? Array((0..<count).reversed()) : Array(0..<count)
    let starts = order.map { Int(string.log_clusters[$0]) }
    var position = 0
    while position < count {
      var end = position + 1
      while end < count, starts[end] == starts[position] { end += 1 }
      let stop = end < count ? starts[end] : Int(run.item.pointee.length)
      let before = glyphs.count
      for index in order[position..<end] {
        append(string.glyphs[index], missingAdvance: missingAdvance, unit: unit)
      }
      clusters.append(
        cairo_text_cluster_t(num_bytes: Int32(stop - starts[position]), num_glyphs: Int32(glyphs.count - before)))
      position = end
    }
  }

  private mutating func append(_ info: PangoGlyphInfo, missingAdvance: Double, unit: Double) {
    guard info.glyph != cpango_glyph_empty() else { return }
    if info.glyph & UInt32(PANGO_GLYPH_UNKNOWN_FLAG) != 0 {
      glyphs.append(Glyph(index: 0, x: advance, y: 0))
      advance += missingAdvance
      return
    }
    glyphs.append(
      Glyph(
        index: UInt(info.glyph), x: advance + Double(info.geometry.x_offset) / unit,
        y: Double(info.geometry.y_offset) / unit))
    advance += Double(info.geometry.width) / unit
  }
}
