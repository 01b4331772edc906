import Layers
import Tensors

extension ReportGenerator {
  /// How reports are generated: greedily, until an end token or a length.
  public struct GenerationOptions: Equatable, Sendable {
    public var maximumNewTokens: Int
    public var endTokens: Set<Int32>

    public init(maximumNewTokens: Int = 128, endTokens: Set<Int32>) {
      self.maximumNewTokens = maximumNewTokens
      self.endTokens = endTokens
    }
  }

  /// The tokens that follow each prompt, without the end token: ECGs [B, T, 12], one for each prompt.
  public func generated(
    prompts: [[Int32]], signals: Tensor?, options: GenerationOptions
  ) -> [[Int32]] {
    guard !prompts.isEmpty else { return [] }
    let continuation = languageModel.continuation(
      of: prompts, length: options.maximumNewTokens, ecg: context(signals, .inference))
    var active = Array(prompts.indices)
    var answers = [[Int32]](repeating: [], count: prompts.count)
    for step in 0..<continuation.room {
      let next = continuation.logits.argmax()
      let going = active.indices.filter { !options.endTokens.contains(next[$0]) }
      for place in going { answers[active[place]].append(next[place]) }
      if going.isEmpty || step == continuation.room - 1 { break }
      continuation.keep(going)
      active = going.map { active[$0] }
      continuation.append(going.map { next[$0] })
    }
    return answers
  }
}
