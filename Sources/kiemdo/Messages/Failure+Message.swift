import ExamRecords

extension Session {
  func explain(_ failure: Failure) -> Explanation {
    switch failure {
    case .officerNotChosen(let usable, let folder):
      usable.isEmpty
        ? Explanation(
          message: say(
            "Không có khóa cán bộ nào dùng được trong \(folder). Đặt KIEMDO_KEYS là thư mục khóa, hoặc chép khóa về đó. Chưa ghi gì vào sổ.",
            "No usable officer key in \(folder). Set KIEMDO_KEYS to the key folder. Nothing was recorded."),
          code: .notAllowed)
        : Explanation(
          message: say(
            "Có nhiều cán bộ dùng được khóa ở đây: \(usable.joined(separator: ", ")). Thêm --officer MÃ. Chưa ghi gì vào sổ.",
            "Several officers have keys here: \(usable.joined(separator: ", ")). Add --officer ID. Nothing was recorded."
          ),
          code: .usage)
    case .firstOfficerMissing:
      Explanation(
        message: say(
          "Thiếu --officer: mã của cán bộ đầu tiên, ví dụ --officer lan. Chưa ghi gì.",
          "--officer is missing: the first officer's id, as in --officer lan. Nothing was recorded."), code: .usage)
    case .blankOption(let name):
      Explanation(
        message: say("\(name) để trống. Chưa ghi gì.", "\(name) is blank. Nothing was recorded."), code: .usage)
    case .erasureNames(let text):
      Explanation(
        message: say(
          "Lý do hoặc căn cứ nêu \"\(text)\" của chính thí sinh này, và sẽ ở lại vĩnh viễn. Viết lại không có tên và số (ví dụ số văn bản). Chưa xóa gì.",
          "Reason or authority name \"\(text)\", this candidate's own, and would stay for ever. Write them without names and numbers. Nothing is erased."
        ),
        code: .badData)
    case .futureDay(let text):
      Explanation(
        message: say("\(text) là ngày chưa tới. Chưa ghi gì.", "\(text) has not come yet. Nothing was recorded."),
        code: .usage)
    case .fileExists(let path):
      Explanation(
        message: say(
          "\(path) đã có; không ghi đè. Chọn tên khác.", "\(path) exists and is not touched. Choose another name."),
        code: .inputOutput)
    case .noSuchFile(let path):
      Explanation(
        message: say(
          "Không có tệp \(path.isEmpty ? "\"\"" : path).", "There is no file \(path.isEmpty ? "\"\"" : path)."),
        code: .noInput)
    case .unreadableFile(let path, let obstacle):
      Explanation(
        message: say(
          "Không đọc được \(path): \(words(for: obstacle)).", "Can't read \(path): \(words(for: obstacle))."),
        code: .inputOutput)
    case .isFolder(let path, let name):
      Explanation(
        message: say(
          "\(path) là một thư mục; cần một tệp.\(name.map { " Gõ tên tệp trong đó, ví dụ \(within(path, $0))." } ?? " Trong đó không có tệp nào.")",
          "\(path) is a folder; a file is expected.\(name.map { " Name a file in it, as \(within(path, $0))." } ?? " There is no file in it.")"
        ), code: .noInput)
    case .isFile(let path):
      Explanation(
        message: say("\(path) là một tệp; cần một thư mục.", "\(path) is a file; a folder is expected."), code: .noInput
      )
    case .tooLarge(let path, let limit):
      Explanation(
        message: say(
          "\(path) lớn hơn \(limit >> 20) MiB, không phải loại tệp cần ở đây. Chưa đọc.",
          "\(path) has more than \(limit >> 20) MiB: not the kind of file that is read here. It was not read."),
        code: .badData)
    case .notWritten(let path, let obstacle):
      Explanation(
        message: say(
          "Không ghi được \(path): \(words(for: obstacle)).", "Can't write \(path): \(words(for: obstacle))."),
        code: .inputOutput)
    case .outputTakesPlace(let path):
      Explanation(
        message: say(
          "Tệp ra trùng với \(path); chọn tên khác. Chưa ghi gì.",
          "The output would take the place of \(path); choose another name. Nothing was recorded."),
        code: .usage)
    case .outputOverOther(let path):
      Explanation(
        message: say(
          "\(path) đã có và không phải loại tệp sắp ghi (có thể là sổ, khóa, điểm chốt hay bài của ai); không ghi đè. Chọn tên khác. Chưa ghi gì.",
          "\(path) exists and is not of the kind that would be written (it may be a ledger, a key, a checkpoint, somebody's work); it is not touched. Choose another name. Nothing was recorded."
        ),
        code: .inputOutput)
    case .outputOverProof(let path):
      Explanation(
        message: say(
          "\(path) đã có; tệp chứng minh không bao giờ bị ghi đè, vì SHA-256 của tệp cũ có thể đã in trên báo cáo có chữ ký. Chọn tên khác. Chưa ghi gì.",
          "\(path) exists; a proof is never overwritten, since the SHA-256 of the old one may stand on a signed report. Choose another name. Nothing was recorded."
        ),
        code: .inputOutput)
    case .notAnAssignment(let word):
      Explanation(
        message: say(
          "\"\(word)\" không phải MỤC=GIÁ TRỊ; ví dụ a4=031305001234. Chưa ghi gì vào sổ.",
          "\"\(word)\" is not FIELD=VALUE, as in a4=031305001234. Nothing was recorded."), code: .usage)
    case .unreadableValue(let field, let text, let fault):
      Explanation(
        message: say(
          "\"\(field)\": \"\(text)\" \(explain(fault)). Chưa ghi gì vào sổ.",
          "\"\(field)\": \"\(text)\" \(explain(fault)). Nothing was recorded."), code: .badData)
    case .unknownField(let name, let near):
      Explanation(
        message: say(
          "Không có mục \"\(name)\".\(near.isEmpty ? "" : " Có phải: \(near.joined(separator: ", "))?") Xem tên mục: kiemdo profile show. Chưa ghi gì vào sổ.",
          "There is no field \"\(name)\".\(near.isEmpty ? "" : " Did you mean: \(near.joined(separator: ", "))?") See kiemdo profile show. Nothing was recorded."
        ),
        code: .usage)
    case .badCount(let count):
      Explanation(
        message: say("Cần một số từ 1, có \(count).", "Expected a number from 1, found \(count)."), code: .usage)
    case .optionNeeds(let option, let other):
      Explanation(
        message: say("\(option) chỉ dùng cùng \(other).", "\(option) goes only with \(other)."), code: .usage)
    case .noSuchCheckpoint(let text):
      Explanation(
        message: say(
          "Không có điểm chốt \"\(text)\" trong sổ này; gõ gốc (base64) hoặc @cỡ của một điểm chốt (kiemdo checkpoint).",
          "This ledger has no checkpoint \"\(text)\"; give the root (base64) or @size of one (kiemdo checkpoint)."),
        code: .noInput)
    case .unknownOfficer(let id, let known):
      Explanation(
        message: say(
          "Không có cán bộ \"\(id)\" trong sổ; có: \(known.joined(separator: ", ")).",
          "There is no officer \"\(id)\" in the ledger; there are: \(known.joined(separator: ", "))."), code: .noInput)
    case .unknownEventType(let name, let known):
      Explanation(
        message: say(
          "Không có loại sự kiện \"\(name.excerpt)\"; có: \(known.map { "\($0.id) (\($0.word))" }.joined(separator: ", ")).",
          "There is no type of event \"\(name.excerpt)\"; there are: \(known.map { "\($0.id) (\($0.word))" }.joined(separator: ", "))."
        ), code: .usage)
    case .blankSearch, .unknownClasses, .reversedRange, .notYetRegistered, .noWitnessedCheckpoint, .listOfAnother:
      explainQuestion(failure)
    case .badTime(let text):
      Explanation(
        message: say(
          "\"\(text)\" không phải thời điểm; gõ \"25/04/2023 17:00\", 2023-04-25T10:00:00Z hoặc @1042.",
          "\"\(text)\" is not a time; write \"25/04/2023 17:00\", 2023-04-25T10:00:00Z or @1042."), code: .usage)
    case .placeMissing:
      Explanation(
        message: say(
          "Thiếu nơi để so: gõ @vị-trí, thời điểm hoặc mã phiếu sau thí sinh.",
          "The place to compare with is missing: give @position, a time or a sheet's code after the candidate."),
        code: .usage)
    case .sheetOfAnother(let code, let owner):
      Explanation(
        message: say(
          "Phiếu \(code.excerpt) không phải của thí sinh này mà của \(owner).",
          "Sheet \(code.excerpt) is not this candidate's but that of \(owner)."), code: .badData)
    case .badDay(let text):
      Explanation(
        message: say("\"\(text)\" không phải ngày; gõ dd/mm/yyyy.", "\"\(text)\" is not a day; write dd/mm/yyyy."),
        code: .usage)
    case .badOrders(let text):
      Explanation(
        message: say("\"\(text)\" không phải các STT; gõ 7,19.", "\"\(text)\" is not order numbers; write 7,19."),
        code: .usage)
    case .conflictingOptions(let one, let other):
      Explanation(message: say("\(one) không dùng cùng \(other).", "\(one) does not go with \(other)."), code: .usage)
    case .nothingSelected:
      Explanation(
        message: say(
          "Không có thí sinh nào như vậy: không in gì, không ghi gì.",
          "No such candidate: nothing printed, nothing recorded."),
        code: .noInput)
    case .nothingToDo(let vietnamese, let english): Explanation(message: say(vietnamese, english), code: .found)
    case .badProfile(let path, let detail):
      Explanation(
        message: say(
          "Bộ quy định \(path) chưa đúng: \(detail). Chưa ghi gì vào sổ.",
          "Profile \(path): \(detail). Nothing was recorded."),
        code: .badData)
    case .unknownProfile(let name, let known):
      Explanation(
        message: say(
          "Không có bộ quy định hay tệp \"\(name)\". Có sẵn: \(known.joined(separator: ", ")).",
          "No profile or file \"\(name)\". Bundled: \(known.joined(separator: ", "))."), code: .noInput)
    case .badKey(let slip, let wanted): Explanation(message: words(for: slip, wanted: wanted), code: .usage)
    case .notALedgerKey, .outputNeeded, .noHeadIn, .headNotContained, .notAProof, .notAReportProof, .againstNeeded:
      explainProof(failure)
    case .printedButNotWritten(let path, let detail, let code):
      Explanation(
        message: say(
          "Đã ghi lần in vào sổ nhưng không ghi được tệp \(path): \(detail)\nLấy lại đúng tệp ấy: kiemdo reprint --run \(code) --output TỆP.pdf",
          "The print is recorded but \(path) could not be written: \(detail)\nTo get that very file: kiemdo reprint --run \(code) --output FILE.pdf"
        ),
        code: .inputOutput)
    }
  }

