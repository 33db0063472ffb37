extension Session {
  /// What was given instead of a public key, and which one is wanted.
  func words(for slip: KeySlip, wanted: KeyOwner) -> String {
    "\(found(slip)) \(say("Cần", "Expected:")) \(expected(wanted))"
  }

  private func found(_ slip: KeySlip) -> String {
    switch slip {
    case .text(let text):
      say(
        "\"\(text.excerpt)\" không phải khóa kiểm chứng (tên+mã+khóa).",
        "\"\(text.excerpt)\" is not a verifier key (name+id+key).")
    case .mistyped(let name):
      say(
        "Khóa \(name.excerpt) gõ sai: mã trong khóa không khớp. Chép lại cả dòng.",
        "The key \(name.excerpt) is mistyped: the id in it does not fit. Copy the whole line.")
    case .privateKey(nil):
      say(
        "Đó là khóa BÍ MẬT: đừng gõ, đừng gửi cho ai. Nếu người khác có thể đã thấy thì phải thay khóa.",
        "That is a PRIVATE key: never type it or send it. If others may have seen it, it must be replaced.")
    case .privateKey(let file?):
      say(
        "\(file.printable) là tệp khóa BÍ MẬT; đừng đưa cho ai.",
        "\(file.printable) holds a PRIVATE key; give it to nobody.")
    case .path(let path, nil):
      say(
        "\(path.printable) là tệp hoặc thư mục, không phải khóa.", "\(path.printable) is a file or folder, not a key.")
    case .path(let path, let owner?):
      say(
        "\(path.printable) là tệp chứa khóa của \(word(owner)); đưa chính dòng khóa, không phải tên tệp.",
        "\(path.printable) is a file with the key of \(word(owner)); give the line in it, not the file's name.")
    case .other(let owner):
      say("Đó là khóa của \(word(owner)).", "That is the key of \(word(owner)).")
    }
  }

  private func expected(_ owner: KeyOwner) -> String {
    switch owner {
    case .ledger:
      say("khóa công khai của sổ, dòng đầu của kiemdo keys.", "the ledger's public key, the first line of kiemdo keys.")
    case .officer:
      say(
        "khóa công khai của cán bộ, như kiemdo officer new-key in ra.",
        "an officer's public key, as kiemdo officer new-key prints it.")
    case .witness:
      say(
        "khóa công khai của nhân chứng, như kiemdo witness init in ra.",
        "a witness's public key, as kiemdo witness init prints it.")
    }
  }

  private func word(_ owner: KeyOwner) -> String {
    switch owner {
    case .ledger: say("sổ", "a ledger")
    case .officer: say("cán bộ", "an officer")
    case .witness: say("nhân chứng", "a witness")
    }
  }
}
