import CanonicalForms
public import Typesetting

/// The pages of several sheets as one file, with an outline by class and name.
public struct PrintRun: Sendable {
  public struct Item: Sendable {
    /// Nil for a candidate without a class.
    public var className: String?
    public var name: String
    public var pages: [Page]
    public var stamp: PageStamp

    public init(className: String?, name: String, pages: [Page], stamp: PageStamp) {
      self.className = className
      self.name = name
      self.pages = pages
      self.stamp = stamp
    }
  }

  public var title: String
  public var items: [Item]
  /// Each item begins on a new sheet of paper: an empty page follows an odd number of pages.
  public var isDuplex: Bool

  public init(title: String, items: [Item], isDuplex: Bool = false) {
    self.title = title
    self.items = items
    self.isDuplex = isDuplex
  }

  public var document: Document {
    var pages: [Page] = []
    var outline: [OutlineEntry] = []
    for item in items {
      if isDuplex, pages.count.isMultiple(of: 2) == false {
        pages.append(Page(size: pages.last?.size ?? .a4))
      }
      let entry = OutlineEntry(item.name, page: pages.count)
      let title = item.className ?? "(chưa có lớp)"
      if outline.last?.title == title {
        outline[outline.count - 1].children.append(entry)
      } else {
        outline.append(OutlineEntry(title, page: pages.count, children: [entry]))
      }
      pages += item.pages
    }
    return Document(title: title, pages: pages, outline: outline)
  }

  /// The whole file. The same items give the same bytes: the file's date is that of the newest print.
  ///
  /// - Precondition: there is at least one item.
  /// - Throws: `TypesettingError.drawingFailed`.
  public func pdf(_ writer: PDFWriter) throws(TypesettingError) -> [UInt8] {
    guard let newest = items.map(\.stamp.printedAt).max() else {
      preconditionFailure("A run prints something")
    }
    return try writer.write(document, createdAt: "\(newest.text.prefix(19))Z")
  }
}
