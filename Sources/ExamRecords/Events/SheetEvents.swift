import CanonicalForms

/// The versions of what draws a page; a reprint with other versions is made and says so.
public struct DrawnBy: Equatable, Sendable {
  public var pango: String
  public var cairo: String
  public var font: String
  /// Number of our own layout code; raised whenever a page would look different.
  public var layout: Int

  public init(pango: String, cairo: String, font: String, layout: Int) {
    self.pango = pango
    self.cairo = cairo
    self.font = font
    self.layout = layout
  }

  var json: JSON {
    ["cairo": .string(cairo), "font": .string(font), "layout": .integer(layout), "pango": .string(pango)]
  }

  init(_ json: JSON, path: String) throws(ShapeFault) {
    var reader = try ObjectReader(json, path: path)
    cairo = try reader.text("cairo")
    font = try reader.text("font")
    layout = try reader.integer("layout", in: 1...JSON.largestInteger)
    pango = try reader.text("pango")
    try reader.finish()
  }
}

/// What a print event holds whatever was printed.
public struct Printing<Content: Equatable & Sendable>: Equatable, Sendable {
  /// The 141 bytes of the sheet anchor, base64; the ledger makes them inside the append.
  public var anchor: String
  /// The six digits of the short code after the position.
  public var check: String
  public var content: Content
  public var drawnBy: DrawnBy
  /// Whether each candidate began on a new sheet of paper.
  public var duplex: Bool

  public init(anchor: String, check: String, content: Content, drawnBy: DrawnBy, duplex: Bool) {
    self.anchor = anchor
    self.check = check
    self.content = content
    self.drawnBy = drawnBy
    self.duplex = duplex
  }

  func payload(content json: JSON) -> JSON {
    [
      "anchor": .string(anchor), "check": .string(check), "content": json, "drawnBy": drawnBy.json,
      "duplex": .bool(duplex),
    ]
  }

  init(_ payload: JSON, content decode: (JSON, String) throws(ShapeFault) -> Content) throws(ShapeFault) {
    var reader = try ObjectReader(payload, path: "")
    anchor = try reader.base64("anchor", bytes: 141)
    check = try reader.string("check")
    content = try decode(try reader.json("content"), "/content")
    drawnBy = try DrawnBy(try reader.json("drawnBy"), path: "/drawnBy")
    duplex = try reader.bool("duplex")
    try reader.finish()
    guard check.utf8.count == 6, check.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
      throw ShapeFault(path: "/check", expected: "six digits", found: "\(check)")
    }
  }
}

/// `sheet.printed`, on the candidate's stream.
public typealias SheetPrinted = Printing<SheetContent>
/// `classList.printed`, on stream `ledger`.
public typealias ClassListPrinted = Printing<ClassListContent>

extension SheetPrinted {
  var payload: JSON { payload(content: content.json) }

  init(_ payload: JSON) throws(ShapeFault) {
    try self.init(payload) { json, path throws(ShapeFault) in try SheetContent(json, path: path) }
  }
}

extension ClassListPrinted {
  var payload: JSON { payload(content: content.json) }

  init(_ payload: JSON) throws(ShapeFault) {
    try self.init(payload) { json, path throws(ShapeFault) in try ClassListContent(json, path: path) }
  }
}

/// How a code came into the program: the trace of what was at hand when the pile was recorded.
public enum SigningWay: String, Equatable, Sendable, CaseIterable {
  /// The digits of the QR, read by a scanner.
  case scanned
  /// The short code, typed.
  case typed
  /// The order numbers of a class, without looking at each code.
  case classOrder
}

/// `sheet.returned`: came back with handwriting; collected, not signed, to be keyed.
public struct SheetReturned: Equatable, Sendable {
  /// Position of the print.
  public var sheet: Int
  public var way: SigningWay

  public init(sheet: Int, way: SigningWay) {
    self.sheet = sheet
    self.way = way
  }

  var payload: JSON { ["sheet": .integer(sheet), "way": .string(way.rawValue)] }

