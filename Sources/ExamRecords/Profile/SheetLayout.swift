/// How a check-sheet of one kind is laid out, as the profile says it.
public struct SheetLayout: Equatable, Sendable {
  /// `personal`, `full`
  public var id: String
  /// `PHIẾU KIỂM DÒ THÔNG TIN ĐĂNG KÝ DỰ THI`
  public var title: String
  /// How to fill the sheet in, a line or two in italics.
  public var instruction: String
  public var groups: [Group]
  /// `Tất cả các mục đều đúng`
  public var allCorrectText: String
  /// `Có sửa các mục:`
  public var correctedText: String
  public var pledge: String
  public var signers: [Signer]

  public struct Group: Equatable, Sendable {
    /// `A. THÔNG TIN CÁ NHÂN`
    public var title: String
    public var rows: [Row]
  }

  /// One claim: a label, one or more values in one cell, a box to tick, space to write.
  public struct Row: Equatable, Sendable {
    /// Printed in the narrow first column: `4`, `5b`, `b3`; empty where the form's number is not known.
    public var number: String
    public var label: String
    /// The fields whose values stand in the cell, in this order.
    public var parts: [Part]
    public var style: Style
  }

  public struct Part: Equatable, Sendable {
    public var field: String
    /// Printed before the value: `10: `, `Mã xã `.
    public var prefix: String
    /// What stands between this value and the one before it: ` · `, `, `, or a line break.
    public var separator: String
    public var show: DisplayStyle
    /// A part without a value is left out, unless no part of the row has one.
    public var isOptional: Bool
  }

  public enum Style: String, Equatable, Sendable, CaseIterable {
    case plain
    case strong
    /// Capitals and bold: a name as the form asks for it.
    case capitals
    /// Each digit in a box of its own (twelve boxes; nine digits stand in the last nine).
    case boxes
  }

  /// Who signs at the foot of a page.
  public struct Signer: Equatable, Sendable {
    /// `THÍ SINH`
    public var title: String
    /// `(Ký, ghi rõ họ tên)`
    public var note: String
  }

  /// The fields printed on this layout, each once, in the order of the rows.
  public var fields: [String] {
    var seen: Set<String> = []
    return groups.flatMap(\.rows).flatMap(\.parts).map(\.field).filter { seen.insert($0).inserted }
  }
}

/// How the list of a class is laid out: landscape A4.
public struct ClassListLayout: Equatable, Sendable {
  /// `DANH SÁCH THÍ SINH ĐĂNG KÝ DỰ THI`
  public var title: String
  public var columns: [Column]
  public var signers: [SheetLayout.Signer]

  public struct Column: Equatable, Sendable {
    public var title: String
    public var content: Content
    /// Share of the width in millimetres of the 257 between the margins; the columns are scaled to fill it.
    public var width: Int
    public var alignment: Alignment
  }

  public enum Content: Equatable, Sendable {
    /// Order number (STT).
    case order
    /// Values of fields, joined by a comma; codes where `short`, meanings otherwise.
    case fields([String], short: Bool)
    /// The code of the student's sheet in force.
    case sheetCode
    /// Left empty to sign in, or for notes.
    case empty
  }

  public enum Alignment: String, Equatable, Sendable, CaseIterable {
    case left, center, right
  }
}
