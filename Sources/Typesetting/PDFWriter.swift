import CPango

/// Writes documents as PDF 1.5. The same document and date give the same bytes, in every process on every machine
/// with the same `DrawingVersions`. The object belongs to one thread.
public final class PDFWriter {
  private let typefaces: Typefaces

  public init(_ typefaces: Typefaces) { self.typefaces = typefaces }

  /// - Parameter createdAt: the file's creation date, ISO 8601 to the second with `Z` or an offset:
  ///   `2023-04-24T16:42:07+07:00`. It is an argument, as a clock would make every file another.
  /// - Throws: `TypesettingError.dateMalformed`, `.drawingFailed`.
  public func write(_ document: Document, createdAt: String) throws(TypesettingError) -> [UInt8] {
    try write(
      title: document.title, pageCount: document.pages.count, outline: document.outline, createdAt: createdAt
    ) { document.pages[$0] }
  }

  /// A document whose pages are asked for one by one, so that only one of them is held at a time.
  ///
  /// - Parameters:
  ///   - createdAt: as above.
  ///   - page: the page with this index, from 0.
  /// - Throws: `TypesettingError.dateMalformed`, `.drawingFailed`.
  public func write(
    title: String, pageCount: Int, outline: [OutlineEntry], createdAt: String, page: (Int) -> Page
  ) throws(TypesettingError) -> [UInt8] {
    precondition(pageCount > 0, "A document has pages")
    guard isDate(createdAt) else { throw .dateMalformed(found: createdAt) }
    let sink = ByteSink()
    guard let surface = cairo_pdf_surface_create_for_stream(ByteSink.write, sink.closure, 1, 1) else {
      throw .drawingFailed(reason: "cairo_pdf_surface_create_for_stream")
    }
    defer { cairo_surface_destroy(surface) }
    cairo_pdf_surface_restrict_to_version(surface, CAIRO_PDF_VERSION_1_5)
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, title)
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, createdAt)
    try draw(pageCount, page, on: surface)
    add(outline, under: CAIRO_PDF_OUTLINE_ROOT, to: surface, pages: pageCount)
    cairo_surface_finish(surface)
    try check(cairo_surface_status(surface))
    return withExtendedLifetime(sink) { sink.bytes }
  }

  private func draw(
    _ count: Int, _ page: (Int) -> Page, on surface: OpaquePointer
  ) throws(TypesettingError) {
    let canvas = Canvas(surface, typefaces)
    for index in 0..<count {
      let page = page(index)
      cairo_pdf_surface_set_size(surface, page.size.width.inPoints, page.size.height.inPoints)
      canvas.draw(page)
      canvas.endPage()
      try check(canvas.status)
    }
  }

  private func add(_ entries: [OutlineEntry], under parent: Int32, to surface: OpaquePointer, pages: Int) {
    for entry in entries {
      precondition((0..<pages).contains(entry.page), "A bookmark leads to a page of the document")
      let flags = entry.isOpen ? CAIRO_PDF_OUTLINE_FLAG_OPEN : cairo_pdf_outline_flags_t(0)
      let place = "page=\(entry.page + 1) pos=[0 0]"
      let id = cairo_pdf_surface_add_outline(surface, parent, entry.title, place, flags)
      add(entry.children, under: id, to: surface, pages: pages)
    }
  }

  /// Cairo would silently put the present time for a date that it cannot read.
  private func isDate(_ text: String) -> Bool {
    let shape = text.utf8.map { (0x30...0x39).contains($0) ? UInt8(ascii: "0") : $0 }
    let dateTime = "0000-00-00T00:00:00"
    return ["Z", "+00:00", "-00:00"].contains { shape.elementsEqual((dateTime + $0).utf8) }
  }
}
