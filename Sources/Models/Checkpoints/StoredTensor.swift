import Foundation

/// One tensor of a checkpoint: where its bytes lie and how they are to be read. Reading decodes; nothing is kept.
public struct StoredTensor: Sendable {
  public let name: String
  public let type: TensorType
  /// Row-major, outermost dimension first, whatever the order in the file.
  public let shape: [Int]
  public let count: Int
  /// Step of each dimension in elements, where it is not the row-major one (views that PyTorch saved).
  let strides: [Int]?
  let file: MappedFile
  let range: Range<Int>

  /// A tensor whose bytes begin at `offset` of `file`.
  ///
  /// - Throws: `CheckpointError` if the shape is negative or overflows, does not fill whole blocks, or leaves the file.
  init(name: String, type: TensorType, shape: [Int], strides: [Int]? = nil, offset: Int, in file: MappedFile) throws {
    func fault(_ kind: CheckpointError.Kind, _ expected: String, _ found: String) -> CheckpointError {
      CheckpointError(kind, file: file.url, tensor: name, expected: expected, found: found)
    }
    guard let count = Self.product(shape) else {
      throw fault(.malformed, "a shape with fewer than 2^63 elements", "\(shape)")
    }
    let rowMajor = Self.rowMajorStrides(shape)
    let strides = strides == rowMajor || count <= 1 ? nil : strides
    guard let stored = strides == nil ? count : Self.extent(shape, strides ?? []) else {
      throw fault(.malformed, "one step for each of the dimensions \(shape)", "\(strides ?? [])")
    }
    guard count <= stored else {
      throw fault(.unsupported, "each element in a place of its own", "shape \(shape) with steps \(strides ?? [])")
    }
    guard (shape.last ?? 1).isMultiple(of: type.block.elements) else {
      throw fault(.malformed, "rows of whole \(type.rawValue) blocks of \(type.block.elements)", "shape \(shape)")
    }
    let (bytes, overflow) = (stored / type.block.elements).multipliedReportingOverflow(by: type.block.bytes)
    guard !overflow, offset >= 0, offset <= file.bytes.count, bytes <= file.bytes.count - offset else {
      throw fault(
        .truncated, "\(overflow ? "2^63 or more" : String(bytes)) bytes for shape \(shape) at byte \(offset)",
        "a file of \(file.bytes.count) bytes")
    }
    self.name = name
    self.type = type
    self.shape = shape
    self.count = count
    self.strides = strides
    self.file = file
    range = offset..<offset + bytes
  }

  /// How many bytes the tensor takes in its file.
  public var byteCount: Int { range.count }

  /// The file that holds the tensor.
  public var url: URL { file.url }

  /// Whether the bytes are the elements in row-major order.
  public var isContiguous: Bool { strides == nil }

  /// Lends the raw bytes, which are not aligned; for a tensor that is not contiguous they hold its whole storage.
  public func withBytes<R>(_ body: (UnsafeRawBufferPointer) throws -> R) rethrows -> R {
    try file.withBytes(range, body)
  }

  /// Decodes all elements into `destination`, which must hold `count`. Integers beyond 2^24 are rounded.
  public func read(into destination: UnsafeMutableBufferPointer<Float>) {
    read(elements: 0..<count, into: destination)
  }

  /// Decodes the `elements` (row-major; both ends at block borders) into `destination`, so that a large tensor may be
  /// read in pieces by several threads.
  public func read(elements: Range<Int>, into destination: UnsafeMutableBufferPointer<Float>) {
    let block = type.block
    precondition(elements.lowerBound >= 0 && elements.upperBound <= count, "\(elements) of \(count) elements")
    precondition(destination.count == elements.count, "\(destination.count) places for \(elements.count) elements")
    precondition(
      elements.lowerBound.isMultiple(of: block.elements) && elements.count.isMultiple(of: block.elements),
      "\(elements) cuts a block of \(block.elements)")
    withBytes { bytes in
      if let strides {
        gather(elements, strides, bytes, destination)
      } else {
        let start = elements.lowerBound / block.elements * block.bytes
        let length = elements.count / block.elements * block.bytes
        type.decode(UnsafeRawBufferPointer(rebasing: bytes[start..<start + length]), into: destination)
      }
    }
  }

  /// All elements as floats, row-major.
  public func floats() -> [Float] {
    [Float](unsafeUninitializedCapacity: count) { buffer, filled in
      read(into: UnsafeMutableBufferPointer(rebasing: buffer[0..<count]))
      filled = count
    }
  }

  /// All elements of an integer tensor, exactly.
  ///
  /// - Throws: `CheckpointError` (`unsupported`) if the elements are no integers, or one is beyond `Int`.
  public func integers() throws -> [Int] {
    try withBytes { bytes in
      guard isContiguous, let values = type.integers(bytes) else {
        throw CheckpointError(
          .unsupported, file: url, tensor: name, expected: "integers below 2^63 in row-major order",
          found: type.rawValue)
      }
      return values
    }
  }

  private func gather(
    _ elements: Range<Int>, _ strides: [Int], _ bytes: UnsafeRawBufferPointer,
    _ destination: UnsafeMutableBufferPointer<Float>
  ) {
    let width = type.block.bytes
    for (place, element) in elements.enumerated() {
      var rest = element
      var at = 0
      for (size, stride) in zip(shape, strides).reversed() {
        at += rest % size * stride
        rest /= size
      }
      type.decode(
        UnsafeRawBufferPointer(rebasing: bytes[at * width..<(at + 1) * width]),
        into: UnsafeMutableBufferPointer(rebasing: destination[place..<place + 1]))
    }
  }
}

extension StoredTensor {
  /// The number of elements of a shape, or nil if a dimension is negative or the product (zeros left out, so that
  /// nothing hides behind an empty dimension) overflows.
  static func product(_ shape: [Int]) -> Int? {
    var product = 1
    for size in shape {
      guard size >= 0 else { return nil }
      let (next, overflow) = product.multipliedReportingOverflow(by: max(size, 1))
      guard !overflow else { return nil }
      product = next
    }
    return shape.contains(0) ? 0 : product
  }

  private static func rowMajorStrides(_ shape: [Int]) -> [Int] {
    var strides = [Int](repeating: 1, count: shape.count)
    for axis in shape.indices.dropLast().reversed() { strides[axis] = strides[axis + 1] &* shape[axis + 1] }
    return strides
  }

  /// How many elements of its storage a strided tensor spans, or nil if the strides do not fit or overflow.
  private static func extent(_ shape: [Int], _ strides: [Int]) -> Int? {
    guard shape.count == strides.count else { return nil }
    var last = 0
    for (size, stride) in zip(shape, strides) {
      let (reach, overflow) = (size - 1).multipliedReportingOverflow(by: stride)
      let (next, more) = last.addingReportingOverflow(reach)
      guard stride >= 0, !overflow, !more, next < Int.max else { return nil }
      last = next
    }
    return last + 1
  }
}
