import Tensors

/// From stored bytes to floats, and for the plain types back.
extension TensorType {
  /// Decodes whole blocks: `source` holds exactly the bytes of `destination.count` elements.
  func decode(_ source: UnsafeRawBufferPointer, into destination: UnsafeMutableBufferPointer<Float>) {
    precondition(source.count / block.bytes * block.elements == destination.count, "\(source.count) bytes of \(self)")
    if let encoding {
      if let source = source.baseAddress, let target = destination.baseAddress {
        encoding.decode(source, into: target, count: destination.count)
      }
      return
    }
    switch self {
    case .f64: convert(source, destination) { (x: UInt64) in Float(Double(bitPattern: x)) }
    case .i64: convert(source, destination) { (x: Int64) in Float(x) }
    case .i32: convert(source, destination) { (x: Int32) in Float(x) }
    case .i16: convert(source, destination) { (x: Int16) in Float(x) }
    case .i8: convert(source, destination) { (x: Int8) in Float(x) }
    case .u64: convert(source, destination) { (x: UInt64) in Float(x) }
    case .u32: convert(source, destination) { (x: UInt32) in Float(x) }
    case .u16: convert(source, destination) { (x: UInt16) in Float(x) }
    case .u8: convert(source, destination) { (x: UInt8) in Float(x) }
    case .bool: convert(source, destination) { (x: UInt8) in x == 0 ? 0 : 1 }
    default: preconditionFailure("\(self) has neither an encoding nor a conversion")
    }
  }

  /// The elements as integers, or nil if the type holds none or one does not fit.
  func integers(_ source: UnsafeRawBufferPointer) -> [Int]? {
    switch self {
    case .i64: exact(source, Int64.self)
    case .i32: exact(source, Int32.self)
    case .i16: exact(source, Int16.self)
    case .i8: exact(source, Int8.self)
    case .u64: exact(source, UInt64.self)
    case .u32: exact(source, UInt32.self)
    case .u16: exact(source, UInt16.self)
    case .u8, .bool: exact(source, UInt8.self)
    default: nil
    }
  }

  private func convert<T: FixedWidthInteger>(
    _ source: UnsafeRawBufferPointer, _ destination: UnsafeMutableBufferPointer<Float>, _ value: (T) -> Float
  ) {
    for index in destination.indices {
      let raw = source.loadUnaligned(fromByteOffset: index * MemoryLayout<T>.size, as: T.self)
      destination[index] = value(T(littleEndian: raw))
    }
  }

  private func exact<T: FixedWidthInteger>(_ source: UnsafeRawBufferPointer, _: T.Type) -> [Int]? {
    var values: [Int] = []
    for offset in stride(from: 0, to: source.count, by: MemoryLayout<T>.size) {
      guard let value = Int(exactly: T(littleEndian: source.loadUnaligned(fromByteOffset: offset, as: T.self))) else {
        return nil
      }
      values.append(value)
    }
    return values
  }
}
