import Experiments
import Language

extension CommandSpec {
  /// The options whose choices are listed.
  private static let listed = ["model.llm", "model.fusion", "encoder.kind"]

  static let models = CommandSpec(
    "models", "", "list the language models, fusions and ECG encoders that recipes can name"
  ) { _ in
    let texts = listed.compactMap(Catalog.meit.explanation)
    Terminal.output.line(texts.joined(separator: "\n\n"))
    return .success
  }
}
