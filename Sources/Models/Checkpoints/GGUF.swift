import Foundation

/// GGUF, the format of llama.cpp (github.com/ggml-org/ggml, docs/gguf.md), versions 2 and 3, little-endian.
enum GGUF {
  static let magic: [UInt8] = Array("GGUF".utf8)
  static let version: UInt32 = 3
  static let alignmentKey = "general.alignment"
  static let usualAlignment = 32
  static let mostDimensions = 4

  /// Number of each tensor type in a file.
  static let typeCodes: [TensorType: UInt32] = [
    .f32: 0, .f16: 1, .q40: 2, .q41: 3, .q50: 6, .q51: 7, .q80: 8, .q4K: 12, .q5K: 13, .q6K: 14,
    .i8: 24, .i16: 25, .i32: 26, .i64: 27, .f64: 28, .bf16: 30,
  ]

  static let types = Dictionary(uniqueKeysWithValues: typeCodes.map { ($1, $0) })

  /// Number of each kind of metadata value.
  enum ValueCode: UInt32 {
    case u8, i8, u16, i16, u32, i32, f32, flag, text, array, u64, i64, f64
  }

  /// `offset` rounded up to a multiple of `alignment`, which is a power of two.
  static func aligned(_ offset: Int, to alignment: Int) -> Int { (offset + alignment - 1) & ~(alignment - 1) }
}

extension Checkpoint {
  /// Shapes are turned round: GGUF writes the innermost dimension first.
  init(gguf file: MappedFile) throws {
    var reader = GGUFReader(file)
    let (metadata, tensors) = try reader.read()
    try self.init(url: file.url, format: .gguf, metadata: metadata, tensors: tensors)
  }
}

struct GGUFReader {
  private struct Entry {
    let name: String
    let type: TensorType
    let shape: [Int]
    let offset: Int
  }

  private var cursor: ByteCursor
  private var url: URL { cursor.file.url }

  init(_ file: MappedFile) { cursor = ByteCursor(file) }

  mutating func read() throws -> ([String: MetadataValue], [StoredTensor]) {
    _ = try cursor.bytes(GGUF.magic.count, "magic")
    let version = try cursor.integer(UInt32.self, "version")
    guard (2...GGUF.version).contains(version) else {
      throw CheckpointError(
        .unsupported, file: url, expected: "GGUF version 2 or 3, little-endian", found: "\(version)")
    }
    let tensorCount = try cursor.count("number of tensors")
    let pairCount = try cursor.count("number of metadata pairs")
    var metadata: [String: MetadataValue] = [:]
    for _ in 0..<pairCount {
      let key = try text("metadata key")
      guard metadata.updateValue(try value("`\(key)`"), forKey: key) == nil else {
        throw CheckpointError(.duplicate, file: url, expected: "each metadata key once", found: "`\(key)` twice")
      }
    }
    var entries: [Entry] = []
    for _ in 0..<tensorCount { entries.append(try entry()) }
    return (metadata, try place(entries, alignment: try alignment(metadata)))
  }

  private mutating func text(_ what: String) throws -> String {
    try cursor.text(cursor.count("length of \(what)"), what)
  }

  private mutating func entry() throws -> Entry {
    let name = try text("tensor name")
    let dimensions = Int(try cursor.integer(UInt32.self, "dimensions of `\(name)`"))
    guard dimensions <= GGUF.mostDimensions else {
      throw CheckpointError(
        .malformed, file: url, tensor: name, expected: "at most \(GGUF.mostDimensions) dimensions",
        found: "\(dimensions)")
    }
    let sizes = try (0..<dimensions).map { _ in try cursor.count("dimension of `\(name)`") }
    let code = try cursor.integer(UInt32.self, "type of `\(name)`")
    guard let type = GGUF.types[code] else {
      let known = GGUF.typeCodes.sorted { $0.value < $1.value }.map { "\($0.value) \($0.key.rawValue)" }
      throw CheckpointError(
        .unsupported, file: url, tensor: name, expected: "type \(known.joined(separator: ", "))", found: "\(code)")
    }
    return Entry(name: name, type: type, shape: sizes.reversed(), offset: try cursor.count("offset of `\(name)`"))
  }

