import CKernels

/// How numbers lie in memory: plain floats, or the blocks of GGML (ggml-common.h), in which 32 or 256 weights of a row
/// share their scales.
public enum Encoding: Sendable, CaseIterable {
  case f32, f16, bf16, q80, q40, q41, q50, q51, q4K, q5K, q6K

  package var kernel: meit_encoding {
    switch self {
    case .f32: meit_f32
    case .f16: meit_f16
    case .bf16: meit_bf16
    case .q80: meit_q8_0
    case .q40: meit_q4_0
    case .q41: meit_q4_1
    case .q50: meit_q5_0
    case .q51: meit_q5_1
    case .q4K: meit_q4_k
    case .q5K: meit_q5_k
    case .q6K: meit_q6_k
    }
  }

  /// The smallest unit that can be decoded by itself: how many numbers it holds and how many bytes it takes.
  public var block: (elements: Int, bytes: Int) { (meit_block_elements(kernel), meit_block_bytes(kernel)) }

  /// Whether numbers can be written in this encoding, not only read.
  public var isWritable: Bool { [.f32, .f16, .bf16, .q80, .q40].contains(self) }

  /// This encoding for rows of whole blocks, bf16 for others.
  public func fitting(width: Int) -> Encoding { width.isMultiple(of: block.elements) ? self : .bf16 }

  /// The bytes of so many numbers, which must be whole blocks.
  public func bytes(of count: Int) -> Int {
    let block = block
    precondition(count.isMultiple(of: block.elements), "\(count) numbers in blocks of \(block.elements)")
    return count / block.elements * block.bytes
  }

  /// Decodes whole blocks, which need not be aligned, into `count` floats: bit for bit as GGML's reference code does.
  public func decode(_ source: UnsafeRawPointer, into destination: UnsafeMutablePointer<Float>, count: Int) {
    meit_decode(kernel, source, destination, count)
  }

  /// Encodes whole blocks to the nearest numbers that there are; what is not finite becomes 0 in a block.
  public func encode(_ source: UnsafePointer<Float>, into destination: UnsafeMutableRawPointer, count: Int) {
    precondition(isWritable, "\(self) can only be read")
    meit_encode(kernel, source, destination, count)
  }
}
