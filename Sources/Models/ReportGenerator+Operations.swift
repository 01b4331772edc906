import Layers

// What a forward pass costs, counted in floating-point operations of products and attention.
extension ReportGenerator {
  /// For one ECG of `samples` samples, a prompt of `prompt` tokens and a report of `answer` tokens, which alone have
  /// logits.
  public func operations(samples: Int, prompt: Int, answer: Int) -> Double {
    let ecg = (encoder?.operations(samples: samples) ?? 0) + Double(2 * fusion.tokens * (projector?.weights ?? 0))
    let preceding = fusion.precedesText ? fusion.tokens : 0
    let columns = fusion.addsColumns ? fusion.tokens : 0
    let decoder = languageModel.decoder
    let head = Double(2 * answer * decoder.spec.vocabulary * decoder.spec.width)
    guard let halves = languageModel as? EncoderDecoder else {
      let rows = prompt + answer
      return ecg + head + decoder.operations(rows: rows + preceding, wanted: answer, columns: columns, source: 0)
        + crossed(decoder, rows: rows)
    }
    let joined = if case .encoderDecoder(let tokens) = fusion { tokens } else { 0 }
    let source = prompt + preceding + joined
    return ecg + head + halves.encoder.operations(rows: prompt + preceding, columns: 0, source: 0)
      + decoder.operations(rows: answer, columns: columns, source: source) + crossed(decoder, rows: answer)
  }

  private func crossed(_ decoder: TextDecoder, rows: Int) -> Double {
    decoder.blocks.compactMap(\.crossAttention).reduce(0) { $0 + $1.operations(rows: rows, tokens: fusion.tokens) }
  }
}

extension TextDecoder {
  /// Of the blocks, for rows that see themselves, `columns` of the ECG and `source` rows of a text encoder's output.
  /// - Parameter wanted: how many rows the last block computes, up to the last but one, where not all.
  fileprivate func operations(rows: Int, wanted: Int? = nil, columns: Int, source: Int) -> Double {
    let last = "blocks.\(spec.layers - 1)."
    let layers = sites.reduce(0) { sum, site in
      let isRead = site.layer.isKeyOrValue(site.name)
      let computed = site.name.hasPrefix(last) ? wanted ?? rows : rows
      let ownRows = isRead ? rows + columns : computed
      return sum + 2 * (isRead && site.name.contains(".sourceAttention.") ? source : ownRows) * site.layer.weights
    }
    let own = { (rows: Int) in self.spec.isCausal ? rows * (rows + 1) / 2 : rows * rows }
    let whole = own(rows) + rows * (columns + source)
    let ending = wanted.map { own(rows - 1) - own(rows - 1 - $0) + $0 * (columns + source) } ?? whole
    return Double(layers + 4 * spec.heads * spec.headWidth * ((spec.layers - 1) * whole + ending))
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
