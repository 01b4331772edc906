extension Pickle {
  enum Value: Equatable {
    case none
    case flag(Bool)
    case integer(Int)
    case real(Double)
    case text(String)
    case tuple(Int)
    case list(Int)
    case dictionary(Int)
    case callable(Callable)
    case storage(Storage)
    case tensor(Tensor)
    case mark
  }

  /// The names that may occur, by module and name; `module name` is also how a pickle spells them.
  enum Callable: Equatable {
    case orderedDictionary
    case rebuildTensor
    case rebuildParameter
    case size
    case storageType(TensorType)

    static let known: [String: Callable] = [
      "collections OrderedDict": .orderedDictionary,
      "torch._utils _rebuild_tensor_v2": .rebuildTensor,
      "torch._utils _rebuild_parameter": .rebuildParameter,
      "torch Size": .size,
      "torch DoubleStorage": .storageType(.f64),
      "torch FloatStorage": .storageType(.f32),
      "torch HalfStorage": .storageType(.f16),
      "torch BFloat16Storage": .storageType(.bf16),
      "torch LongStorage": .storageType(.i64),
      "torch IntStorage": .storageType(.i32),
      "torch ShortStorage": .storageType(.i16),
      "torch CharStorage": .storageType(.i8),
      "torch ByteStorage": .storageType(.u8),
      "torch BoolStorage": .storageType(.bool),
    ]
  }

  struct Storage: Equatable {
    let type: TensorType
    let key: String
    let count: Int
  }

  struct Tensor: Equatable {
    let storage: Storage
    let offset: Int
    let shape: [Int]
    let strides: [Int]
  }
}
