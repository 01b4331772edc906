import Layers
import Tensors

/// How large a language model is, counted without its weights.
public struct ModelSize: Equatable, Sendable {
  public let parameters: Int
  /// The bytes that the keys and values of one token of one sequence take in the cache.
  public let cacheBytesPerToken: Int
  /// Inputs plus outputs of all sites of adapters: an adapter of rank r on each has r times as many parameters.
  public let adapterParametersPerRank: Int

  public init(of model: any LanguageModel) {
    parameters = model.parameters.reduce(0) { $0 + $1.tensor.count }
    let spec = model.decoder.spec
    cacheBytesPerToken = 2 * spec.layers * spec.keyValueHeads * spec.headWidth * MemoryLayout<Float>.size
    adapterParametersPerRank = model.sites.reduce(0) { $0 + $1.layer.inputs + $1.layer.outputs }
  }

  /// The parameters of adapters of that rank on every site.
  public func adapterParameters(rank: Int) -> Int { rank * adapterParametersPerRank }

  /// The bytes of the weights at so many bytes each.
  public func weightBytes(perParameter bytes: Int = MemoryLayout<Float>.size) -> Int { parameters * bytes }
}
