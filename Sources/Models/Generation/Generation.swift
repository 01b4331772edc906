import Layers
import Randomness
import Tensors

extension ReportGenerator {
  /// How reports are generated, until an end token or a length.
  public struct GenerationOptions: Equatable, Sendable {
    public var maximumNewTokens: Int
    public var endTokens: Set<Int32>
    public var decoding: DecodingStrategy
    /// Above 1 it makes tokens that were read or written less likely; 1 changes nothing.
    public var repetitionPenalty: Float

    public init(
      maximumNewTokens: Int = 128, endTokens: Set<Int32>, decoding: DecodingStrategy = .greedy,
      repetitionPenalty: Float = 1
    ) {
      self.maximumNewTokens = maximumNewTokens
      self.endTokens = endTokens
      self.decoding = decoding
      self.repetitionPenalty = repetitionPenalty
    }
  }

  /// The tokens that follow each prompt, without the end token: ECGs [B, T, 12], one for each prompt.
  /// - Parameter streams: where sampling draws from, one for each prompt, so that no text depends on the others.
  public func generated(
    prompts: [[Int32]], signals: Tensor?, options: GenerationOptions, streams: [Random] = []
  ) -> [[Int32]] {
    guard !prompts.isEmpty else { return [] }
    let continuation = languageModel.continuation(
      of: prompts, length: options.maximumNewTokens, copies: options.decoding.width, ecg: context(signals, .inference))
    switch options.decoding {
    case .greedy:
      return continuation.written(prompts.count, options) { continuation, _ in
        continuation.penalised(options.repetitionPenalty).argmax()
      }
    case .sample(let sampling):
      precondition(streams.count == prompts.count, "\(streams.count) random streams for \(prompts.count) prompts")
      var streams = streams
      return continuation.written(prompts.count, options) { continuation, active in
        let logits = continuation.penalised(options.repetitionPenalty)
        return active.enumerated().map { row, text in sampling.token(logits.row(row), &streams[text]) }
      }
    case .beam(let width, let lengthPenalty):
      return continuation.searched(prompts.count, options, width: width, lengthPenalty: lengthPenalty)
    }
  }
}

extension Continuation {
  /// Writes a text for each prompt, one token after the other.
  /// - Parameter choose: the next token of each active text, given which texts are active.
  fileprivate func written(
    _ count: Int, _ options: ReportGenerator.GenerationOptions, choose: (Continuation, [Int]) -> [Int32]
  ) -> [[Int32]] {
    var active = Array(0..<count)
    var answers = [[Int32]](repeating: [], count: count)
    for step in 0..<room {
      let next = choose(self, active)
      let going = active.indices.filter { !options.endTokens.contains(next[$0]) }
      for place in going { answers[active[place]].append(next[place]) }
      if going.isEmpty || step == room - 1 { break }
      keep(going)
      active = going.map { active[$0] }
      append(going.map { next[$0] })
    }
    return answers
  }

  /// The logits [B, V] after the penalty for repetition.
  fileprivate func penalised(_ penalty: Float) -> Tensor {
    if penalty == 1 { return logits }
    let rows = texts.enumerated().flatMap { place, text in
      var row = logits.row(place)
      row.penalise(text, by: penalty)
      return row
    }
    return Tensor(rows, shape: logits.shape)
  }
}

extension Tensor {
  /// The elements of a row of a matrix.
  func row(_ index: Int) -> [Float] {
    Array(UnsafeBufferPointer(start: pointer + index * width, count: width))
  }
}
