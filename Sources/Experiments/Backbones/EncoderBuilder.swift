import Foundation
import Language
import Models
import Randomness
import Tensors

/// Builds the ECG encoder that a configuration describes.
struct EncoderBuilder {
  let configuration: Configuration
  let base: URL

  static let fileName = "encoder.safetensors"
  /// What the names of an encoder's tensors begin with in a file.
  static let prefix = "encoder."

  private var samples: Int {
    DataSource(configuration: configuration, base: base).preparation.length
  }

  /// An encoder with random weights.
  /// - Parameter tokens: how many features of each ECG are wanted of it.
  /// - Throws: `DataError` for sizes that do not go with each other or with the signals.
  func new(tokens: Int = 1) throws(DataError) -> any ECGEncoder {
    let random = Random(seed: UInt64(configuration.integer("seed"))).split("model").split("encoder")
    let encoder = try encoder(random)
    let positions = encoder.positions(samples: samples)
    guard tokens <= positions else {
      throw DataError(
        "\(configuration["encoder.kind"]) has \(positions) places in \(samples) samples, and \(tokens) tokens are asked for."
      )
    }
    return encoder
  }

  private func encoder(_ random: Random) throws(DataError) -> any ECGEncoder {
    let kind = configuration["encoder.kind"]
    func number(_ name: String, or standard: Int) -> Int { kind.argument(name)?.integer ?? standard }
    func patch(_ standard: Int) throws(DataError) -> Int {
      let patch = number("patch", or: standard)
      guard patch <= samples else {
        throw DataError("\(kind): a patch is longer than the \(samples) samples of an ECG.")
      }
      return patch
    }
    func transformer(_ layout: PatchEmbedding.Layout, patch: Int) throws(DataError) -> VisionTransformer {
      let width = number("width", or: 768)
      let heads = number("heads", or: 12)
      guard width % heads == 0 else { throw DataError("\(kind): heads must divide the width.") }
      return VisionTransformer(
        .init(layout: layout, patch: patch, depth: number("depth", or: 12), width: width, heads: heads),
        samples: samples, random: random)
    }
    switch kind.head {
    case "vit": return try transformer(.allLeads, patch: try patch(50))
    case "st-mem": return try transformer(.eachLead, patch: try patch(75))
    case "vim":
      return VisionMamba(
        .init(
          patch: try patch(50), depth: number("depth", or: 24), width: number("width", or: 768),
          states: number("state", or: 16)), samples: samples, random: random)
    default:
      let depth = TemporalConvolution.Options.Depth(rawValue: number("depth", or: 50)) ?? .fifty
      return TemporalConvolution(.init(depth: depth, width: number("width", or: 64)), random: random)
    }
  }

  /// Gives an encoder the weights that it starts with: from the result of a pretraining, or from the recipe's file.
  /// - Throws: `CheckpointError` if a tensor is missing or has another shape.
  func start(_ encoder: any ECGEncoder, pretrained: URL?) throws {
    if let file = pretrained?.appending(path: Self.fileName) ?? startFile { try Self.read(encoder, from: file) }
  }

  /// The file that the recipe has the encoder start from.
  var startFile: URL? {
    let start = configuration["encoder.start"]
    guard start.head == "checkpoint", let path = start.argument("path")?.text else { return nil }
    return DataSource.resolve(path, base: base)
  }

  /// Fills an encoder from a file that a pretraining or a tuning wrote.
  static func read(_ encoder: any ECGEncoder, from file: URL) throws {
    let saved = try Checkpoint(at: file)
    for (name, tensor) in encoder.namedTensors {
      let stored = try saved.tensor(prefix + name, shape: tensor.shape)
      stored.read(into: UnsafeMutableBufferPointer(start: tensor.pointer, count: tensor.count))
    }
  }

  static func write(_ encoder: any ECGEncoder, to folder: URL) throws {
    let tensors = encoder.namedTensors.map {
      TensorToWrite(prefix + $0.name, shape: $0.tensor.shape, $0.tensor.values)
    }
    try Checkpoint.write(tensors, to: folder.appending(path: fileName))
  }
}
