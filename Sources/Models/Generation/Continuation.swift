import Layers
import Tensors

/// Texts that are being written, one token of each at a time, with what was read kept in a cache.
public final class Continuation {
  /// How many tokens may follow at most.
  public let room: Int
  /// The logits [B, V] of the next token of each active sequence.
  public private(set) var logits: Tensor
  /// What the decoder has read of each active sequence.
  public private(set) var texts: [[Int32]]
  private let decoder: TextDecoder
  private let cache: KeyValueCache
  private var ecg: ECGContext
  private var source: EncodedSource?
  private let pass = Pass.inference

  init(
    _ decoder: TextDecoder, after prompts: [[Int32]], length: Int, copies: Int, ecg: ECGContext, source: EncodedSource?
  ) {
    texts = prompts
    var segments = Segments(lengths: prompts.map(\.count))
    var embeddings = decoder.embedding.embedded(prompts.flatMap { $0 })
    self.ecg = ecg
    if case .tokens(let tokens) = ecg {
      let layout = TokenPrefix(segments, each: tokens.rows / prompts.count)
      embeddings = layout.joined(tokens, embeddings)
      segments = layout.segments
      self.ecg = .none
    }
    let longest = segments.ranges.map(\.count).max() ?? 0
    room = min(length, max(0, decoder.spec.context - longest))
    cache = KeyValueCache(decoder.spec, sequences: prompts.count, copies: copies, capacity: longest + room)
    cache.expect(segments.ranges.map(\.count))
    self.decoder = decoder
    self.source = source
    let last = WantedRows(segments.ranges.map { $0.suffix(1) })
    logits = decoder.logits(
      decoder.run(embeddings, decoder.step(segments, cache, ecg: self.ecg, source: source, pass), last), pass)
  }

  /// Goes on with one token for each active sequence.
  public func append(_ tokens: [Int32]) {
    cache.expect([Int](repeating: 1, count: tokens.count))
    for (place, token) in tokens.enumerated() { texts[place].append(token) }
    let segments = Segments(lengths: [Int](repeating: 1, count: tokens.count))
    let context = decoder.step(segments, cache, ecg: ecg, source: source, pass)
    logits = decoder.logits(decoder.run(decoder.embedding.embedded(tokens), context), pass)
  }

  /// Goes on with some of the active sequences, by their places among them. One that is named several times goes on as
  /// several: as many as there are copies of every prompt at most, all prompts together.
  public func keep(_ places: [Int]) {
    let active = cache.visible.count
    if places == Array(0..<active) { return }
    texts = places.map { texts[$0] }
    cache.keep(places)
    if case .crossed(let tokens) = ecg { ecg = .crossed(tokens.takingRows(places.rows(each: tokens.rows / active))) }
    if let all = source?.segments { source?.segments = Segments(ranges: places.map { all.ranges[$0] }) }
  }
}
