import Figures
import JSON
import Markup

/// One thing to see in several forms, from which a notebook takes the best that it knows: data by media type.
struct Bundle: Equatable, Sendable {
  enum Form: String, CaseIterable, Sendable {
    case plain = "text/plain"
    case html = "text/html"
    case latex = "text/latex"
    case markdown = "text/markdown"
    case svg = "image/svg+xml"
    case png = "image/png"
  }

  /// Pictures that are no text as base64 (RFC 4648).
  var data: [Form: String]
  /// Pixels across, for pictures with more of them than are to be shown.
  var width: Int?

  init(_ data: [Form: String], width: Int? = nil) {
    self.data = data
    self.width = width
  }

  var json: JSONValue {
    .object(Form.allCases.compactMap { form in data[form].map { (form.rawValue, .string($0)) } })
  }

  var metadata: JSONValue {
    guard let width, data[.png] != nil else { return [:] }
    let size: JSONValue = ["width": .number(Double(width))]
    return .object([(Form.png.rawValue, size)])
  }

  /// The same with a line above it, as text and as HTML alone.
  func marked(_ notice: String) -> Bundle {
    let banner = "<p style=\"color:#a04000;font-weight:bold\">\(HTML.escaped(notice))</p>\n"
    let picture = data[.png].map { "<img src=\"data:\(Form.png.rawValue);base64,\($0)\"\(size)>" }
    let plain = data[.plain].map { "\(notice)\n\($0)" } ?? notice
    return Bundle([.plain: plain, .html: banner + (data[.html] ?? picture ?? "")])
  }

  private var size: String { width.map { " width=\"\($0)\"" } ?? "" }
}
