import Layers

// What a forward pass costs, counted in floating-point operations of products and attention.
extension ReportGenerator {
  /// For one ECG of `samples` samples and a text of `tokens` tokens, whose logits are all computed; nil for an
  /// encoder-decoder, where it depends on how the text is divided between the two.
  public func operations(samples: Int, tokens: Int) -> Double? {
    guard let decoder = languageModel as? TextDecoder else { return nil }
    let ecg = (encoder?.operations(samples: samples) ?? 0) + Double(2 * fusion.tokens * (projector?.weights ?? 0))
    let rows = fusion.precedesText ? tokens + fusion.tokens : tokens
    let layers = decoder.sites.reduce(0) { sum, site in
      let seesColumns = fusion.addsColumns && site.layer.isKeyOrValue(site.name)
      return sum + 2 * (rows + (seesColumns ? fusion.tokens : 0)) * site.layer.weights
    }
    let spec = decoder.spec
    let inner = spec.heads * spec.headWidth
    let scores = 4 * spec.layers * inner * (rows * (rows + 1) / 2 + (fusion.addsColumns ? rows * fusion.tokens : 0))
    let head = 2 * tokens * spec.vocabulary * spec.width
    let crossed = decoder.blocks.compactMap(\.crossAttention).reduce(0.0) {
      $0 + $1.operations(rows: tokens, tokens: fusion.tokens)
    }
    return ecg + Double(layers + scores + head) + crossed
  }
}

extension Fusion {
  fileprivate var precedesText: Bool { if case .llava = self { true } else { false } }
  fileprivate var addsColumns: Bool { if case .concat = self { true } else { false } }
}

extension Linear {
  /// Elements of the weight and of the adapter's.
  fileprivate var weights: Int { weight.count + (adapter.map { $0.down.count + $0.up.count } ?? 0) }

  /// Whether an ECG's columns go through this site; of fused projections the queries do as well.
  fileprivate func isKeyOrValue(_ name: String) -> Bool {
    [".key", ".value", ".projections"].contains { name.hasSuffix($0) }
  }
}

extension Projector {
  fileprivate var weights: Int { parameters.reduce(0) { $0 + ($1.tensor.shape.count == 2 ? $1.tensor.count : 0) } }
}

extension GatedCrossAttention {
  /// For `rows` text rows that see `tokens` ECG tokens.
  fileprivate func operations(rows: Int, tokens: Int) -> Double {
    let linear = parts.reduce(0) { sum, part in
      guard let layer = part.module as? Linear else { return sum }
      return sum + 2 * (["key", "value"].contains(part.name) ? tokens : rows) * layer.weight.count
    }
    return Double(linear + 4 * rows * tokens * inner)
  }
}
