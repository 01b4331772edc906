import Foundation

/// Reads a pickle without executing it: a stack machine that knows numbers, text, tuples, lists, dictionaries and the few
/// names that PyTorch uses for tensors. Whatever else a pickle names is refused (docs.python.org/3/library/pickletools).
///
/// Containers live in one arena and refer to each other by index, so cycles and deep nesting in a hostile file cost nothing.
struct Pickle {
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

  /// The protocols whose operations are known.
  private static let protocols: ClosedRange<UInt8> = 2...5

  private(set) var sequences: [[Value]] = []
  private(set) var dictionaries: [[(key: Value, value: Value)]] = []
  private(set) var cursor: ByteCursor
  private var stack: [Value] = []
  private var memo: [Int: Value] = [:]

  init(_ cursor: ByteCursor) { self.cursor = cursor }

  /// Whether a file begins as a pickle does. The length before a safetensors header may look alike; a brace follows it.
  static func begins(_ file: MappedFile) -> Bool {
    file.withBytes(0..<file.bytes.count) { bytes in
      bytes.count > 2 && bytes[0] == Operation.proto.rawValue && protocols.contains(bytes[1])
        && bytes.dropFirst(MemoryLayout<UInt64>.size).first != UInt8(ascii: "{")
    }
  }

  /// The value of the next pickle; the cursor then stands behind it.
  ///
  /// - Throws: `CheckpointError` (`refusedPickle` with the name, `malformed`, `truncated`).
  mutating func next() throws -> Value {
    stack = []
    memo = [:]
    while true {
      let at = cursor.offset
      let code = try cursor.integer(UInt8.self, "a pickle operation")
      guard let operation = Operation(rawValue: code) else {
        throw refused("a pickle operation that builds tensors at byte \(at)", "operation \(code)")
      }
      if operation == .stop { return try pop() }
      try execute(operation)
    }
  }

  func fault(_ expected: String, _ found: String) -> CheckpointError {
    CheckpointError(
      .malformed, file: cursor.file.url, expected: "\(expected) in the pickle before byte \(cursor.offset)",
      found: found)
  }

  private func refused(_ expected: String, _ found: String) -> CheckpointError {
    CheckpointError(.refusedPickle, file: cursor.file.url, expected: expected, found: found)
  }

  private mutating func execute(_ operation: Operation) throws {
    switch operation {
    case .proto:
      let version = try cursor.integer(UInt8.self, "protocol")
      guard Self.protocols.contains(version) else { throw fault("protocol \(Self.protocols)", "\(version)") }
    case .frame: _ = try cursor.bytes(8, "frame")
    case .none: stack.append(.none)
    case .newTrue: stack.append(.flag(true))
    case .newFalse: stack.append(.flag(false))
    case .int1: stack.append(.integer(Int(try cursor.integer(UInt8.self, "integer"))))
    case .int2: stack.append(.integer(Int(try cursor.integer(UInt16.self, "integer"))))
    case .int4: stack.append(.integer(Int(try cursor.integer(Int32.self, "integer"))))
    case .long1: stack.append(try long())
    case .real: stack.append(.real(Double(bitPattern: try cursor.integer(UInt64.self, "number").byteSwapped)))
    case .text1: try pushText(Int(cursor.integer(UInt8.self, "text length")))
    case .text4: try pushText(Int(cursor.integer(UInt32.self, "text length")))
    case .text8: try pushText(cursor.count("text length"))
    case .global: try pushGlobal(module: line(), name: line())
    case .stackGlobal:
      guard case .text(let name) = try pop(), case .text(let module) = try pop() else {
        throw fault("two names", "others")
      }
      try pushGlobal(module: module, name: name)
    case .mark: stack.append(.mark)
    case .pop: _ = try pop()
    case .emptyTuple: push([], as: Value.tuple)
    case .emptyList: push([], as: Value.list)
    case .emptyDictionary: pushDictionary([])
    case .tuple1: push(try popLast(1), as: Value.tuple)
    case .tuple2: push(try popLast(2), as: Value.tuple)
    case .tuple3: push(try popLast(3), as: Value.tuple)
    case .tuple: push(try popToMark(), as: Value.tuple)
    case .append: try extend(with: popLast(1))
    case .appends: try extend(with: popToMark())
    case .setItem: try set(popLast(2))
    case .setItems: try set(popToMark())
    case .put1: memo[Int(try cursor.integer(UInt8.self, "memo"))] = try top()
    case .put4: memo[Int(try cursor.integer(UInt32.self, "memo"))] = try top()
    case .memoize: memo[memo.count] = try top()
    case .get1: try recall(Int(cursor.integer(UInt8.self, "memo")))
    case .get4: try recall(Int(cursor.integer(UInt32.self, "memo")))
    case .persistentId: stack.append(.storage(try storage(pop())))
    case .reduce:
      let arguments = try popLast(2)
      stack.append(try call(arguments[0], arguments[1]))
    case .build: try build()
    case .stop: break
    }
  }
}

