import Layers
import Tensors

/// What the weights of a language model are rounded to before it writes.
public enum Quantisation: String, CaseIterable, Sendable {
  case none
  /// 8 significant bits: no weight is off by more than 2^-8 of itself.
  case bf16
  /// GGML's Q8_0: no weight is off by more than 1/254 of the largest of its block of 32, and 2^-11 of itself.
  case int8
  /// GGML's Q4_0: no weight is off by more than 1/8 of the largest of its block of 32, most by no more than 1/16. The
  /// embedding and the output layer are Q8_0, since every logit depends on them directly.
  case int4

  /// The encoding of the blocks' linear layers, and that of the embedding and the output layer.
  public var encodings: (blocks: Encoding, ends: Encoding)? {
    switch self {
    case .none: nil
    case .bf16: (.bf16, .bf16)
    case .int8: (.q80, .q80)
    case .int4: (.q40, .q80)
    }
  }
}

/// What goes into the products with weights that are bf16, int8 or int4, as a model writes.
public enum Activations: String, CaseIterable, Sendable {
  /// Rounded to the kind of number that the weights are (`Tensor.roundsInputs`), as llama.cpp does.
  case rounded
  /// Single floats, as they are; the weights are decoded for them.
  case exact
}

extension LanguageModel {
  /// The weights of the embedding and of an output layer of its own.
  private var ends: [Tensor] { [decoder.embedding] + (decoder.head.map { [$0.weight] } ?? []) }

  /// Sets what goes into the products with the weights of the linear layers and the output layer, from now on.
  public func use(_ activations: Activations) {
    for weight in sites.map(\.layer.weight) + ends { weight.roundsInputs = activations == .rounded }
  }

  /// Takes the adapters into the weights of the linear layers, then rounds these and those of the embedding and the
  /// output layer. The model must be frozen.
  public func quantise(_ quantisation: Quantisation) {
    guard let encodings = quantisation.encodings else { return }
    for (_, layer) in sites {
      layer.mergeAdapter()
      layer.weight.compress(to: encodings.blocks)
    }
    for end in ends { end.compress(to: encodings.ends) }
  }

  /// Keeps the frozen weights of the linear layers and of the embedding in bfloat16 alone: half the memory. Products
  /// that are made in bfloat16 round the weights anyway.
  public func keepFrozenWeightsInBfloat16() {
    for weight in sites.map(\.layer.weight) + ends where !weight.isTrainable { weight.compress(to: .bf16) }
    // The floats were larger than what training asks for.
    BufferCache.drain()
  }

  /// The bytes that the weights take after `quantise`; plain floats without.
  public func weightBytes(_ quantisation: Quantisation) -> Int {
    var encodings: [ObjectIdentifier: Encoding] = [:]
    if let wanted = quantisation.encodings {
      for (_, layer) in sites { encodings[ObjectIdentifier(layer.weight)] = wanted.blocks }
      for end in ends { encodings[ObjectIdentifier(end)] = wanted.ends }
    }
    return namedTensors.reduce(0) { sum, named in
      let encoding = (encodings[ObjectIdentifier(named.tensor)] ?? .f32).fitting(width: named.tensor.width)
      return sum + named.tensor.rows * encoding.bytes(of: named.tensor.width)
    }
  }
}
