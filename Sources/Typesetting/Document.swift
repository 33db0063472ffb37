/// Pages to be written as one file, its title, and the bookmarks that lead into it.
public struct Document: Hashable, Sendable {
  public var title: String
  public var pages: [Page]
  public var outline: [OutlineEntry]

  public init(title: String, pages: [Page], outline: [OutlineEntry] = []) {
    self.title = title
    self.pages = pages
    self.outline = outline
  }
}

/// A bookmark to a page, with those under it.
public struct OutlineEntry: Hashable, Sendable {
  public var title: String
  /// 0-based index into the document's pages.
  public var page: Int
  public var children: [OutlineEntry]
  /// Whether a viewer shows the children at first.
  public var isOpen: Bool

  public init(_ title: String, page: Int, children: [OutlineEntry] = [], isOpen: Bool = false) {
    self.title = title
    self.page = page
    self.children = children
    self.isOpen = isOpen
  }
}
