import CKernels
import Parallel

/// A linear map y = x Wᵀ + b: W [O, I], b [O].
public struct AffineMap {
  public let weight: Tensor
  public let bias: Tensor?

  public init(_ weight: Tensor, _ bias: Tensor? = nil) {
    precondition(
      weight.shape.count == 2 && bias.map { $0.count == weight.shape[0] } != false,
      "a map of \(weight.shape) with a bias of \(bias?.shape ?? [])")
    self.weight = weight
    self.bias = bias
  }
}

/// How the outputs of maps with the same input are cut into pieces for the pool: in one parallel loop, since each loop
/// ends with threads that wait for each other. Each thread reads one stretch of each weight, for one stream after the
/// other is what memory is fastest at.
enum OutputPieces {
  /// The bytes that one piece of work reads at least: shorter ones start too often.
  private static let leastBytes = 1 << 16
  /// The most pieces of a map for each thread: threads that end up to a piece apart wait for each other.
  private static let mostPerThread = 16
  /// The outputs that kernels make together.
  private static let group = 16

  private struct Work {
    let weight: meit_encoded_matrix
    let bias: UnsafeMutablePointer<Float>?
    let result: UnsafeMutablePointer<Float>
    let outputs, grain: Int
    /// The pieces of each thread.
    let pieces: Int
    /// The bytes that each thread reads.
    let stretch: Int

    func range(_ piece: Int) -> Range<Int> { min(outputs, piece * grain)..<min(outputs, (piece + 1) * grain) }
  }

  /// Calls `body` in parallel for ranges of the outputs of each map, then adds the bias there.
  static func forEach(
    _ maps: [AffineMap], _ results: [Tensor], rows: Int,
    _ body: (meit_encoded_matrix, Range<Int>, UnsafeMutablePointer<Float>, _ outputs: Int) -> Void
  ) {
    let threads = Pool.threads
    let works = zip(maps, results).map { work($0, $1, threads) }
    let share = works.reduce(0) { $0 + $1.pieces }
    guard let first = works.first, let memory = first.weight.base else { return }
    // Threads that count references to the same thing wait for each other.
    works.withUnsafeBufferPointer { works in
      Pool.forEachInShares(threads * share, reading: memory, stretch: first.stretch) { index in
        let thread = index / share
        var piece = index % share
        for work in works {
          guard piece >= work.pieces else {
            let range = work.range(thread * work.pieces + piece)
            if range.isEmpty { return }
            body(work.weight, range, work.result, work.outputs)
            return addBias(work, range, rows)
          }
          piece -= work.pieces
        }
      }
    }
  }

  private static func work(_ map: AffineMap, _ result: Tensor, _ threads: Int) -> Work {
    let (outputs, depth, encoding) = (map.weight.shape[0], map.weight.width, map.weight.encoding)
    let rowBytes = encoding.bytes(of: depth)
    let wanted = max(threads, min(threads * mostPerThread, outputs * rowBytes / leastBytes))
    let grain = ((outputs + wanted - 1) / wanted + group - 1) / group * group
    let pieces = ((outputs + grain - 1) / grain + threads - 1) / threads
    return Work(
      weight: meit_encoded_matrix(encoding: encoding.kernel, base: map.weight.bytes, depth: depth),
      bias: map.bias?.pointer, result: result.pointer, outputs: outputs, grain: grain, pieces: pieces,
      stretch: pieces * grain * rowBytes)
  }

  private static func addBias(_ work: Work, _ range: Range<Int>, _ rows: Int) {
    guard let bias = work.bias else { return }
    for row in 0..<rows {
      meit_add_bias(bias + range.lowerBound, work.result + row * work.outputs + range.lowerBound, 1, range.count)
    }
  }
}

extension Tensor {
  /// The first byte of the elements.
  fileprivate var bytes: UnsafeRawPointer { UnsafeRawPointer(encoding == .f32 ? pointer : storage.base) }

  /// Adds a bias [D] to every row.
  func addToRows(_ bias: Tensor) {
    precondition(bias.count == width, "a bias of \(bias.shape) on \(shape)")
    Pool.forEachRange(rows, grain: Grain.rows(width: width)) { range in
      meit_add_bias(bias.pointer, pointer + range.lowerBound * width, range.count, width)
    }
  }

  /// x Wᵀ + b for several maps at once, for inputs and weights that want no gradient: x [..., I], results [..., O].
  public func linear(_ maps: [AffineMap]) -> [Tensor] {
    precondition(maps.allSatisfy { $0.weight.width == width }, "maps of \(maps.map(\.weight.shape)) on \(shape)")
    guard maps.allSatisfy({ EncodedProduct.serves($0.weight, rows: rows) }) else {
      return maps.map { linear($0.weight, bias: $0.bias) }
    }
    let results = maps.map { Tensor(uninitialized: shape.dropLast() + [$0.weight.shape[0]]) }
    EncodedProduct.store(self, maps, in: results)
    return results
  }
}
