import Foundation

/// Markdown as HTML: headings, paragraphs, lists, code, emphasis and links. What it does not know stays as it is
/// written; no HTML of the author passes.
public struct MarkdownText {
  private var html: [String] = []
  private var paragraph: [String] = []
  private var list: (tag: String, items: [String])?
  private var code: [String]?

  /// The HTML of a text of some lines.
  public static func html(_ lines: [String]) -> String {
    var text = MarkdownText()
    for line in lines { text.take(line) }
    if let code = text.code { text.html.append(Self.block(code)) }
    text.endBlock()
    return text.html.joined(separator: "\n")
  }

  private mutating func take(_ line: String) {
    if line.hasPrefix("```") { return fence() }
    if code != nil {
      code?.append(line)
      return
    }
    let trimmed = line.trimmingCharacters(in: .whitespaces)
    if trimmed.isEmpty { return endBlock() }
    if let (level, title) = Self.heading(trimmed) {
      endBlock()
      html.append("<h\(level)>\(Self.inline(title))</h\(level)>")
    } else if let (tag, item) = Self.item(trimmed) {
      add(item, to: tag)
    } else if let list, let last = list.items.last {
      self.list?.items[list.items.count - 1] = last + " " + trimmed
    } else {
      paragraph.append(trimmed)
    }
  }

  private mutating func fence() {
    if let code {
      html.append(Self.block(code))
      self.code = nil
    } else {
      endBlock()
      code = []
    }
  }

  private mutating func add(_ item: String, to tag: String) {
    if list?.tag != tag {
      endBlock()
      list = (tag, [])
    }
    list?.items.append(item)
  }

  private mutating func endBlock() {
    if let list {
      let items = list.items.map { "<li>\(Self.inline($0))</li>" }.joined()
      html.append("<\(list.tag)>\(items)</\(list.tag)>")
    }
    if !paragraph.isEmpty { html.append("<p>\(Self.inline(paragraph.joined(separator: " ")))</p>") }
    (list, paragraph) = (nil, [])
  }

  private static func block(_ lines: [String]) -> String {
    "<pre>\(HTML.escaped(lines.joined(separator: "\n")))</pre>"
  }

  /// `## Title` one level down, the page having a title of its own.
  private static func heading(_ line: String) -> (level: Int, title: String)? {
    let signs = line.prefix { $0 == "#" }.count
    guard (1...5).contains(signs), line.dropFirst(signs).first == " " else { return nil }
    return (signs + 1, String(line.dropFirst(signs + 1)))
  }

  private static func item(_ line: String) -> (tag: String, text: String)? {
    if let mark = line.first, "-*+".contains(mark), line.dropFirst().first == " " {
      return ("ul", String(line.dropFirst(2)))
    }
    let digits = line.prefix { $0.isASCII && $0.isNumber }
    guard !digits.isEmpty, line.dropFirst(digits.count).hasPrefix(". ") else { return nil }
    return ("ol", String(line.dropFirst(digits.count + 2)))
  }

  /// The HTML of a piece of text within a line; nothing inside its code is read as emphasis.
  public static func inline(_ text: String) -> String {
    var parts = text.split(separator: "`", omittingEmptySubsequences: false)
    // A mark without a second one belongs to the text.
    if parts.count.isMultiple(of: 2), let last = parts.popLast() { parts[parts.count - 1] += "`" + last }
    return parts.enumerated().map { place, part in
      place % 2 == 1 ? "<code>\(HTML.escaped(String(part)))</code>" : emphasised(HTML.escaped(String(part)))
    }.joined()
  }

  private static func emphasised(_ text: String) -> String {
    text.replacing(/\[([^\]]+)\]\((https?:[^)\s]+)\)/) { "<a href=\"\($0.output.2)\">\($0.output.1)</a>" }
      .replacing(/\*\*([^*]+)\*\*/) { "<strong>\($0.output.1)</strong>" }
      .replacing(/\*([^*\s][^*]*)\*/) { "<em>\($0.output.1)</em>" }
  }
}
