/// What distinguishes one text encoder from another, as a value.
public struct TextEncoderSpec: Equatable, Sendable {
  /// The blocks, which are those of a decoder that sees in both directions.
  public var blocks: DecoderSpec
  /// How many types of tokens there are: BERT marks the second of two sentences.
  public var tokenTypes: Int

  public init(blocks: DecoderSpec, tokenTypes: Int) {
    self.blocks = blocks
    self.tokenTypes = tokenTypes
  }

  /// The row of the position table that the first token has.
  public var positionOffset: Int {
    if case .learned(let offset) = blocks.position { offset } else { 0 }
  }
}
