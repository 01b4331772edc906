import Parallel
import Tensors

extension WeightMap {
  /// How a tensor lies in the checkpoint.
  public enum Layout: Equatable, Sendable {
    case same
    /// [inputs, outputs], as GPT-2 stores linear layers.
    case transposed
    /// Rows by head, and within each head query, key and value, as GPT-NeoX and BLOOM pack them; ours are all queries,
    /// then all keys, then all values.
    case packedByHead
    /// The two halves of each head's rows in turn, as Meta, llama2.c and GGUF store LLaMA's queries and keys; ours are
    /// one half after the other.
    case interleavedByHead

    /// The shape in the checkpoint of a tensor that has `shape` here.
    func foreign(_ shape: [Int]) -> [Int] { self == .transposed && shape.count == 2 ? shape.reversed() : shape }

    /// Which rows of the checkpoint's tensor are which of ours, as runs.
    func runs(rows: Int, headWidth: Int) -> [RowRun] {
      switch self {
      case .same, .transposed: return [RowRun(own: 0, foreign: 0, count: rows)]
      case .packedByHead:
        let heads = rows / (3 * headWidth)
        return (0..<heads).flatMap { head in
          (0..<3).map { part in
            RowRun(own: (part * heads + head) * headWidth, foreign: (head * 3 + part) * headWidth, count: headWidth)
          }
        }
      case .interleavedByHead:
        let half = headWidth / 2
        return (0..<rows).map { row in
          let (head, place) = (row / headWidth, row % headWidth)
          return RowRun(own: row, foreign: head * headWidth + place % half * 2 + place / half, count: 1)
        }
      }
    }
  }

  /// Rows that follow each other in the checkpoint and here.
  struct RowRun {
    let own, foreign, count: Int
  }
}

extension Tensor {
  /// The number of elements that are decoded at once.
  private static let grain = 1 << 18

  /// The elements of a stored tensor in our order: [shape], mapped rather than copied where the bytes are as we want
  /// them.
  /// - Parameter encoding: how they are to lie in memory: as floats, or, if they are a matrix, as they are stored.
  convenience init(
    _ stored: StoredTensor, shape: [Int], layout: WeightMap.Layout, headWidth: Int, encoding: Encoding = .f32
  ) {
    if encoding != .f32, shape.count == 2, stored.isContiguous {
      self.init(stored, shape: shape, layout: layout, headWidth: headWidth, kept: encoding)
      return
    }
    if layout == .same, let base = stored.floatsInPlace {
      self.init(reading: base, shape: shape, owner: stored.file)
      return
    }
    if layout == .transposed, shape.count == 2 {
      let foreign = Tensor(stored, shape: stored.shape, layout: .same, headWidth: headWidth)
      self.init(uninitialized: shape)
      foreign.transpose(into: pointer)
      return
    }
    self.init(uninitialized: shape)
    let rowWidth = shape.count < 2 ? 1 : width
    let runs = layout.runs(rows: count / max(1, rowWidth), headWidth: headWidth)
    let perRun = shape.count < 2 ? Int.max : max(1, Self.grain / max(1, rowWidth))
    let pieces = runs.flatMap { run in
      stride(from: 0, to: run.count, by: min(perRun, max(1, run.count))).map { start in
        WeightMap.RowRun(own: run.own + start, foreign: run.foreign + start, count: min(perRun, run.count - start))
      }
    }
    let perPiece = max(1, pieces.count / 256)
    Pool.forEachRange(pieces.count, grain: perPiece) { range in
      for piece in pieces[range] {
        let elements = piece.foreign * rowWidth..<(piece.foreign + piece.count) * rowWidth
        stored.read(
          elements: elements,
          into: UnsafeMutableBufferPointer(start: pointer + piece.own * rowWidth, count: elements.count))
      }
    }
  }

  /// A matrix as it is stored, its rows in our order.
  private convenience init(
    _ stored: StoredTensor, shape: [Int], layout: WeightMap.Layout, headWidth: Int, kept encoding: Encoding
  ) {
    switch layout {
    case .same:
      self.init(reading: stored.firstByte, encoding: encoding, shape: shape, owner: stored.file)
    case .transposed:
      // Only numbers that are encoded one by one can be exchanged without another rounding.
      self.init(stored, shape: shape, layout: layout, headWidth: headWidth)
      if !stored.type.isQuantised { compress(to: encoding) }
    case .packedByHead, .interleavedByHead:
      let rowBytes = encoding.bytes(of: shape[1])
      self.init(encoding: encoding, shape: shape) { target in
        for run in layout.runs(rows: shape[0], headWidth: headWidth) {
          (target + run.own * rowBytes).copyMemory(
            from: stored.firstByte + run.foreign * rowBytes, byteCount: run.count * rowBytes)
        }
      }
    }
  }

  /// Writes the elements in a checkpoint's order.
  func write(to destination: UnsafeMutablePointer<Float>, layout: WeightMap.Layout, headWidth: Int) {
    if encoding != .f32 { return expanded.write(to: destination, layout: layout, headWidth: headWidth) }
    if layout == .transposed, shape.count == 2 { return transpose(into: destination) }
    let rowWidth = shape.count < 2 ? 1 : width
    for run in layout.runs(rows: count / max(1, rowWidth), headWidth: headWidth) {
      (destination + run.foreign * rowWidth).update(from: pointer + run.own * rowWidth, count: run.count * rowWidth)
    }
  }

  /// Writes a matrix with rows and columns exchanged, in tiles that fit the cache.
  private func transpose(into destination: UnsafeMutablePointer<Float>) {
    let (rows, columns, tile) = (shape[0], shape[1], 32)
    Pool.forEach((columns + tile - 1) / tile) { index in
      let columnRange = index * tile..<min(columns, (index + 1) * tile)
      for top in stride(from: 0, to: rows, by: tile) {
        for column in columnRange {
          for row in top..<min(rows, top + tile) {
            destination[column * rows + row] = pointer[row * columns + column]
          }
        }
      }
    }
  }
}

extension StoredTensor {
  /// The first byte, which lives as long as the file is mapped.
  fileprivate var firstByte: UnsafeRawPointer {
    withBytes { bytes in
      guard let base = bytes.baseAddress else { preconditionFailure("\(name) of \(shape) has no bytes") }
      return UnsafeRawPointer(base)
    }
  }

  /// The mapped bytes as floats, if that is what they are.
  fileprivate var floatsInPlace: UnsafePointer<Float>? {
    guard type == .f32, isContiguous, count > 0 else { return nil }
    return withBytes { bytes in
      guard let base = bytes.baseAddress, Int(bitPattern: base).isMultiple(of: MemoryLayout<Float>.alignment) else {
        return nil
      }
      return base.assumingMemoryBound(to: Float.self)
    }
  }
}
