import Foundation

/// What PyTorch's names in a pickle stand for.
extension Pickle {
  /// - Throws: `CheckpointError` (`refusedPickle`) for every name but PyTorch's few.
  func callable(module: String, name: String) throws -> Callable {
    guard let callable = Callable.known["\(module) \(name)"] else {
      throw refused("a pickle of tensors and dictionaries only", "the name \(module).\(name)")
    }
    return callable
  }

  mutating func call(_ callable: Value, _ arguments: Value) throws -> Value {
    guard case .callable(let callable) = callable, case .tuple(let index) = arguments else {
      throw refused("a call of a known name", "a call of \(callable)")
    }
    let arguments = sequences[index]
    switch callable {
    case .orderedDictionary:
      guard arguments.isEmpty else { throw fault("an empty OrderedDict", "\(arguments.count) arguments") }
      return newDictionary()
    case .rebuildTensor: return .tensor(try tensor(arguments))
    case .rebuildParameter:
      guard let first = arguments.first, case .tensor = first else {
        throw fault("a tensor in a parameter", "\(arguments)")
      }
      return first
    case .size: return arguments.first ?? .none
    case .storageType: throw refused("a storage by its key", "a call that makes one")
    }
  }

  /// `('storage', type, key, location, count)` as `torch.save` names a storage.
  func storage(_ identity: Value) throws -> Storage {
    guard case .tuple(let index) = identity, sequences[index].count >= 5,
      case .text("storage") = sequences[index][0], case .callable(.storageType(let type)) = sequences[index][1],
      case .text(let key) = sequences[index][2], case .integer(let count) = sequences[index][4], count >= 0
    else { throw fault("the identity of a storage", "\(identity)") }
    return Storage(type: type, key: key, count: count)
  }

  /// `(storage, offset, size, stride, requires_grad, hooks)` of `_rebuild_tensor_v2`.
  private func tensor(_ arguments: [Value]) throws -> Tensor {
    guard arguments.count >= 4, case .storage(let storage) = arguments[0], case .integer(let offset) = arguments[1],
      let shape = integers(arguments[2]), let strides = integers(arguments[3])
    else { throw fault("storage, offset, size and stride of a tensor", "\(arguments.count) arguments") }
    return Tensor(storage: storage, offset: offset, shape: shape, strides: strides)
  }

  private func integers(_ value: Value) -> [Int]? {
    guard case .tuple(let index) = value else { return nil }
    let integers = sequences[index].compactMap { if case .integer(let integer) = $0 { integer } else { nil } }
    return integers.count == sequences[index].count ? integers : nil
  }
}
