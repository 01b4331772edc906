import Parallel
import Synchronization

/// An array of 32-bit floats with a shape, in row-major order, that remembers how it was computed as far as a gradient
/// is wanted of what it was computed from.
public final class Tensor {
  /// The extent of each dimension; empty for a scalar.
  public let shape: [Int]
  /// The number of elements.
  public let count: Int
  /// Whether `backward` leaves a gradient here: true for trainable parameters.
  public var isTrainable: Bool
  /// The gradient that `backward` added up here, of the same shape.
  public var gradient: Tensor?

  var storage: Storage
  let offset: Int
  /// How the elements lie in memory. Only linear maps and embeddings read what is not plain floats.
  public internal(set) var encoding: Encoding
  var wantsRoundedInputs = false
  var origin: Origin?
  /// The order in which tensors came to be, which is an order in which they can be computed.
  let serial: Int

  private static let serials = Atomic(0)

  init(shape: [Int], storage: Storage, offset: Int = 0, isTrainable: Bool = false, encoding: Encoding = .f32) {
    self.shape = shape
    self.storage = storage
    self.encoding = encoding
    self.offset = offset
    self.isTrainable = isTrainable
    count = shape.reduce(1, *)
    serial = Self.serials.add(1, ordering: .relaxed).newValue
  }

  /// A tensor whose elements are yet to be written.
  public convenience init(uninitialized shape: [Int]) {
    self.init(shape: shape, storage: Storage(count: shape.reduce(1, *)))
  }

  /// A tensor of the given elements in row-major order.
  public convenience init(_ values: [Float], shape: [Int]) {
    precondition(values.count == shape.reduce(1, *), "\(values.count) values for shape \(shape)")
    self.init(uninitialized: shape)
    values.withUnsafeBufferPointer { source in
      if let base = source.baseAddress { pointer.update(from: base, count: count) }
    }
  }

  /// A scalar.
  public convenience init(_ value: Float) { self.init([value], shape: []) }

  /// A tensor that reads memory of another owner, such as a mapped checkpoint.
  public convenience init(reading base: UnsafePointer<Float>, shape: [Int], owner: AnyObject) {
    self.init(shape: shape, storage: Storage(reading: base, owner: owner))
  }

  /// A tensor that has a shape and no elements, for counting; it must not be computed with.
  public convenience init(outline shape: [Int]) {
    self.init(shape: shape, storage: Storage(count: 1))
  }

  /// A tensor with every element equal to `value`.
  public static func filled(_ value: Float, shape: [Int]) -> Tensor {
    let tensor = Tensor(uninitialized: shape)
    Pool.forEachRange(tensor.count, grain: Grain.elements) { range in
      (tensor.pointer + range.lowerBound).update(repeating: value, count: range.count)
    }
    return tensor
  }

  /// A tensor of zeros.
  public static func zeros(_ shape: [Int]) -> Tensor { filled(0, shape: shape) }

  /// The first element's address, for kernels; valid as long as the tensor lives.
  public var pointer: UnsafeMutablePointer<Float> {
    precondition(encoding == .f32, "the address of floats in \(shape) encoded as \(encoding)")
    return storage.base + offset
  }

  /// The elements in row-major order, in place; valid as long as the tensor lives.
  public var elements: UnsafeMutableBufferPointer<Float> { .init(start: pointer, count: count) }

  /// A copy of the elements in row-major order.
  public var values: [Float] { Array(UnsafeBufferPointer(start: expanded.pointer, count: count)) }

  /// The element of a tensor that has just one.
  public var item: Float {
    precondition(count == 1, "item of a tensor of shape \(shape)")
    return pointer[0]
  }

  /// The number of rows when the last dimension is taken as the row.
  public var rows: Int { width == 0 ? 0 : count / width }
  /// The extent of the last dimension; 1 for a scalar.
  public var width: Int { shape.last ?? 1 }

  /// Whether a gradient must reach this tensor.
  public var needsGradient: Bool { isTrainable || origin?.isOpen == true }

  /// The same elements without their history.
  public var detached: Tensor { Tensor(shape: shape, storage: storage, offset: offset, encoding: encoding) }

  /// Overwrites the elements with those of a tensor of the same shape.
  public func copy(from other: Tensor) {
    precondition(shape == other.shape, "copy of shape \(other.shape) into \(shape)")
    pointer.update(from: other.pointer, count: count)
  }

  /// A tensor of its own with the same elements.
  public func copied() -> Tensor {
    let copy = Tensor(uninitialized: shape)
    copy.copy(from: self)
    return copy
  }
}
