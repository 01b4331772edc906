/// A cell of a notebook document.
public struct NotebookCell: Equatable, Sendable {
  public enum Kind: String, Sendable { case code, markdown, raw }

  public var kind: Kind
  public var title: String
  /// What stands in it, without a line end after the last line.
  public var source: String
  /// How it was written in a recipe, marker and empty lines included, where that is not the usual way.
  var layout: String?

  public init(_ kind: Kind, title: String = "", source: String) {
    self.kind = kind
    self.title = title
    self.source = source
  }
}
