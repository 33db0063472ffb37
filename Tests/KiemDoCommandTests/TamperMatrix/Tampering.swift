import Foundation

/// One row of the matrix: what somebody did to a ledger, and what has to come of it.
struct Tampering: Sendable {
  /// What he who did it has besides the file.
  enum Attacker: String, Sendable {
    case file = "the file"
    case ledgerKey = "the file and the ledger's key"
    case allKeys = "the file and all keys"
    case otherKeys = "the file and keys of his own"
  }

  /// What the verifiers are told from outside the file.
  enum Outside: String, Sendable {
    case nothing
    case key
    case keyAndHead
  }

  /// What is handed to the verifiers.
  enum Subject: Equatable, Sendable {
    case ledger
    /// `cong-bo`, which the ledger was published to.
    case folder
    /// A report's proof.
    case report(String)

    /// Whether both belong in one table.
    func isLike(_ other: Subject) -> Bool {
      switch (self, other) {
      case (.ledger, .ledger), (.folder, .folder), (.report, .report): true
      default: false
      }
    }

    /// What every verification of it is told.
    var plainly: Outside { self == .ledger ? .nothing : .key }
  }

  var what: String
  var subject: Subject
  var attacker: Attacker
  /// The first position affected; nil for the file as a whole.
  var position: Int?
  /// The first code expected at that position.
  var code: String
  /// Why the file alone can't show it, and what does; nil where it does.
  var needs: String?
  /// Why not even a key and a head from outside show it, and what does; nil where they do.
  var never: String?
  /// Why the two verifiers don't say the same; nil where they have to.
  var differs: String?
  var deed: @Sendable (Scene) throws -> Void

  init(
    _ what: String, in subject: Subject = .ledger, by attacker: Attacker = .file, finds code: String,
    at position: Int? = nil, needs: String? = nil, never: String? = nil, differs: String? = nil,
    _ deed: @escaping @Sendable (Scene) throws -> Void
  ) {
    self.subject = subject
    (self.what, self.attacker, self.code, self.position) = (what, attacker, code, position)
    (self.needs, self.never, self.differs, self.deed) = (needs, never, differs, deed)
  }

  /// An edit with SQL, all triggers put back after it.
  init(
    _ what: String, finds code: String, at position: Int? = nil, needs: String? = nil, never: String? = nil,
    differs: String? = nil, sql: String
  ) {
    self.init(what, finds: code, at: position, needs: needs, never: never, differs: differs) { try $0.overwrite(sql) }
  }

  /// A history written and signed anew.
  init(
    _ what: String, by attacker: Attacker, finds code: String, at position: Int? = nil, needs: String? = nil,
    never: String? = nil, differs: String? = nil,
    rewriting change: @escaping @Sendable (inout RewrittenHistory) throws -> Void
  ) {
    self.init(what, by: attacker, finds: code, at: position, needs: needs, never: never, differs: differs) { scene in
      var history = try RewrittenHistory(of: scene)
      try change(&history)
      try history.write(to: scene)
    }
  }
}
