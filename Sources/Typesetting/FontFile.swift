import CPango

/// One font file: its coverage, its measures and the face that Cairo draws with.
final class FontFile {
  /// The version as the font's name table gives it: `Version 2.1.5`.
  let version: String
  let ascent: Double
  let descent: Double
  /// Width of the box drawn for a character that the face lacks, over the size of the type.
  let missingAdvance: Double
  let cairoFace: OpaquePointer
  private let pattern: OpaquePointer
  private let charset: OpaquePointer

  init(path: String) throws(TypesettingError) {
    var count: Int32 = 0
    guard let pattern = FcFreeTypeQuery(path, 0, nil, &count) else { throw .faceUnreadable(path: path) }
    do throws(TypesettingError) {
      try FontFile.checkIdentity(pattern, path: path)
      var charset: OpaquePointer?
      guard FcPatternGetCharSet(pattern, FC_CHARSET, 0, &charset) == FcResultMatch, let charset else {
        throw .faceUnreadable(path: path)
      }
      let measures = try FontFile.measures(path: path)
      version = measures.version
      ascent = measures.ascent
      descent = measures.descent
      missingAdvance = measures.missingAdvance
      self.charset = charset
    } catch {
      FcPatternDestroy(pattern)
      throw error
    }
    self.pattern = pattern
    cairoFace = cairo_ft_font_face_create_for_pattern(pattern)
  }

  deinit {
    cairo_font_face_destroy(cairoFace)
    FcPatternDestroy(pattern)
  }

  func has(_ scalar: Unicode.Scalar) -> Bool { FcCharSetHasChar(charset, scalar.value) != 0 }

  private static func checkIdentity(_ pattern: OpaquePointer, path: String) throws(TypesettingError) {
    var family: UnsafeMutablePointer<FcChar8>?
    guard FcPatternGetString(pattern, FC_FAMILY, 0, &family) == FcResultMatch, let family else {
      throw .faceUnreadable(path: path)
    }
    let name = String(cString: family)
    guard name == Typefaces.family else {
      throw .faceForeign(path: path, expected: Typefaces.family, found: name)
    }
    // A 16.16 fixed-point number, the head table's fontRevision.
    var revision: Int32 = 0
    guard FcPatternGetInteger(pattern, FC_FONTVERSION, 0, &revision) == FcResultMatch else {
      throw .faceUnreadable(path: path)
    }
    guard revision >> 16 >= Typefaces.oldestVersion else {
      let hundredths = (Int(revision) * 100 + 0x8000) >> 16
      let found = "\(hundredths / 100).\(hundredths % 100 < 10 ? "0" : "")\(hundredths % 100)"
      throw .faceTooOld(path: path, expected: "\(Typefaces.oldestVersion).0", found: found)
    }
  }

  private struct Measures {
    var version: String
    var ascent: Double
    var descent: Double
    var missingAdvance: Double
  }

  private static func measures(path: String) throws(TypesettingError) -> Measures {
    var library: FT_Library?
    guard FT_Init_FreeType(&library) == 0 else { throw .faceUnreadable(path: path) }
    defer { FT_Done_FreeType(library) }
    var face: FT_Face?
    guard FT_New_Face(library, path, 0, &face) == 0, let face,
      FT_Load_Glyph(face, 0, Int32(FT_LOAD_NO_SCALE)) == 0
    else { throw .faceUnreadable(path: path) }
    defer { FT_Done_Face(face) }
    let em = Double(face.pointee.units_per_EM)
    return Measures(
      version: version(of: face),
      ascent: Double(face.pointee.ascender) / em, descent: -Double(face.pointee.descender) / em,
      missingAdvance: Double(face.pointee.glyph.pointee.metrics.horiAdvance) / em)
  }

  /// Name 5 of the name table (OpenType `name`, version string), from the Windows platform's UTF-16.
  private static func version(of face: FT_Face) -> String {
    for index in 0..<FT_Get_Sfnt_Name_Count(face) {
      var name = FT_SfntName()
      guard FT_Get_Sfnt_Name(face, index, &name) == 0, name.name_id == UInt16(TT_NAME_ID_VERSION_STRING),
        name.platform_id == UInt16(TT_PLATFORM_MICROSOFT), let start = name.string
      else { continue }
      let bytes = UnsafeBufferPointer(start: start, count: Int(name.string_len))
      let units = stride(from: 0, to: bytes.count - 1, by: 2).map { UInt16(bytes[$0]) << 8 | UInt16(bytes[$0 + 1]) }
      return String(decoding: units, as: UTF16.self)
    }
    return ""
  }
}
