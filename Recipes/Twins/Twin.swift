import Foundation
import MEIT

/// A recipe in Swift that says the same as a `.meit` file.
package struct Twin: Sendable {
  /// The file without its ending: `table-5`.
  package let name: String
  package let recipe: Recipe

  init(_ name: String, @RecipeBuilder _ body: () -> [Statement]) {
    self.name = name
    recipe = Recipe(folder: Self.folder, body)
  }

  /// `Recipes`, where the files stand and paths start from.
  package static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()

  package var file: URL { Self.folder.appending(path: "\(name).meit") }

  /// All of them.
  package static let all = [
    quickStart, ptbXL, pretrainTiny, table5, table8, table9, table12, figure6,
  ]

  /// The twin of a file, or the one that declares something of that name.
  package static func named(_ name: String) -> Twin? {
    all.first { $0.name == name } ?? all.first { $0.recipe.names.contains(name) }
  }
}
