import CPango

/// Renders pages as PNG images, white paper. The object belongs to one thread.
public final class PNGWriter {
  private let typefaces: Typefaces

  public init(_ typefaces: Typefaces) { self.typefaces = typefaces }

  /// - Parameter dpi: pixels an inch; A4 at 150 is 1240 × 1754 pixels.
  /// - Throws: `TypesettingError.drawingFailed`.
  public func write(_ page: Page, dpi: Double) throws(TypesettingError) -> [UInt8] {
    precondition(dpi > 0, "An image has pixels")
    let scale = dpi / 72
    let width = Int32((page.size.width.inPoints * scale).rounded())
    let height = Int32((page.size.height.inPoints * scale).rounded())
    guard let surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, width, height) else {
      throw .drawingFailed(reason: "cairo_image_surface_create")
    }
    defer { cairo_surface_destroy(surface) }
    let canvas = Canvas(surface, typefaces, scale: scale, drawsOutlines: true)
    canvas.paint(gray: 1)
    canvas.draw(page)
    try check(canvas.status)
    let sink = ByteSink()
    try check(cairo_surface_write_to_png_stream(surface, ByteSink.write, sink.closure))
    return withExtendedLifetime(sink) { sink.bytes }
  }
}
