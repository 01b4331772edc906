import Parallel

// Tensors of weights that stay encoded: half to a seventh of the memory, and as much less to read for each token.
extension Tensor {
  /// A matrix [rows, width] that reads encoded memory of another owner, such as a mapped checkpoint.
  public convenience init(reading bytes: UnsafeRawPointer, encoding: Encoding, shape: [Int], owner: AnyObject) {
    precondition(shape.count == 2, "encoded weights of shape \(shape)")
    self.init(shape: shape, storage: Storage(reading: bytes, owner: owner), encoding: encoding)
  }

  /// A matrix [rows, width] whose rows `fill` writes, encoded, one after the other.
  public convenience init(encoding: Encoding, shape: [Int], fill: (UnsafeMutableRawPointer) -> Void) {
    precondition(shape.count == 2, "encoded weights of shape \(shape)")
    let storage = Storage(bytes: shape[0] * encoding.bytes(of: shape[1]))
    fill(storage.bytes)
    self.init(shape: shape, storage: storage, encoding: encoding)
  }

  /// The bytes that the elements take.
  public var byteCount: Int { encoding == .f32 ? count * MemoryLayout<Float>.size : rows * encoding.bytes(of: width) }

  /// Lends the bytes that the elements take.
  package func withEncodedBytes(_ body: (UnsafeRawBufferPointer) -> Void) {
    body(UnsafeRawBufferPointer(start: storage.bytes + offset * MemoryLayout<Float>.size, count: byteCount))
  }

  /// The same elements as floats: this tensor itself where they are.
  public var expanded: Tensor {
    if encoding == .f32 { return self }
    let result = Tensor(uninitialized: shape)
    forEachRowRange { for row in $0 { decode(row: row, into: result.pointer + row * width) } }
    return result
  }

  /// Rounds the elements to those of another encoding and keeps only these, in this tensor and wherever it is used.
  /// A matrix whose rows are not whole blocks becomes bf16. Gradients do not flow into what is encoded.
  public func compress(to wanted: Encoding) {
    let encoding = wanted.fitting(width: width)
    guard encoding != self.encoding else { return }
    precondition(shape.count == 2 && origin == nil && !isTrainable, "only frozen matrices are compressed, not \(shape)")
    let source = expanded
    let rowBytes = encoding.bytes(of: width)
    let target = Storage(bytes: shape[0] * rowBytes)
    forEachRowRange { range in
      encoding.encode(
        source.pointer + range.lowerBound * width, into: target.bytes + range.lowerBound * rowBytes,
        count: range.count * width)
    }
    replace(storage: target, encoding)
  }

  /// Adds scale B A to a frozen matrix, so that the map with its low-rank change becomes one matrix.
  public func merge(_ change: LowRank) {
    precondition(offset == 0 && origin == nil && !isTrainable, "only frozen matrices take a change in, not \(shape)")
    let sum = encoding == .f32 ? copied() : expanded
    Precision.with(.single) {
      Product.store(
        Matrix(change.up), Matrix(change.down), in: Matrix(sum), factor: change.scale, accumulating: true)
    }
    replace(storage: sum.storage, .f32)
  }

  private func replace(storage: Storage, _ encoding: Encoding) {
    self.storage = storage
    self.encoding = encoding
  }

  /// Decodes a row.
  func decode(row: Int, into destination: UnsafeMutablePointer<Float>) {
    if encoding == .f32 {
      destination.update(from: pointer + row * width, count: width)
    } else {
      encoding.decode(storage.bytes + row * encoding.bytes(of: width), into: destination, count: width)
    }
  }

  private func forEachRowRange(_ body: (Range<Int>) -> Void) {
    Pool.forEachRange(rows, grain: Grain.rows(width: width), body)
  }
}

extension Storage {
  /// Uninitialised room for so many bytes.
  convenience init(bytes: Int) { self.init(count: (bytes + MemoryLayout<Float>.size - 1) / MemoryLayout<Float>.size) }
}
