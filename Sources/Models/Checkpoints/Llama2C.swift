import Foundation

/// The first layout of llama2.c (github.com/karpathy/llama2.c, export.py, version 0): seven integers, then all weights
/// in f32 without names. There is no magic number; a file is taken for one if its size is the one that the integers ask
/// for.
///
/// Tensors get Meta's names (`layers.0.attention.wq.weight`); rotary pairs are interleaved, as in Meta's checkpoints.
/// The integers go into the metadata under `Key`. Tables of the rotary angles are left out: they follow from the shape.
enum Llama2C {
  enum Key: String, CaseIterable {
    case width = "dim"
    case hidden = "hidden_dim"
    case layers = "n_layers"
    case heads = "n_heads"
    case keyValueHeads = "n_kv_heads"
    case vocabulary = "vocab_size"
    case positions = "seq_len"
  }

  static let headerLength = Key.allCases.count * MemoryLayout<Int32>.size
  static let type = TensorType.f32

  /// Whether the header is plausible and the file exactly as long as it says.
  static func fits(_ file: MappedFile) -> Bool { Layout(file).map { $0.byteCount == file.bytes.count } ?? false }

  /// The header and what follows from it.
  struct Layout {
    private let values: [Key: Int]
    /// A negative vocabulary in the header says that the head has weights of its own.
    let hasOwnHead: Bool

    init?(_ file: MappedFile) {
      var cursor = ByteCursor(file)
      var values: [Key: Int] = [:]
      for key in Key.allCases {
        guard let value = try? cursor.integer(Int32.self, key.rawValue) else { return nil }
        values[key] = Int(value)
      }
      hasOwnHead = (values[.vocabulary] ?? 0) < 0
      values[.vocabulary] = abs(values[.vocabulary] ?? 0)
      self.values = values
      guard Key.allCases.allSatisfy({ (1...1 << 20).contains(self[$0]) }), self[.layers] <= 1 << 10,
        self[.keyValueHeads] <= self[.heads], self[.heads].isMultiple(of: self[.keyValueHeads]),
        self[.width].isMultiple(of: 2 * self[.heads])
      else { return nil }
    }

    subscript(key: Key) -> Int { values[key] ?? 0 }

    var metadata: [String: MetadataValue] {
      Dictionary(uniqueKeysWithValues: values.map { ($0.rawValue, .integer($1)) })
    }

    var byteCount: Int {
      let elements = parts.reduce(0) { $0 + $1.shape.reduce($1.names.count, *) }
      return headerLength + elements * type.block.bytes
    }

    /// The parts of the file in their order: tensors that follow each other, and the shape of each.
    /// An empty name stands for what is left out.
    var parts: [(names: [String], shape: [Int])] {
      let (width, hidden, vocabulary) = (self[.width], self[.hidden], self[.vocabulary])
      let headWidth = width / self[.heads]
      let keyWidth = headWidth * self[.keyValueHeads]
      func layers(_ name: String, _ shape: [Int]) -> (names: [String], shape: [Int]) {
        ((0..<self[.layers]).map { "layers.\($0).\(name).weight" }, shape)
      }
      return [
        (["tok_embeddings.weight"], [vocabulary, width]),
        layers("attention_norm", [width]),
        layers("attention.wq", [width, width]),
        layers("attention.wk", [keyWidth, width]),
        layers("attention.wv", [keyWidth, width]),
        layers("attention.wo", [width, width]),
        layers("ffn_norm", [width]),
        layers("feed_forward.w1", [hidden, width]),
        layers("feed_forward.w2", [width, hidden]),
        layers("feed_forward.w3", [hidden, width]),
        (["norm.weight"], [width]),
        (["", ""], [self[.positions], headWidth / 2]),
      ] + (hasOwnHead ? [(["output.weight"], [vocabulary, width])] : [])
    }
  }
}

extension Checkpoint {
  init(llama2c file: MappedFile) throws {
    guard let layout = Llama2C.Layout(file) else {
      throw CheckpointError(
        .malformed, file: file.url, expected: "the seven integers of llama2.c", found: "other values")
    }
    var offset = Llama2C.headerLength
    var tensors: [StoredTensor] = []
    for (names, shape) in layout.parts {
      for name in names {
        let tensor = try StoredTensor(name: name, type: Llama2C.type, shape: shape, offset: offset, in: file)
        offset += tensor.byteCount
        if !name.isEmpty { tensors.append(tensor) }
      }
    }
    try self.init(url: file.url, format: .llama2c, metadata: layout.metadata, tensors: tensors)
  }
}
