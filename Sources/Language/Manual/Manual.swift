/// The manual of the language as a value; `markdown` and `html` write it.
public struct Manual: Equatable, Sendable {
  public let title: String
  public let sections: [Section]

  /// A heading with what stands below it.
  public struct Section: Equatable, Sendable {
    public let title: String
    public let blocks: [Block]
    public let sections: [Section]

    init(_ title: String, _ blocks: [Block], _ sections: [Section] = []) {
      self.title = title
      self.blocks = blocks
      self.sections = sections
    }

    /// What links to the heading name: its words in lower case, joined by hyphens, as GitHub makes them.
    public var anchor: String {
      String(title.lowercased().compactMap { $0 == " " ? "-" : $0.isLetter || $0.isNumber || $0 == "-" ? $0 : nil })
    }
  }

  /// A piece of text; inside it stand `code` and **strong** as in Markdown.
  public enum Block: Equatable, Sendable {
    case paragraph(String)
    /// A recipe, or part of one.
    case recipe(String)
    /// Anything else that is set as it is: what a terminal shows.
    case listing(String)
    case table(head: [String], rows: [[String]])
    case list([Item])
  }

  /// A point of a list, with points of its own.
  public struct Item: Equatable, Sendable {
    public let text: String
    public let items: [String]
  }
}
