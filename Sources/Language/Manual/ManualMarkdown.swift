extension Manual {
  /// The manual as Markdown (GitHub's dialect), with a table of contents.
  public var markdown: String {
    let contents = sections.map { section in
      let inner = section.sections.map { "  - [\($0.title)](#\($0.anchor))" }
      return (["- [\(section.title)](#\(section.anchor))"] + inner).joined(separator: "\n")
    }
    return "# \(title)\n\n\(contents.joined(separator: "\n"))\n\n"
      + sections.map { Self.markdown($0, level: 2) }.joined(separator: "\n")
  }

  private static func markdown(_ section: Section, level: Int) -> String {
    let head = "\(String(repeating: "#", count: level)) \(section.title)"
    let blocks = section.blocks.map(markdown)
    return ([head] + blocks).joined(separator: "\n\n") + "\n"
      + section.sections.map { "\n" + markdown($0, level: level + 1) }.joined()
  }

  private static func markdown(_ block: Block) -> String {
    switch block {
    case .paragraph(let text): text
    case .recipe(let text): "```meit\n\(text)\n```"
    case .listing(let text): "```\n\(text)\n```"
    case .table(let head, let rows):
      ([head, head.map { _ in "---" }] + rows).map { row in
        "| \(row.map(escaped).joined(separator: " | ")) |"
      }.joined(separator: "\n")
    case .list(let items):
      items.map { item in
        (["- \(item.text)"] + item.items.map { "  - \($0)" }).joined(separator: "\n")
      }.joined(separator: "\n")
    }
  }

  /// Bars and line ends would break a table.
  private static func escaped(_ text: String) -> String {
    String(text.flatMap { $0 == "|" ? Array("\\|") : $0 == "\n" ? [" "] : [$0] })
  }
}
