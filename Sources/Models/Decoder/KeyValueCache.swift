import Tensors

/// The keys and values of what was already read, for generation: room for `capacity` positions of each sequence, and
/// for so many copies of each.
final class KeyValueCache {
  /// By layer, [B copies capacity, G d].
  let keys, values: [Tensor]
  /// The ECG's keys and values by layer, under concat fusion.
  var prefixes: [Int: AttentionPrefix] = [:]
  /// The keys and values of a text encoder's output by layer, [M, G d].
  var sources: [Int: (keys: Tensor, values: Tensor)] = [:]
  /// How many positions of each place are filled.
  private(set) var lengths: [Int]
  /// The places of the sequences that the next rows belong to, in the order of the rows' segments.
  private var active: [Int]
  private var added: [Int] = []
  private let capacity: Int
  /// The cache rows that each active sequence sees, those announced included; every layer asks for them.
  private(set) var visible = Segments(ranges: [])

  init(_ spec: DecoderSpec, sequences: Int, copies: Int = 1, capacity: Int) {
    let shape = [sequences * copies * capacity, spec.keyValueHeads * spec.headWidth]
    keys = (0..<spec.layers).map { _ in Tensor(uninitialized: shape) }
    values = (0..<spec.layers).map { _ in Tensor(uninitialized: shape) }
    lengths = [Int](repeating: 0, count: sequences * copies)
    active = Array(0..<sequences)
    self.capacity = capacity
    look()
  }

  /// Announces how many rows come for each active sequence.
  func expect(_ counts: [Int]) {
    precondition(counts.count == active.count, "\(counts.count) lengths for \(active.count) sequences")
    added = counts
    for (sequence, count) in zip(active, counts) { lengths[sequence] += count }
    precondition(active.allSatisfy { lengths[$0] <= capacity }, "more positions than the \(capacity) there is room for")
    look()
  }

  private func look() {
    visible = Segments(ranges: active.map { $0 * capacity..<$0 * capacity + lengths[$0] })
  }

  /// The position of each announced row within its sequence.
  var positions: [Int32] {
    zip(active, added).flatMap { sequence, count in
      (lengths[sequence] - count..<lengths[sequence]).map { Int32($0) }
    }
  }

  /// Writes the announced rows of a layer to their places.
  func append(_ newKeys: Tensor, _ newValues: Tensor, layer: Int) {
    let width = newKeys.width
    var row = 0
    for (sequence, count) in zip(active, added) {
      let place = (sequence * capacity + lengths[sequence] - count) * width
      (keys[layer].pointer + place).update(from: newKeys.pointer + row * width, count: count * width)
      (values[layer].pointer + place).update(from: newValues.pointer + row * width, count: count * width)
      row += count
    }
  }

  /// Goes on with some of the active sequences, by their places among them: one that is named again is copied.
  func keep(_ places: [Int]) {
    for (layer, prefix) in prefixes {
      let rows = places.rows(each: prefix.keys.rows / active.count)
      prefixes[layer] = AttentionPrefix(keys: prefix.keys.takingRows(rows), values: prefix.values.takingRows(rows))
    }
    let kept = Set(places.map { active[$0] })
    var free = lengths.indices.filter { !kept.contains($0) }[...]
    var used: Set<Int> = []
    active = places.map { place in
      let sequence = active[place]
      if used.insert(sequence).inserted { return sequence }
      guard let copy = free.popFirst() else {
        preconditionFailure("\(places.count) sequences for \(lengths.count) places")
      }
      copyRows(of: sequence, to: copy)
      return copy
    }
    look()
  }

  private func copyRows(of sequence: Int, to copy: Int) {
    lengths[copy] = lengths[sequence]
    for tensor in keys + values {
      let size = capacity * tensor.width
      (tensor.pointer + copy * size).update(
        from: tensor.pointer + sequence * size, count: lengths[sequence] * tensor.width)
    }
  }
}

extension [Int] {
  /// The rows of these sequences in a tensor that has equally many rows for each.
  func rows(each: Int) -> [Int32] { flatMap { place in (place * each..<(place + 1) * each).map { Int32($0) } } }
}
