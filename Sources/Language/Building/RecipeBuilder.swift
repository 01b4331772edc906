/// Collects statements, so that loops and conditions of Swift can write recipes.
@resultBuilder
public enum RecipeBuilder {
  public static func buildExpression(_ statement: Statement) -> [Statement] { [statement] }
  public static func buildExpression(_ statements: [Statement]) -> [Statement] { statements }
  public static func buildBlock(_ parts: [Statement]...) -> [Statement] { parts.flatMap { $0 } }
  public static func buildOptional(_ part: [Statement]?) -> [Statement] { part ?? [] }
  public static func buildEither(first part: [Statement]) -> [Statement] { part }
  public static func buildEither(second part: [Statement]) -> [Statement] { part }
  public static func buildArray(_ parts: [[Statement]]) -> [Statement] { parts.flatMap { $0 } }
}

/// A recipe written in Swift; it says, checks and plans the same as its twin in a `.meit` file.
///
///     recipe {
///       use("quickstart.meit")
///       sweep("fusion-ablation", from: "quickstart") {
///         vary("model.fusion", in: ["llava", "flamingo", "concat"])
///         vary("seed", in: 1...3)
///         hold("data", "train")
///       }
///     }
public func recipe(@RecipeBuilder _ body: () -> [Statement]) -> [Statement] { body() }
