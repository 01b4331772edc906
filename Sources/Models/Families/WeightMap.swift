import Tensors

/// Which tensor of a family's checkpoints is which of ours: a list of rules, with `{}` for the number of a layer.
public struct WeightMap: Sendable {
  public struct Rule: Equatable, Sendable {
    /// The name in the checkpoint, and ours.
    public let foreign, own: String
    public let layout: Layout
  }

  public private(set) var rules: [Rule] = []
  /// What may stand before every name of a checkpoint, such as `model.`, depending on how it was saved.
  public let prefix: String
  /// Names, with `{}`, of tensors that a checkpoint may hold and that are not parameters.
  public let ignored: [String]

  /// Parameters that a model may leave to another one of its own; checkpoints may hold them all the same.
  let tied: [String: String]

  public init(
    prefix: String, ignored: [String] = [], tied: [String: String] = ["head.weight": "embedding"], _ rules: [[Rule]]
  ) {
    self.prefix = prefix
    self.ignored = ignored
    self.tied = tied
    self.rules = rules.flatMap { $0 }
  }

  /// The rules for a weight and a bias.
  public static func layer(_ foreign: String, _ own: String, layout: Layout = .same) -> [Rule] {
    [
      Rule(foreign: foreign + ".weight", own: own + ".weight", layout: layout),
      Rule(foreign: foreign + ".bias", own: own + ".bias", layout: layout == .transposed ? .same : layout),
    ]
  }

  /// The rule for a single tensor.
  public static func tensor(_ foreign: String, _ own: String) -> [Rule] {
    [Rule(foreign: foreign, own: own, layout: .same)]
  }

  /// The rules for the blocks of families whose parts are called as in Megatron-LM (Shoeybi et al., 2019): BLOOM,
  /// GPT-NeoX.
  static func megatronBlock(_ block: String, attention: String) -> [[Rule]] {
    [
      layer("\(block).input_layernorm", "blocks.{}.attentionNorm"),
      layer("\(block).\(attention).query_key_value", "blocks.{}.attention.projections", layout: .packedByHead),
      layer("\(block).\(attention).dense", "blocks.{}.attention.output"),
      layer("\(block).post_attention_layernorm", "blocks.{}.feedForwardNorm"),
      layer("\(block).mlp.dense_h_to_4h", "blocks.{}.feedForward.up"),
      layer("\(block).mlp.dense_4h_to_h", "blocks.{}.feedForward.down"),
    ]
  }

  /// Our name and the layout of a tensor of a checkpoint.
  func own(_ foreign: String) -> (name: String, layout: Layout)? {
    for name in [
      foreign, prefix + foreign, foreign.hasPrefix(prefix) ? String(foreign.dropFirst(prefix.count)) : foreign,
    ] {
      for rule in rules {
        if let filled = Self.filled(rule.own, from: rule.foreign, name) { return (filled, rule.layout) }
      }
    }
    return nil
  }

  /// The name in a checkpoint, and the layout, of a tensor of ours.
  func foreign(_ own: String) -> (name: String, layout: Layout)? {
    for rule in rules {
      if let filled = Self.filled(rule.foreign, from: rule.own, own) { return (filled, rule.layout) }
    }
    return nil
  }

  /// Whether a tensor of a checkpoint is known not to be a parameter.
  func ignores(_ foreign: String) -> Bool {
    ignored.contains { pattern in
      Self.filled(pattern, from: pattern, foreign) != nil
        || Self.filled(pattern, from: pattern, prefix + foreign) != nil
    }
  }

  /// `target` with the layer's number that `name` has where `pattern` has `{}`; nil if the name does not fit.
  private static func filled(_ target: String, from pattern: String, _ name: String) -> String? {
    let parts = pattern.split(separator: "{}", omittingEmptySubsequences: false)
    guard parts.count == 2 else { return pattern == name ? target : nil }
    guard name.hasPrefix(parts[0]), name.hasSuffix(parts[1]), name.count > parts[0].count + parts[1].count else {
      return nil
    }
    let number = name.dropFirst(parts[0].count).dropLast(parts[1].count)
    guard number.allSatisfy(\.isNumber) else { return nil }
    return target.replacing("{}", with: number)
  }
}
