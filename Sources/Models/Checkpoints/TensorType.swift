import Tensors

/// How the elements of a stored tensor are encoded; raw values are the names that safetensors and GGUF use.
public enum TensorType: String, CaseIterable, Sendable {
  case f64 = "F64"
  case f32 = "F32"
  case f16 = "F16"
  case bf16 = "BF16"
  case i64 = "I64"
  case i32 = "I32"
  case i16 = "I16"
  case i8 = "I8"
  case u64 = "U64"
  case u32 = "U32"
  case u16 = "U16"
  case u8 = "U8"
  case bool = "BOOL"
  case q40 = "Q4_0"
  case q41 = "Q4_1"
  case q50 = "Q5_0"
  case q51 = "Q5_1"
  case q80 = "Q8_0"
  case q4K = "Q4_K"
  case q5K = "Q5_K"
  case q6K = "Q6_K"

  /// How the engine reads these elements; none for the types that are only converted.
  public var encoding: Encoding? {
    switch self {
    case .f32: .f32
    case .f16: .f16
    case .bf16: .bf16
    case .q40: .q40
    case .q41: .q41
    case .q50: .q50
    case .q51: .q51
    case .q80: .q80
    case .q4K: .q4K
    case .q5K: .q5K
    case .q6K: .q6K
    case .f64, .i64, .i32, .i16, .i8, .u64, .u32, .u16, .u8, .bool: nil
    }
  }

  /// The smallest unit that can be decoded by itself: how many elements it holds and how many bytes it takes.
  public var block: (elements: Int, bytes: Int) {
    if let encoding { return encoding.block }
    return switch self {
    case .f64, .i64, .u64: (1, 8)
    case .i32, .u32: (1, 4)
    case .i16, .u16: (1, 2)
    default: (1, 1)
    }
  }

  /// Whether elements come in blocks with a common scale.
  public var isQuantised: Bool { block.elements > 1 }
}
