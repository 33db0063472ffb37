import CPango

/// Draws pages on a Cairo surface, one unit of which is a point. It decides nothing: an element is drawn where and as
/// it says. Neighbours of one kind (strokes of one thickness, text of one face and size) go to Cairo in one call, which
/// looks the same and takes half the time.
final class Canvas {
  private let context: OpaquePointer
  private let typefaces: Typefaces
  /// Screens: letters as filled outlines, at their exact places; the image backend would move them to whole pixels.
  private let drawsOutlines: Bool
  private let options = FontOptions()
  private var fonts: [TextBatch.Font: OpaquePointer] = [:]
  private var font: TextBatch.Font?
  private var gray: Double?
  private var pendingStroke: Stroke?
  private var pendingText: TextBatch?

  init(_ surface: OpaquePointer, _ typefaces: Typefaces, scale: Double = 1, drawsOutlines: Bool = false) {
    context = cairo_create(surface)
    cairo_scale(context, scale, scale)
    self.typefaces = typefaces
    self.drawsOutlines = drawsOutlines
  }

  deinit {
    for font in fonts.values { cairo_scaled_font_destroy(font) }
    cairo_destroy(context)
  }

  var status: cairo_status_t { cairo_status(context) }

  func draw(_ page: Page) {
    for element in page.elements { draw(element) }
    flush()
  }

  func endPage() {
    cairo_show_page(context)
    // A page is written with its own state.
    font = nil
    gray = nil
  }

  func paint(gray: Double) {
    use(gray)
    cairo_paint(context)
  }

  private func draw(_ element: Element) {
    switch element {
    case .text(let line, let point):
      flushStroke()
      draw(line, at: point)
    case .rule(let rule):
      begin(rule.stroke)
      move(to: rule.start)
      line(to: rule.end)
    case .box(let box):
      draw(box)
    case .path(let path):
      draw(path)
    case .code(let code, let rect):
      flush()
      draw(code, in: rect)
    }
  }

  private func draw(_ box: Box) {
    if let fill = box.fill {
      flush()
      use(fill)
      add(box.rect)
      cairo_fill(context)
    }
    if let stroke = box.stroke {
      begin(stroke)
      add(box.rect)
    }
  }

  private func draw(_ path: Path) {
    if let fill = path.fill {
      flush()
      use(fill)
      trace(path)
      cairo_fill(context)
    }
    if let stroke = path.stroke {
      begin(stroke)
      trace(path)
    }
  }

  /// A stencil of one bit a module: readers of the file draw it with hard edges and without seams, where a path would
  /// take ten times the bytes.
  private func draw(_ code: QRCode, in rect: Rect) {
    guard let stencil = cairo_image_surface_create(CAIRO_FORMAT_A1, Int32(code.side), Int32(code.side)) else { return }
    defer { cairo_surface_destroy(stencil) }
    cairo_surface_flush(stencil)
    guard let rows = cairo_image_surface_get_data(stencil) else { return }
    let stride = Int(cairo_image_surface_get_stride(stencil))
    for row in 0..<code.side {
      for column in 0..<code.side where code[row, column] {
        // Pixels lie in native 32-bit words, the first in the lowest bit of a little-endian one.
        rows[row * stride + column / 8] |= 1 << UInt8(column % 8)
      }
    }
    cairo_surface_mark_dirty(stencil)
    let module = rect.width / Double(code.side + 2 * QRCode.quietZone)
    use(0)
    cairo_save(context)
    cairo_translate(
      context, (rect.x + Double(QRCode.quietZone) * module).inPoints,
      (rect.y + Double(QRCode.quietZone) * module).inPoints)
    cairo_scale(context, module.inPoints, module.inPoints)
    let pattern: OpaquePointer = cairo_pattern_create_for_surface(stencil)
    cairo_pattern_set_filter(pattern, CAIRO_FILTER_NEAREST)
    cairo_mask(context, pattern)
    cairo_pattern_destroy(pattern)
    cairo_restore(context)
  }

  private func draw(_ line: Line, at start: Point) {
    guard line.isSpacedWord else {
      for span in line.spans { draw(span, at: start) }
      return
    }
    flushText()
    for span in line.spans { draw(span, at: start) }
    pendingText?.joinIntoOneCluster()
    flushText()
  }

  private func draw(_ span: Span, at start: Point) {
    let shaped = typefaces.shaper.shape(span.text, span.style.face)
    let size = span.style.size
    if pendingText?.accepts(span.style) != true {
      flushText()
      pendingText = TextBatch(span.style)
    }
    pendingText?.append(shaped, x: (start.x + span.x).inPoints, y: start.y.inPoints)
    if span.style.isStruck {
      flushText()
      let height = start.y - Strike.height * .points(size)
      begin(Stroke(thickness: Strike.thickness * .points(size), gray: span.style.gray))
      move(to: Point(x: start.x + span.x, y: height))
      line(to: Point(x: start.x + span.x + span.width, y: height))
      flushStroke()
    }
  }

  /// The line through struck text, over the size of the type.
  private enum Strike {
    static let height = 0.26
    static let thickness = 0.06
  }

  private func begin(_ stroke: Stroke) {
    flushText()
    if pendingStroke != stroke { flushStroke() }
    pendingStroke = stroke
  }

  private func flush() {
    flushText()
    flushStroke()
  }

  private func flushStroke() {
    guard let stroke = pendingStroke else { return }
    pendingStroke = nil
    use(stroke.gray)
    cairo_set_line_width(context, stroke.thickness.inPoints)
    let dashes = stroke.dashes.map(\.inPoints)
    cairo_set_dash(context, dashes, Int32(dashes.count), 0)
    cairo_stroke(context)
  }

  private func flushText() {
    guard let batch = pendingText else { return }
    pendingText = nil
    use(batch.font)
    use(batch.gray)
    if drawsOutlines { batch.fillOutlines(on: context) } else { batch.show(on: context) }
  }

  private func use(_ key: TextBatch.Font) {
    guard font != key else { return }
    font = key
    if let scaled = fonts[key] {
      cairo_set_scaled_font(context, scaled)
      return
    }
    var fontMatrix = cairo_matrix_t()
    cairo_matrix_init_scale(&fontMatrix, key.size, key.size)
    var userMatrix = cairo_matrix_t()
    cairo_get_matrix(context, &userMatrix)
    let scaled: OpaquePointer = cairo_scaled_font_create(
      typefaces.file(key.face).cairoFace, &fontMatrix, &userMatrix, options.pointer)
    fonts[key] = scaled
    cairo_set_scaled_font(context, scaled)
  }

  private func use(_ gray: Double) {
    guard self.gray != gray else { return }
    self.gray = gray
    cairo_set_source_rgb(context, gray, gray, gray)
  }

  private func trace(_ path: Path) {
    guard let first = path.points.first else { return }
    move(to: first)
    for point in path.points.dropFirst() { line(to: point) }
    if path.isClosed { cairo_close_path(context) }
  }

  private func add(_ rect: Rect) {
    cairo_rectangle(context, rect.x.inPoints, rect.y.inPoints, rect.width.inPoints, rect.height.inPoints)
  }

  private func move(to point: Point) { cairo_move_to(context, point.x.inPoints, point.y.inPoints) }

  private func line(to point: Point) { cairo_line_to(context, point.x.inPoints, point.y.inPoints) }
}
