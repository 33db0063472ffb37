public import Typesetting

extension CheckSheet {
  /// The stamped sheet as it goes into a run.
  public func item(_ stamp: PageStamp) throws(TypesettingError) -> PrintRun.Item {
    PrintRun.Item(className: className, name: name, pages: try pages(stamp), stamp: stamp)
  }
}

extension ClassListSheet {
  /// The stamped list as it goes into a file.
  public func item(_ stamp: PageStamp) throws(TypesettingError) -> PrintRun.Item {
    PrintRun.Item(className: className, name: "Danh sách lớp \(className)", pages: try pages(stamp), stamp: stamp)
  }
}
