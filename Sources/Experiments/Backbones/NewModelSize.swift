import Language
import Layers
import Models

/// The size of a model that starts from nothing, as `decoder(...)` says it in a recipe.
struct NewModelSize {
  private let model: Value

  /// The positions of a model that starts from nothing.
  private static let context = 512

  init(_ model: Value) { self.model = model }

  private func number(_ name: String, or standard: Int) -> Int { optional(name) ?? standard }
  private func optional(_ name: String) -> Int? { model.argument(name)?.integer }
  private var width: Int { number("width", or: 128) }
  private var heads: Int { number("heads", or: 4) }
  private var layers: Int { number("layers", or: 4) }

  /// How many tokens its tokenizer has at most.
  var vocabulary: Int { number("vocabulary", or: 2_048) }

  /// The model, of a decoder's family or of an encoder-decoder's.
  /// - Throws: `DataError` for sizes that do not fit together, or that the family does not have.
  func model(vocabulary: Int, _ weights: WeightSource) throws -> (model: any LanguageModel, family: any ModelFamily) {
    guard width.isMultiple(of: heads) else { throw DataError("\(model): heads must divide the width.") }
    let name = model.argument("family")?.head ?? DecoderFamily.llama.name
    if let family = EncoderDecoderFamily.named(name) {
      let spec = try family.spec(
        vocabulary: vocabulary, width: width, layers: layers, heads: heads, hidden: optional("hidden"),
        context: Self.context)
      return (EncoderDecoder(spec, weights), family)
    }
    guard let family = DecoderFamily.named(name) else { throw DataError("\(model): no family is called \(name).") }
    var spec = family.spec(
      vocabulary: vocabulary, width: width, layers: layers, heads: heads, keyValueHeads: optional("key-value-heads"),
      hidden: optional("hidden"), context: Self.context)
    // A small model is better off with one matrix for both ends.
    if spec.head == .untied(bias: false) { spec.head = .tied }
    guard family.canDescribe(spec) else {
      throw DataError("\(model): the \(family.name) family has no models of these sizes.")
    }
    return (TextDecoder(spec, weights), family)
  }
}