  private func alignment(_ metadata: [String: MetadataValue]) throws -> Int {
    guard let value = metadata[GGUF.alignmentKey] else { return GGUF.usualAlignment }
    guard let alignment = value.integer, alignment > 0, alignment.nonzeroBitCount == 1, alignment <= 1 << 30 else {
      throw CheckpointError(
        .malformed, file: url, expected: "a power of two as \(GGUF.alignmentKey)", found: "\(value)")
    }
    return alignment
  }

  /// The tensors at their places after the header, none overlapping another.
  private func place(_ entries: [Entry], alignment: Int) throws -> [StoredTensor] {
    let data = GGUF.aligned(cursor.offset, to: alignment)
    var end = data
    return try entries.sorted { ($0.offset, $0.name) < ($1.offset, $1.name) }.map { entry in
      let (offset, overflow) = data.addingReportingOverflow(entry.offset)
      guard !overflow, entry.offset.isMultiple(of: alignment) else {
        throw CheckpointError(
          .malformed, file: url, tensor: entry.name, expected: "an offset that is a multiple of \(alignment)",
          found: "\(entry.offset)")
      }
      guard offset >= end else {
        throw CheckpointError(
          .overlap, file: url, tensor: entry.name, expected: "data from byte \(end), where the tensor before it ends",
          found: "byte \(offset)")
      }
      let tensor = try StoredTensor(
        name: entry.name, type: entry.type, shape: entry.shape, offset: offset, in: cursor.file)
      end = tensor.range.upperBound
      return tensor
    }
  }
}

// MARK: - Metadata values

extension GGUFReader {
  private mutating func code(_ what: String) throws -> GGUF.ValueCode {
    let raw = try cursor.integer(UInt32.self, "type of \(what)")
    guard let code = GGUF.ValueCode(rawValue: raw) else {
      throw CheckpointError(
        .malformed, file: url, expected: "a metadata type from 0 to 12 for \(what)", found: "\(raw)")
    }
    return code
  }

  private mutating func value(_ what: String) throws -> MetadataValue {
    switch try code(what) {
    case .array: try array(what)
    case .text: .text(try text(what))
    case .flag: .flag(try cursor.integer(UInt8.self, what) != 0)
    case .f32: .real(Double(try float(what)))
    case .f64: .real(try double(what))
    case let code: .integer(try integer(code, what))
    }
  }

  private mutating func array(_ what: String) throws -> MetadataValue {
    let code = try code(what)
    let count = try cursor.count("length of \(what)")
    switch code {
    case .array:
      throw CheckpointError(.unsupported, file: url, expected: "no arrays within the array \(what)", found: "one")
    case .text: return .texts(try list(count) { try $0.text(what) })
    case .flag: return .flags(try list(count) { try $0.cursor.integer(UInt8.self, what) != 0 })
    case .f32: return .reals(try list(count) { Double(try $0.float(what)) })
    case .f64: return .reals(try list(count) { try $0.double(what) })
    default: return .integers(try list(count) { try $0.integer(code, what) })
    }
  }

  /// Room is made as the elements come, for `count` may be a lie.
  private mutating func list<T>(_ count: Int, _ element: (inout Self) throws -> T) throws -> [T] {
    var elements: [T] = []
    for _ in 0..<count { elements.append(try element(&self)) }
    return elements
  }

  private mutating func float(_ what: String) throws -> Float {
    Float(bitPattern: try cursor.integer(UInt32.self, what))
  }

  private mutating func double(_ what: String) throws -> Double {
    Double(bitPattern: try cursor.integer(UInt64.self, what))
  }

  private mutating func integer(_ code: GGUF.ValueCode, _ what: String) throws -> Int {
    switch code {
    case .u8: Int(try cursor.integer(UInt8.self, what))
    case .i8: Int(try cursor.integer(Int8.self, what))
    case .u16: Int(try cursor.integer(UInt16.self, what))
    case .i16: Int(try cursor.integer(Int16.self, what))
    case .u32: Int(try cursor.integer(UInt32.self, what))
    case .i32: Int(try cursor.integer(Int32.self, what))
    case .i64: Int(try cursor.integer(Int64.self, what))
    default: try cursor.count(what)
    }
  }
}
