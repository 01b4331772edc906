import Tensors

/// How configurations describe rotary embedding. Newer ones keep all of it in `rope_parameters`.
extension ConfigurationField {
  private static let nested = "rope_parameters"

  /// The base, under `key` or nested.
  static func rotaryBase(_ key: String) -> ConfigurationField {
    ConfigurationField { configuration, spec in
      guard case .rotary(let dimensions, let standard, let pairing, let scaling) = spec.position else { return }
      let base = try configuration.nestedNumber(nested, "rope_theta") ?? configuration.number(key, or: standard)
      guard base > 0, base.isFinite else { throw configuration.fault("“\(key)” above 0", "\(base)") }
      spec.position = .rotary(dimensions: dimensions, base: base, pairing, scaling: scaling)
    } written: { spec in
      guard case .rotary(_, let base, _, _) = spec.position else { return [:] }
      return [key: base]
    }
  }

  /// The share of each head's width that is rotated.
  static func rotaryShare(_ key: String, or standard: Double) -> ConfigurationField {
    ConfigurationField { configuration, spec in
      guard case .rotary(_, let base, let pairing, let scaling) = spec.position else { return }
      let share =
        try configuration.nestedNumber(nested, "partial_rotary_factor") ?? configuration.number(key, or: standard)
      guard share > 0, share <= 1 else { throw configuration.fault("“\(key)” above 0 and at most 1", "\(share)") }
      spec.position = .rotary(
        dimensions: Int(Double(spec.headWidth) * share), base: base, pairing, scaling: scaling)
    } written: { spec in
      guard case .rotary(let dimensions, _, _, _) = spec.position else { return [:] }
      return [key: Double(dimensions) / Double(spec.headWidth)]
    }
  }

  /// How many dimensions of each head are rotated.
  static func rotaryDimensions(_ key: String) -> ConfigurationField {
    ConfigurationField { configuration, spec in
      guard case .rotary(_, let base, let pairing, let scaling) = spec.position else { return }
      let dimensions = try configuration.integer(key, or: spec.headWidth)
      spec.position = .rotary(dimensions: dimensions, base: base, pairing, scaling: scaling)
    } written: { spec in
      guard case .rotary(let dimensions, _, _, _) = spec.position else { return [:] }
      return [key: dimensions]
    }
  }

  /// LLaMA-3's scaling of the slow frequencies.
  static let rotaryScaling = ConfigurationField { configuration, spec in
    guard case .rotary(let dimensions, let base, let pairing, _) = spec.position else { return }
    spec.position = .rotary(
      dimensions: dimensions, base: base, pairing, scaling: try configuration.rotaryScaling(nested))
  } written: { spec in
    guard case .rotary(_, _, _, let scaling?) = spec.position else { return [:] }
    let values: [String: any Sendable] = [
      "rope_type": RotaryScaling.kind, "factor": scaling.factor, "low_freq_factor": scaling.lowFactor,
      "high_freq_factor": scaling.highFactor, "original_max_position_embeddings": scaling.originalContext,
    ]
    return ["rope_scaling": values]
  }
}

extension RotaryScaling {
  /// What configurations call it.
  static let kind = "llama3"
}

extension ModelConfiguration {
  /// - Throws: `CheckpointError` for another kind of scaling.
  func rotaryScaling(_ nested: String) throws -> RotaryScaling? {
    guard let key = ["rope_scaling", nested].first(where: { object($0) != nil }), let values = object(key) else {
      return nil
    }
    let kind = values["rope_type"] as? String ?? values["type"] as? String ?? "default"
    if kind == "default" { return nil }
    guard kind == RotaryScaling.kind, let factor = try nestedNumber(key, "factor"),
      let low = try nestedNumber(key, "low_freq_factor"), let high = try nestedNumber(key, "high_freq_factor"),
      let context = try nestedNumber(key, "original_max_position_embeddings").flatMap(Int.init(exactly:)),
      factor > 0, low > 0, high > low, context > 0
    else {
      throw fault("“\(key)” of type \(RotaryScaling.kind) with its four numbers", kind, .unsupported)
    }
    return RotaryScaling(factor: factor, lowFactor: low, highFactor: high, originalContext: context)
  }
}