  private func within(_ folder: String, _ name: String) -> String {
    ((folder.hasSuffix("/") ? folder : folder + "/") + name).printable.shellQuoted
  }

  /// Runs what may be refused, and names fields in the refusal as the form does.
  func naming<Value>(_ profile: ExamProfile, _ body: () throws -> Value) throws -> Value {
    do {
      return try body()
    } catch let refusal as Refusal {
      throw Explained(explain(refusal, profile))
    }
  }

  func explain(_ refusal: Refusal, _ profile: ExamProfile?) -> Explanation {
    func named(_ field: String) -> String {
      guard let field = profile?.field(named: field) else { return "\"\(field)\"" }
      return "\"\(label(of: field))\"" + (field.item.map { " (\($0))" } ?? "")
    }
    func shown(_ value: FieldValue?, _ field: String) -> String {
      profile.map { display(value, of: field, $0) } ?? value?.codes.joined(separator: ", ") ?? "–"
    }
    let (vietnamese, english, code): (String, String, Exit) =
      switch refusal {
      case .unknownField(let name): ("Không có mục \(name).", "There is no field \(name).", .usage)
      case .unchanged(let field, let value):
        (
          "Mục \(named(field)) đã là \(shown(value, field)): không có gì để sửa.",
          "\(named(field)) is \(shown(value, field)) already.", .badData
        )
      case .invalidValue(let field, let value):
        (
          "Mục \(named(field)) không nhận giá trị \(shown(value, field)).",
          "\(named(field)) can't hold \(shown(value, field)).", .badData
        )
      case .namedTwice(let field):
        ("Mục \(named(field)) ghi hai lần trong một lệnh.", "\(named(field)) is named twice.", .usage)
      case .nothingToChange: ("Chưa nói sửa mục nào: gõ MỤC=GIÁ TRỊ.", "No FIELD=VALUE given.", .usage)
      case .reasonMissing:
        ("Thiếu lý do: thêm --reason \"Theo giấy khai sinh\".", "A reason is missing: add --reason.", .usage)
      case .nameMissing: ("Thiếu họ và tên.", "The full name is missing.", .badData)
      case .alreadyWithdrawn(let number):
        ("Thí sinh số \(number) đã rút.", "Candidate no. \(number) is withdrawn.", .badData)
      case .notWithdrawn(let number):
        ("Thí sinh số \(number) đang dự thi, chưa rút.", "Candidate no. \(number) is not withdrawn.", .badData)
      case .sheetNotReturned(let code):
        ("Phiếu \(code) không ở trạng thái chờ nhập.", "Sheet \(code) does not wait for a correction.", .badData)
      case .sheetNotSigned(let code): ("Phiếu hoặc danh sách \(code) chưa ghi ký.", "\(code) is not signed.", .badData)
      case .ordersMoved(let className, let list):
        (
          "STT của lớp \(className) nay khác danh sách đã in \(list) (có người vào hoặc rút), nên --except có thể trỏ nhầm người. Quét từng phiếu, ký cả danh sách đã in: kiemdo sign \(list) --except …, hoặc in danh sách mới: kiemdo class-list --class \(className.shellQuoted) --output ds.pdf.",
          "The order numbers of class \(className) are others now than on the printed list \(list), so --except may mean somebody else. Scan the sheets, sign the printed list: kiemdo sign \(list) --except …, or print a new one: kiemdo class-list --class \(className.shellQuoted) --output list.pdf.",
          .badData
        )
      case .exceptNeedsOneList:
        (
          "--except đi với --class, hoặc với đúng một danh sách lớp.",
          "--except goes with --class or with exactly one class list.", .usage
        )
      case .noSuchOrder(let className, let order):
        ("Lớp \(className) không có STT \(order).", "Class \(className) has no order number \(order).", .usage)
      }
    return Explanation(
      message: say(vietnamese + " Chưa ghi gì vào sổ.", english + " Nothing was recorded."), code: code)
  }
}
