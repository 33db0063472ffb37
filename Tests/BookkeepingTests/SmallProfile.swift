import CanonicalForms
import ExamRecords

/// A form of eight fields, so that a history of many events is quick to judge.
enum SmallProfile {
  static func document(id: String = "thu-2024") throws -> JSON {
    try JSON.parse(relaxed: text.replacing("thu-2024", with: id))
  }

  /// With hours, Monday to Saturday from 07:30 to 17:00, and two deadlines, the earlier of which ends edits.
  static func auditedDocument(
    id: String = "thu-2024-gio", editsUntil: String = "2024-04-22T10:00:00.000Z", closes: String = "17:00"
  ) throws -> JSON {
    guard var object = try document(id: id).object else { return .null }
    object["hours"] = .some(["from": "07:30", "to": .string(closes), "days": [1, 2, 3, 4, 5, 6]])
    func deadline(_ id: String, _ at: String) -> JSON {
      ["id": .string(id), "label": "Hết hạn", "labelEnglish": "Closes", "at": .string(at)]
    }
    object["deadlines"] = .some(
      [deadline("edits", editsUntil), deadline("exam", "2024-06-22T10:00:00.000Z")])
    object["editsUntil"] = .some("edits")
    return .object(object)
  }

  private static let text = """
    {
      "id": "thu-2024", "examName": "Kỳ thi thử", "year": 2024, "firstDay": "2024-06-26",
      "roles": {
        "fullName": "fullName", "dateOfBirth": "dateOfBirth", "className": "className", "studentID": "studentID",
        "identityNumber": "identityNumber", "formerIdentityNumber": "formerIdentityNumber"
      },
      "fields": [
        { "name": "fullName", "item": "1", "label": "Họ và tên", "labelEnglish": "Name", "type": "personName", "required": true },
        { "name": "dateOfBirth", "item": "2", "label": "Ngày sinh", "labelEnglish": "Born", "type": "date", "required": true },
        { "name": "className", "label": "Lớp", "labelEnglish": "Class", "type": "text" },
        { "name": "studentID", "label": "Mã học sinh", "labelEnglish": "Id", "type": "digits", "count": 10 },
        { "name": "identityNumber", "item": "4", "label": "Số CCCD", "labelEnglish": "Number", "type": "identityNumber" },
        { "name": "formerIdentityNumber", "label": "Số CMND", "labelEnglish": "Former", "type": "identityNumber" },
        { "name": "phone", "item": "7", "label": "Điện thoại", "labelEnglish": "Phone", "type": "phone" },
        { "name": "papers", "item": "14", "label": "Bài thi", "labelEnglish": "Papers", "type": "codeSet", "codeList": "papers" }
      ],
      "codeLists": [
        { "id": "papers", "entries": [
          { "code": "TO", "label": "Toán" }, { "code": "VA", "label": "Ngữ văn" }, { "code": "LI", "label": "Vật lí" }
        ] }
      ],
      "rules": [
        { "id": "ID", "level": "error", "fields": ["identityNumber"], "message": "Số {value} trùng với thí sinh {others}.",
          "messageEnglish": "{value} is also that of {others}.", "kind": "unique", "of": ["identityNumber", "formerIdentityNumber"] }
      ],
      "layouts": [
        { "id": "personal", "title": "PHIẾU 1", "instruction": "Đánh dấu.", "allCorrectText": "Đúng", "correctedText": "Sửa:",
          "pledge": "Tôi cam đoan.", "signers": [{ "title": "THÍ SINH", "note": "(Ký)" }],
          "groups": [{ "title": "A", "rows": [
            { "number": "1", "label": "Họ và tên", "style": "capitals", "parts": [{ "field": "fullName" }] },
            { "number": "2", "label": "Ngày sinh", "parts": [{ "field": "dateOfBirth" }] },
            { "number": "4", "label": "Số CCCD", "style": "boxes", "parts": [{ "field": "identityNumber" }] }
          ] }] },
        { "id": "full", "title": "PHIẾU 2", "instruction": "Đánh dấu.", "allCorrectText": "Đúng", "correctedText": "Sửa:",
          "pledge": "Tôi cam đoan.", "signers": [{ "title": "THÍ SINH", "note": "(Ký)" }],
          "groups": [{ "title": "A", "rows": [
            { "number": "7", "label": "Điện thoại", "parts": [{ "field": "phone" }] },
            { "number": "14", "label": "Bài thi", "parts": [{ "field": "papers" }] }
          ] }] }
      ],
      "classList": {
        "title": "DANH SÁCH",
        "columns": [
          { "title": "STT", "width": 10, "alignment": "center", "content": "order" },
          { "title": "Họ và tên", "width": 60, "content": "fields", "fields": ["fullName"] },
          { "title": "Số", "width": 60, "content": "fields", "fields": ["identityNumber"] },
          { "title": "Mã phiếu", "width": 25, "content": "sheetCode" },
          { "title": "Ký", "width": 40, "content": "empty" }
        ],
        "signers": [{ "title": "{signatory}", "note": "(Ký tên, đóng dấu)" }]
      },
      "deadlines": []
    }
    """
}
