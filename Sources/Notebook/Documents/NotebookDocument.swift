import Experiments
import Foundation
import JSON

/// A notebook as Jupyter keeps it in a file (nbformat 4.5), its outputs left out.
public struct NotebookDocument: Equatable, Sendable {
  public var cells: [NotebookCell]

  public static let fileExtension = "ipynb"
  private static let format = (major: 4, minor: 5)
  /// Where a cell's metadata keep what the recipe's text said beside it.
  private static let ownKey = "meit"

  public init(cells: [NotebookCell]) { self.cells = cells }

  /// The cells of a recipe.
  public init(recipe: String) { cells = CellText.cells(recipe) }

  /// The notebook as a recipe.
  public var recipe: String { CellText.text(cells) }

  // MARK: Reading

  /// - Throws: `DataError` with the file and what is wrong in it.
  public init(_ bytes: [UInt8], file: String) throws {
    let json: JSONValue
    do { json = try JSONParser.parse(bytes) } catch { throw DataError("\(file) is no notebook: \(error).") }
    guard json["nbformat"]?.integer == Self.format.major, let list = json["cells"]?.array else {
      let found = json["nbformat"]?.kind ?? "nothing"
      throw DataError("\(file) is no notebook of format \(Self.format.major): its nbformat is \(found).")
    }
    cells = try list.enumerated().map { index, cell in
      guard let kind = cell["cell_type"]?.string.flatMap(NotebookCell.Kind.init), let source = Self.text(cell["source"])
      else { throw DataError("\(file), cell \(index + 1): a cell has a cell_type and a source, found \(cell.kind).") }
      let metadata = cell["metadata"]
      var read = NotebookCell(kind, title: Self.title(metadata?["title"]?.string ?? "", kind), source: source)
      read.layout = metadata?[Self.ownKey]?["layout"]?.string
      return read
    }
  }

  /// Texts are one string or a list of lines.
  private static func text(_ json: JSONValue?) -> String? {
    if let lines = json?.array {
      let texts = lines.compactMap(\.string)
      return texts.count == lines.count ? texts.joined() : nil
    }
    return json?.string
  }

  /// On one line, and not to be taken for the kind of a cell.
  private static func title(_ text: String, _ kind: NotebookCell.Kind) -> String {
    let line = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).joined(separator: " ")
    guard let read = MarkerLine.read(Array(MarkerLine.text(kind, title: line).utf8)[...]), read.kind == kind else {
      return ""
    }
    return read.title
  }

  // MARK: Writing

  /// The text of the file.
  public var text: String {
    let document: JSONValue = [
      "cells": .array(cells.enumerated().map { Self.json($0.element, number: $0.offset + 1) }),
      "metadata": ["kernelspec": KernelSpec.reference, "language_info": KernelSpec.languageInformation],
      "nbformat": .number(Double(Self.format.major)), "nbformat_minor": .number(Double(Self.format.minor)),
    ]
    return document.indentedText + "\n"
  }

  private static func json(_ cell: NotebookCell, number: Int) -> JSONValue {
    var metadata: [(key: String, value: JSONValue)] = []
    if let layout = cell.layout { metadata.append((ownKey, ["layout": .string(layout)])) }
    if !cell.title.isEmpty { metadata.append(("title", .string(cell.title))) }
    var members: [(key: String, value: JSONValue)] = [
      ("cell_type", .string(cell.kind.rawValue)), ("id", .string("cell-\(number)")), ("metadata", .object(metadata)),
      ("source", .array(lines(cell.source).map { .string($0) })),
    ]
    if cell.kind == .code { members += [("execution_count", .null), ("outputs", .array([]))] }
    return .object(members)
  }

  /// The lines with their ends, as Jupyter writes them so that files can be compared line by line.
  private static func lines(_ source: String) -> [String] {
    var lines = source.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
      .map { String(decoding: $0, as: UTF8.self) }
    for index in lines.indices.dropLast() { lines[index] += "\n" }
    if lines.last == "" { lines.removeLast() }
    return lines
  }
}
