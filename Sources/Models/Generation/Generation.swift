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
    let pass = Pass.inference
    let room = decoder.spec.context - (prompts.map(\.count).max() ?? 0) - fusion.tokens
    let steps = min(options.maximumNewTokens, max(0, room))
    var ecg = context(signals, pass)
    let capacity = (prompts.map(\.count).max() ?? 0) + fusion.tokens + steps
    let cache = KeyValueCache(decoder.spec, sequences: prompts.count, capacity: capacity)
    var active = Array(prompts.indices)
    var next = read(prompts, cache, ecg, pass)
    if case .tokens = ecg { ecg = .none }
    var answers = [[Int32]](repeating: [], count: prompts.count)
    for step in 0..<steps {
      var going: [Int] = []
      for (place, token) in next.enumerated() where !options.endTokens.contains(token) {
        answers[active[place]].append(token)
        going.append(place)
      }
      if going.isEmpty || step == steps - 1 { break }
      if going.count < active.count {
        cache.keep(going)
        if case .crossed(let tokens) = ecg {
          ecg = .crossed(tokens.takingRows(going.rows(each: fusion.tokens)))
        }
        active = going.map { active[$0] }
      }
      cache.expect([Int](repeating: 1, count: going.count))
      let segments = Segments(lengths: [Int](repeating: 1, count: going.count))
      let context = decoder.step(segments, cache, ecg: ecg, pass)
      let hidden = decoder.run(decoder.embedding.embedded(going.map { next[$0] }), context)
      next = decoder.logits(hidden, pass).argmax()
    }
    return answers
  }

  /// Reads the prompts into the cache and returns the token after each.
  private func read(_ prompts: [[Int32]], _ cache: KeyValueCache, _ ecg: ECGContext, _ pass: Pass) -> [Int32] {
    var segments = Segments(lengths: prompts.map(\.count))
    var embeddings = decoder.embedding.embedded(prompts.flatMap { $0 })
    if case .tokens(let tokens) = ecg {
      let layout = TokenPrefix(segments, each: fusion.tokens)
      embeddings = Tensor.joinedRows([tokens, embeddings]).takingRows(layout.order)
      segments = layout.segments
    }
    cache.expect(segments.ranges.map(\.count))
    let hidden = decoder.run(embeddings, decoder.step(segments, cache, ecg: ecg, pass))
    return decoder.logits(hidden.takingRows(segments.ranges.map { Int32($0.upperBound - 1) }), pass).argmax()
  }
}
