import Markup

extension Manual {
  /// The manual as one page of HTML that needs no other file, with its contents beside it.
  ///
  /// - Parameter catalog: colours the recipes.
  public func html(_ catalog: Catalog) -> String {
    let links = sections.map { section in
      let inner = section.sections.map { "<li><a href=\"#\($0.anchor)\">\(MarkdownText.inline($0.title))</a></li>" }
      let list = inner.isEmpty ? "" : "<ul>\(inner.joined())</ul>"
      return "<li><a href=\"#\(section.anchor)\">\(MarkdownText.inline(section.title))</a>\(list)</li>"
    }
    return HTML.page(
      title: title, style: Self.style,
      body: """
        <nav><ul>\(links.joined(separator: "\n"))</ul></nav>
        <main>
        <h1>\(MarkdownText.inline(title))</h1>
        \(sections.map { Self.html($0, level: 2, catalog) }.joined(separator: "\n"))
        </main>
        """)
  }

  private static func html(_ section: Section, level: Int, _ catalog: Catalog) -> String {
    let head = "<h\(level) id=\"\(section.anchor)\">\(MarkdownText.inline(section.title))</h\(level)>"
    let parts = section.blocks.map { html($0, catalog) } + section.sections.map { html($0, level: level + 1, catalog) }
    return "<section>\n\(([head] + parts).joined(separator: "\n"))\n</section>"
  }

  private static func html(_ block: Block, _ catalog: Catalog) -> String {
    switch block {
    case .paragraph(let text): return "<p>\(MarkdownText.inline(text))</p>"
    case .recipe(let text): return "<pre><code>\(coloured(text, catalog))</code></pre>"
    case .listing(let text): return "<pre><code>\(HTML.escaped(text))</code></pre>"
    case .table(let head, let rows):
      let titles = head.map { "<th>\(MarkdownText.inline($0))</th>" }.joined()
      let lines = rows.map { "<tr>\($0.map { "<td>\(MarkdownText.inline($0))</td>" }.joined())</tr>" }
      let body = lines.joined(separator: "\n")
      return "<div class=\"table\"><table><thead><tr>\(titles)</tr></thead><tbody>\n\(body)\n</tbody></table></div>"
    case .list(let items):
      let points = items.map { item in
        let inner = item.items.map { "<li>\(MarkdownText.inline($0))</li>" }.joined()
        return "<li>\(MarkdownText.inline(item.text))\(inner.isEmpty ? "" : "<ul>\(inner)</ul>")</li>"
      }
      return "<ul>\n\(points.joined(separator: "\n"))\n</ul>"
    }
  }

  /// A recipe with a class for each kind of piece.
  private static func coloured(_ text: String, _ catalog: Catalog) -> String {
    let source = SourceText(name: "manual", text: text)
    var html = ""
    var end = 0
    for piece in catalog.highlights(of: source) {
      html += HTML.escaped(source.text(end..<piece.range.lowerBound))
      html += "<span class=\"\(piece.kind)\">\(HTML.escaped(source.text(piece.range)))</span>"
      end = piece.range.upperBound
    }
    return html + HTML.escaped(source.text(end..<source.bytes.count))
  }

  private static let style = """
    :root { color-scheme: light dark; --ink: #1c2024; --paper: #fff; --soft: #f4f5f7; --line: #d9dce1; --link: #0b62a8;
      --keyword: #8a2a8c; --option: #0b62a8; --metric: #0b6e4f; --number: #a8480b; --string: #8a6a00; --comment: #6a737d; }
    @media (prefers-color-scheme: dark) { :root { --ink: #e4e6e9; --paper: #16181b; --soft: #202327; --line: #363b42;
      --link: #6fb6f2; --keyword: #d7a0e6; --option: #6fb6f2; --metric: #6fd3a8; --number: #f0a878; --string: #e0c46c;
      --comment: #8b949e; } }
    body { margin: 0; display: flex; font: 16px/1.55 system-ui, sans-serif; color: var(--ink); background: var(--paper); }
    nav { position: sticky; top: 0; height: 100vh; overflow-y: auto; flex: 0 0 15rem; box-sizing: border-box;
      padding: 1.5rem 1rem; background: var(--soft); border-right: 1px solid var(--line); font-size: 0.9rem; }
    nav ul { list-style: none; margin: 0; padding-left: 0.8rem; } nav > ul { padding-left: 0; }
    nav li { margin: 0.15rem 0; } nav > ul > li { margin-top: 0.7rem; font-weight: 600; } nav ul ul { font-weight: 400; }
    a { color: var(--link); text-decoration: none; } a:hover { text-decoration: underline; }
    main { flex: 1 1 auto; min-width: 0; max-width: 60rem; padding: 1.5rem 2.5rem 4rem; }
    h2 { margin-top: 3rem; border-bottom: 1px solid var(--line); } h3 { margin-top: 2rem; }
    pre { background: var(--soft); padding: 0.8rem 1rem; border-radius: 6px; overflow-x: auto; line-height: 1.4; }
    code { font: 0.88em ui-monospace, "DejaVu Sans Mono", monospace; }
    :not(pre) > code { background: var(--soft); padding: 0.1em 0.3em; border-radius: 4px; }
    .table { overflow-x: auto; } table { border-collapse: collapse; font-size: 0.92rem; width: 100%; }
    th, td { text-align: left; vertical-align: top; padding: 0.35rem 0.7rem; border-bottom: 1px solid var(--line); }
    td:first-child { white-space: nowrap; }
    .keyword { color: var(--keyword); font-weight: 600; } .option { color: var(--option); } .metric { color: var(--metric); }
    .number, .unit { color: var(--number); } .string { color: var(--string); } .comment { color: var(--comment); }
    @media (max-width: 50rem) { body { display: block; } nav { position: static; height: auto; } main { padding: 1rem; } }
    """
}
