import Foundation

/// Reads a pickle without executing it: a stack machine that knows numbers, text, tuples, lists, dictionaries and the
/// few names that PyTorch uses for tensors. Whatever else a pickle names is refused
/// (docs.python.org/3/library/pickletools).
///
/// Containers live in one arena and refer to each other by index, so cycles and deep nesting in a hostile file cost
/// nothing.
struct Pickle {
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

  func refused(_ expected: String, _ found: String) -> CheckpointError {
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
    case .emptyDictionary: stack.append(newDictionary())
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

  mutating func newDictionary() -> Value {
    dictionaries.append([])
    return .dictionary(dictionaries.count - 1)
  }

  private mutating func pushGlobal(module: String, name: String) throws {
    stack.append(.callable(try callable(module: module, name: name)))
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

  /// Sets attributes. A state dictionary's `_metadata` (layer versions) is of no use here; nothing else has any.
  private mutating func build() throws {
    _ = try pop()
    guard case .dictionary = try top() else { throw refused("attributes of a dictionary", "those of \(try top())") }
  }
}
