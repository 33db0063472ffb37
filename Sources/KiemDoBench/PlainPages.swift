import CPango

/// The floor of all printing: Cairo's own pages with its own text, one line each.
enum PlainPages {
  static func draw(count: Int) throws {
    let written: cairo_write_func_t = { _, _, _ in CAIRO_STATUS_SUCCESS }
    let surface = cairo_pdf_surface_create_for_stream(written, nil, 595, 842)
    let context = cairo_create(surface)
    defer {
      cairo_destroy(context)
      cairo_surface_destroy(surface)
    }
    cairo_select_font_face(context, "Liberation Serif", CAIRO_FONT_SLANT_NORMAL, CAIRO_FONT_WEIGHT_NORMAL)
    for page in 0..<count {
      cairo_move_to(context, 60, 60)
      cairo_show_text(context, "Phiếu kiểm dò thông tin đăng ký dự thi, tờ số \(page + 1)")
      cairo_show_page(context)
    }
    cairo_surface_finish(surface)
    guard cairo_surface_status(surface) == CAIRO_STATUS_SUCCESS else { throw BenchError.wrongResult("Cairo") }
  }
}
