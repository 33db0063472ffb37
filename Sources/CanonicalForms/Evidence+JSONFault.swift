extension Evidence {
  public init(_ fault: JSONFault) { self = "\(fault.reason.rawValue) at byte \(fault.offset)" }
}
