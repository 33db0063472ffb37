/// Text as a key of a cache, equal only byte for byte.
///
/// Swift's strings are equal when they are canonically equivalent, composed or not; their glyphs and their bytes in a
/// file are not, and a page must not depend on which form came first. It is faster, too.
struct ExactText<Text: StringProtocol & Sendable>: Hashable, Sendable {
  let text: Text

  init(_ text: Text) { self.text = text }

  static func == (left: Self, right: Self) -> Bool { left.text.utf8.elementsEqual(right.text.utf8) }

  func hash(into hasher: inout Hasher) {
    let isContiguous = text.utf8.withContiguousStorageIfAvailable { utf8 in
      hasher.combine(bytes: UnsafeRawBufferPointer(utf8))
      return true
    }
    if isContiguous != true { for byte in text.utf8 { hasher.combine(byte) } }
  }
}