// MARK: - The stack

extension Pickle {
  private mutating func pop() throws -> Value {
    guard let value = stack.popLast(), value != .mark else { throw fault("a value on the stack", "none") }
    return value
  }

  private func top() throws -> Value {
    guard let value = stack.last, value != .mark else { throw fault("a value on the stack", "none") }
    return value
  }

  private mutating func popLast(_ count: Int) throws -> [Value] {
    guard stack.count >= count, !stack.suffix(count).contains(.mark) else {
      throw fault("\(count) values on the stack", "fewer")
    }
    defer { stack.removeLast(count) }
    return Array(stack.suffix(count))
  }

  private mutating func popToMark() throws -> [Value] {
    guard let mark = stack.lastIndex(of: .mark) else { throw fault("a mark on the stack", "none") }
    defer { stack.removeSubrange(mark...) }
    return Array(stack[(mark + 1)...])
  }

  private mutating func recall(_ index: Int) throws {
    guard let value = memo[index] else { throw fault("memo \(index)", "nothing there") }
    stack.append(value)
  }

  private mutating func pushText(_ length: Int) throws { stack.append(.text(try cursor.text(length, "text"))) }

  private mutating func push(_ values: [Value], as make: (Int) -> Value) {
    sequences.append(values)
    stack.append(make(sequences.count - 1))
  }

  private mutating func pushDictionary(_ pairs: [(key: Value, value: Value)]) {
    dictionaries.append(pairs)
    stack.append(.dictionary(dictionaries.count - 1))
  }

  private mutating func extend(with values: [Value]) throws {
    guard case .list(let index) = try top() else { throw fault("a list", "\(try top())") }
    sequences[index] += values
  }

  private mutating func set(_ values: [Value]) throws {
    guard case .dictionary(let index) = try top(), values.count.isMultiple(of: 2) else {
      throw fault("pairs for a dictionary", "others")
    }
    for pair in stride(from: 0, to: values.count, by: 2) {
      dictionaries[index].append((key: values[pair], value: values[pair + 1]))
    }
  }

  private mutating func long() throws -> Value {
    let bytes = try cursor.bytes(Int(cursor.integer(UInt8.self, "length")), "integer")
    guard bytes.count <= 8 else { return .text(Self.hexadecimal(bytes)) }
    let bits = bytes.reversed().reduce(UInt64(bytes.last.map { $0 >= 128 } == true ? UInt64.max : 0)) {
      $0 << 8 | UInt64($1)
    }
    return .integer(Int(Int64(bitPattern: bits)))
  }

  /// How an integer too long for `Int` is kept, such as the magic number of old files.
  private static func hexadecimal(_ bytes: UnsafeRawBufferPointer) -> String {
    bytes.reversed().map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }

  private mutating func line() throws -> String {
    var bytes: [UInt8] = []
    while true {
      let byte = try cursor.integer(UInt8.self, "a name")
      if byte == UInt8(ascii: "\n") { return String(decoding: bytes, as: UTF8.self) }
      bytes.append(byte)
    }
  }
}

// MARK: - What PyTorch's names stand for

extension Pickle {
  private mutating func pushGlobal(module: String, name: String) throws {
    guard let callable = Callable.known["\(module) \(name)"] else {
      throw refused("a pickle of tensors and dictionaries only", "the name \(module).\(name)")
    }
    stack.append(.callable(callable))
  }

  private mutating func call(_ callable: Value, _ arguments: Value) throws -> Value {
    guard case .callable(let callable) = callable, case .tuple(let index) = arguments else {
      throw refused("a call of a known name", "a call of \(callable)")
    }
    let arguments = sequences[index]
    switch callable {
    case .orderedDictionary:
      guard arguments.isEmpty else { throw fault("an empty OrderedDict", "\(arguments.count) arguments") }
      dictionaries.append([])
      return .dictionary(dictionaries.count - 1)
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
  private func storage(_ identity: Value) throws -> Storage {
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

  /// Sets attributes. A state dictionary's `_metadata` (layer versions) is of no use here; nothing else has any.
  private mutating func build() throws {
    _ = try pop()
    guard case .dictionary = try top() else { throw refused("attributes of a dictionary", "those of \(try top())") }
  }
}
