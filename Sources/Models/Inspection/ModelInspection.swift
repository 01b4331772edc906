import Foundation
import Tensors
import Tokenizers

/// What a checkpoint holds, and what it would take to use it.
public struct ModelInspection: Equatable, Sendable {
  /// The tensors of one type.
  public struct TypeShare: Equatable, Sendable {
    public let type: TensorType
    public let tensors, elements, bytes: Int
  }

  public struct TokenizerFacts: Equatable, Sendable {
    public let vocabulary: Int
    /// The spellings of the tokens that begin and end a text, where there are any.
    public let begin, end: String?
  }

  public struct TensorFacts: Equatable, Sendable {
    public let name: String
    public let type: TensorType
    public let shape: [Int]
  }

  public let url: URL
  public let format: Checkpoint.Format
  /// What the file's header says besides the tensors.
  public let metadata: [String: MetadataValue]
  /// In the order of their names.
  public let tensors: [TensorFacts]
  public let types: [TypeShare]
  /// The family, or why there is none: the file is no language model that is known here.
  public let family: String?
  public let obstacle: String?
  public let spec: DecoderSpec?
  public let size: ModelSize?
  /// None where no tokenizer lies beside the weights.
  public let tokenizer: TokenizerFacts?

  /// Looks into a folder or file without reading the weights.
  /// - Throws: `CheckpointError` if it holds no tensors.
  public init(at url: URL) throws {
    let checkpoint = try Checkpoint(at: url)
    self.url = url
    format = checkpoint.format
    metadata = checkpoint.metadata
    tensors = checkpoint.names.compactMap { checkpoint.tensors[$0] }.map {
      TensorFacts(name: $0.name, type: $0.type, shape: $0.shape)
    }
    types = Dictionary(grouping: checkpoint.tensors.values, by: \.type).map { type, tensors in
      TypeShare(
        type: type, tensors: tensors.count, elements: tensors.reduce(0) { $0 + $1.count },
        bytes: tensors.reduce(0) { $0 + $1.byteCount })
    }.sorted { ($1.bytes, $0.type.rawValue) < ($0.bytes, $1.type.rawValue) }
    do {
      let folder = try ModelFolder(url)
      let outline = try folder.outline()
      family = folder.family.name
      spec = outline.decoder.spec
      size = ModelSize(of: outline)
      obstacle = nil
      tokenizer = (try? folder.tokenizer()).map(TokenizerFacts.init)
    } catch {
      (family, spec, size, tokenizer) = (nil, nil, nil, nil)
      obstacle = "\(error)"
    }
  }

  /// The same as lines of text for people.
  public var text: String {
    var lines = [("file", url.path), ("format", format.rawValue)]
    lines += types.map { share in
      (
        "tensors",
        "\(share.tensors) of \(share.type.rawValue), \(Self.grouped(share.elements)) elements, \(Self.size(share.bytes))"
      )
    }
    if let family, let spec, let size {
      lines += [("family", family), ("sizes", Self.sizes(spec)), ("parameters", Self.grouped(size.parameters))]
      lines += [
        ("memory", "\(Self.size(size.weightBytes())) in f32, \(Self.size(size.weightBytes(perParameter: 2))) in bf16"),
        ("cache", "\(Self.size(size.cacheBytesPerToken)) for each token"),
        ("LoRA", "\(Self.grouped(size.adapterParameters(rank: 1))) parameters for each rank, on every linear layer"),
      ]
    }
    if let obstacle { lines.append(("model", "none that is known: \(obstacle)")) }
    if let tokenizer {
      let marks = [tokenizer.begin, tokenizer.end].compactMap(\.self).joined(separator: " ... ")
      lines.append(("tokenizer", "\(Self.grouped(tokenizer.vocabulary)) tokens" + (marks.isEmpty ? "" : ", \(marks)")))
    }
    return lines.map { "\($0.0.padding(toLength: 12, withPad: " ", startingAt: 0))\($0.1)\n" }.joined()
  }

  private static func sizes(_ spec: DecoderSpec) -> String {
    let heads = spec.keyValueHeads == spec.heads ? "" : " (\(spec.keyValueHeads) of keys and values)"
    return "\(spec.layers) layers, width \(spec.width), \(spec.heads) heads\(heads) of \(spec.headWidth), "
      + "hidden \(grouped(spec.hidden)), vocabulary \(grouped(spec.vocabulary)), context \(grouped(spec.context))"
  }

  /// 6,738,415,616.
  private static func grouped(_ number: Int) -> String {
    let digits = Array(String(number))
    return digits.indices.map { index in
      index > 0 && (digits.count - index).isMultiple(of: 3) ? ",\(digits[index])" : "\(digits[index])"
    }.joined()
  }

  /// 98.4 MB.
  private static func size(_ bytes: Int) -> String {
    let units = ["bytes", "kB", "MB", "GB", "TB"]
    var value = Double(bytes)
    var unit = 0
    while value >= 1000, unit < units.count - 1 { (value, unit) = (value / 1000, unit + 1) }
    let rounded = (value * 10).rounded() / 10
    return "\(rounded == rounded.rounded() ? String(Int(rounded)) : String(rounded)) \(units[unit])"
  }
}

extension ModelInspection.TokenizerFacts {
  init(_ tokenizer: Tokenizer) {
    self.init(
      vocabulary: tokenizer.vocabularySize, begin: tokenizer.specialTokens.bos.flatMap(tokenizer.token),
      end: tokenizer.specialTokens.eos.flatMap(tokenizer.token))
  }
}
