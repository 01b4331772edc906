import Foundation
import Layers
import Tensors
import Tokenizers

/// A text encoder with its tokenizer: token embeddings of texts.
public struct SentenceEncoder {
  public let encoder: TextEncoder
  public let tokenizer: Tokenizer
  /// Whether a text begins with a blank, as RoBERTa's byte-level tokenizer has a word begin.
  private let beginsWithBlank: Bool
  /// Tokens that are encoded at once; longer runs need more memory and are not faster.
  private static let tokensAtOnce = 4_096

  /// Reads a Hugging Face folder.
  /// - Throws: `CheckpointError` or `TokenizerError` if something is missing or does not fit.
  public init(folder: URL) throws {
    let configuration = try ModelConfiguration(contentsOf: folder.appending(path: ModelFolder.configuration))
    let family = try TextEncoderFamily.of(configuration)
    encoder = try TextEncoder(Checkpoint(at: folder), family: family, spec: family.spec(configuration))
    tokenizer = try Tokenizer(contentsOf: folder)
    beginsWithBlank = configuration.modelType == "roberta"
    guard tokenizer.vocabularySize <= encoder.spec.blocks.vocabulary else {
      throw configuration.fault(
        "a “vocab_size” of at least the tokenizer's \(tokenizer.vocabularySize)", "\(encoder.spec.blocks.vocabulary)")
    }
    let (prefix, suffix) = tokenizer.template
    guard !prefix.isEmpty, !suffix.isEmpty else {
      throw configuration.fault("a tokenizer that marks the start and the end of a text", "one that does not")
    }
    guard encoder.spec.blocks.context > prefix.count + suffix.count else {
      throw configuration.fault(
        "room for a token besides the \(prefix.count + suffix.count) markers",
        "a context of \(encoder.spec.blocks.context)")
    }
  }

  /// How many layers there are.
  public var layers: Int { encoder.blocks.count }

  /// The tokens that mark the start and the end of a text.
  public var markers: Set<Int32> { Set(tokenizer.template.prefix + tokenizer.template.suffix) }

  /// The tokens of a text between its markers: blanks around it are dropped, and so is what exceeds the context.
  public func tokens(_ text: String) -> [Int32] {
    let (prefix, suffix) = tokenizer.template
    let trimmed = text.trimmingCharacters(in: .whitespacesAndNewlines)
    guard !trimmed.isEmpty else { return prefix + suffix }
    let own = tokenizer.encode(beginsWithBlank ? " " + trimmed : trimmed, addingSpecialTokens: false)
    return prefix + own.prefix(encoder.spec.blocks.context - prefix.count - suffix.count) + suffix
  }

  /// Hands over the hidden states [T, D] of each text, with its index, after a number of layers; texts of similar
  /// length are encoded together, without padding.
  public func embed(_ texts: [[Int32]], layer: Int, _ body: (Int, UnsafeBufferPointer<Float>) -> Void) {
    let order = texts.indices.sorted { (texts[$0].count, $0) < (texts[$1].count, $1) }
    var rest = order[...]
    while !rest.isEmpty {
      var count = 0
      let batch = rest.prefix { index in
        count += texts[index].count
        return count <= Self.tokensAtOnce
      }
      let chosen = batch.isEmpty ? rest.prefix(1) : batch
      rest = rest.dropFirst(chosen.count)
      let segments = Segments(lengths: chosen.map { texts[$0].count })
      let hidden = encoder.hidden(chosen.flatMap { texts[$0] }, segments, layer: layer)
      for (index, range) in zip(chosen, segments.ranges) {
        body(
          index,
          UnsafeBufferPointer(
            start: hidden.pointer + range.lowerBound * hidden.width, count: range.count * hidden.width))
      }
    }
  }
}