  init(_ payload: JSON) throws(ShapeFault) {
    var reader = try ObjectReader(payload, path: "")
    sheet = try reader.position("sheet")
    way = try reader.choice("way", of: SigningWay.self)
    try reader.finish()
  }
}

/// `sheet.signed`: the student has signed the sheet.
public struct SheetSigned: Equatable, Sendable {
  /// Position of the print.
  public var sheet: Int
  public var way: SigningWay
  /// The day written on the paper, `2023-04-21`.
  public var signedOn: String?
  public var place: String?

  public init(sheet: Int, way: SigningWay, signedOn: String? = nil, place: String? = nil) {
    self.sheet = sheet
    self.way = way
    self.signedOn = signedOn
    self.place = place
  }

  var payload: JSON {
    var object = JSONObject([("sheet", .integer(sheet)), ("way", .string(way.rawValue))])
    object["place"] = place.map(JSON.string)
    object["signedOn"] = signedOn.map(JSON.string)
    return .object(object)
  }

  init(_ payload: JSON) throws(ShapeFault) {
    var reader = try ObjectReader(payload, path: "")
    place = try reader.optionalText("place")
    sheet = try reader.position("sheet")
    signedOn = try reader.optionalDay("signedOn")
    way = try reader.choice("way", of: SigningWay.self)
    try reader.finish()
  }
}

/// `sheet.unsigned`: takes a mistaken scan back.
public struct SheetUnsigned: Equatable, Sendable {
  /// Position of the print.
  public var sheet: Int
  public var reason: String

  public init(sheet: Int, reason: String) {
    self.sheet = sheet
    self.reason = reason
  }

  var payload: JSON { ["reason": .string(reason), "sheet": .integer(sheet)] }

  init(_ payload: JSON) throws(ShapeFault) {
    var reader = try ObjectReader(payload, path: "")
    reason = try reader.text("reason")
    sheet = try reader.position("sheet")
    try reader.finish()
  }
}

/// `classList.signed`, on stream `ledger`: the list came back signed.
public struct ClassListSigned: Equatable, Sendable {
  /// Position of the print.
  public var list: Int
  public var way: SigningWay
  public var signedOn: String?
  public var place: String?
  /// Order numbers of the rows that are not signed.
  public var except: [Int]

  public init(list: Int, way: SigningWay, signedOn: String? = nil, place: String? = nil, except: [Int] = []) {
    self.list = list
    self.way = way
    self.signedOn = signedOn
    self.place = place
    self.except = except
  }

  var payload: JSON {
    var object = JSONObject([("list", .integer(list)), ("way", .string(way.rawValue))])
    if !except.isEmpty { object["except"] = .array(except.map(JSON.integer)) }
    object["place"] = place.map(JSON.string)
    object["signedOn"] = signedOn.map(JSON.string)
    return .object(object)
  }

  init(_ payload: JSON) throws(ShapeFault) {
    var reader = try ObjectReader(payload, path: "")
    if try reader.optionalJSON("except") == nil {
      except = []
    } else {
      except = try reader.orders("except")
      guard !except.isEmpty else { throw ShapeFault(path: "/except", expected: "order numbers", found: "none") }
    }
    list = try reader.position("list")
    place = try reader.optionalText("place")
    signedOn = try reader.optionalDay("signedOn")
    way = try reader.choice("way", of: SigningWay.self)
    try reader.finish()
  }
}

/// `classList.unsigned`, on stream `ledger`: takes a mistaken scan of a list back.
public struct ClassListUnsigned: Equatable, Sendable {
  /// Position of the print.
  public var list: Int
  public var reason: String

  public init(list: Int, reason: String) {
    self.list = list
    self.reason = reason
  }

  var payload: JSON { ["list": .integer(list), "reason": .string(reason)] }

  init(_ payload: JSON) throws(ShapeFault) {
    var reader = try ObjectReader(payload, path: "")
    list = try reader.position("list")
    reason = try reader.text("reason")
    try reader.finish()
  }
}
