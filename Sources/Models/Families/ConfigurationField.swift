import Foundation
import Layers
import Tensors

/// One fact of a spec as `config.json` keeps it, both ways.
struct ConfigurationField: Sendable {
  let read: @Sendable (ModelConfiguration, inout DecoderSpec) throws -> Void
  let written: @Sendable (DecoderSpec) -> [String: any Sendable]

  /// A positive whole number.
  /// - Parameters:
  ///   - key: the name that is written; `aliases` are read too.
  ///   - standard: the value where the key is missing, which may follow from fields before it.
  static func size(
    _ key: String, _ place: WritableKeyPath<DecoderSpec, Int> & Sendable, aliases: [String] = [],
    limit: Int = 1 << 24, or standard: (@Sendable (DecoderSpec) -> Int)? = nil
  ) -> ConfigurationField {
    ConfigurationField { configuration, spec in
      let present = ([key] + aliases).first(where: configuration.has) ?? key
      let value = try configuration.integer(present, or: standard?(spec))
      guard (1...limit).contains(value) else {
        throw configuration.fault("“\(present)” from 1 to \(limit)", "\(value)")
      }
      spec[keyPath: place] = value
    } written: {
      [key: $0[keyPath: place]]
    }
  }

  /// The number of blocks.
  static func layers(_ key: String) -> ConfigurationField { size(key, \.layers, limit: 4_096) }

  /// What keeps a norm from dividing by zero.
  static func epsilon(_ key: String, or standard: Double) -> ConfigurationField {
    ConfigurationField { configuration, spec in
      spec.norm = spec.norm.with(epsilon: Float(try configuration.number(key, or: standard)))
    } written: {
      [key: $0.norm.epsilon.shortest]
    }
  }

  /// The non-linearity of the feed-forward part.
  static func activation(_ key: String, or standard: Activation) -> ConfigurationField {
    ConfigurationField { configuration, spec in
      let name = try configuration.text(key, or: standard.configurationName)
      guard let activation = Activation(configurationName: name) else {
        throw configuration.fault("“\(key)” as one of \(Activation.configurationNames)", name)
      }
      switch spec.feedForward {
      case .plain: spec.feedForward = .plain(activation)
      case .gated: spec.feedForward = .gated(activation)
      }
    } written: { spec in
      switch spec.feedForward {
      case .plain(let activation), .gated(let activation): [key: activation.configurationName]
      }
    }
  }

  /// Whether the embedding serves as the output layer; `bias` is that of an output layer of its own.
  static func tying(or standard: Bool, bias: Bool = false) -> ConfigurationField {
    let key = "tie_word_embeddings"
    return ConfigurationField { configuration, spec in
      spec.head = try configuration.flag(key, or: standard) ? .tied : .untied(bias: bias)
    } written: {
      [key: $0.head == .tied]
    }
  }

  /// Whether some linear layers have a bias.
  static func biases(
    _ key: String, _ places: [WritableKeyPath<DecoderSpec, Bool> & Sendable], or standard: Bool
  ) -> ConfigurationField {
    ConfigurationField { configuration, spec in
      let hasBias = try configuration.flag(key, or: standard)
      for place in places { spec[keyPath: place] = hasBias }
    } written: { spec in
      Dictionary(places.prefix(1).map { (key, spec[keyPath: $0]) }) { first, _ in first }
    }
  }

  /// A switch that has only one position here.
  /// - Parameter standard: what a configuration without the key means.
  static func always(_ key: String, _ value: Bool, or standard: Bool? = nil) -> ConfigurationField {
    ConfigurationField { configuration, _ in
      guard try configuration.flag(key, or: standard ?? value) == value else {
        throw configuration.fault("“\(key)” to be \(value)", "\(!value)", .unsupported)
      }
    } written: { _ in
      [key: value]
    }
  }

  /// How many positions back attention sees; none for all.
  static func window(_ key: String) -> ConfigurationField {
    ConfigurationField { configuration, spec in
      spec.reach = configuration.has(key) ? .window(max(1, try configuration.integer(key))) : .all
    } written: { spec in
      if case .window(let count) = spec.reach { [key: count] } else { [key: NSNull()] }
    }
  }
}

extension Norm.Kind {
  var epsilon: Float {
    switch self {
    case .layer(let epsilon), .rms(let epsilon): epsilon
    }
  }

  func with(epsilon: Float) -> Norm.Kind {
    switch self {
    case .layer: .layer(epsilon: epsilon)
    case .rms: .rms(epsilon: epsilon)
    }
  }
}

extension Float {
  /// The double that is written with as few digits as this float.
  var shortest: Double { Double("\(self)") ?? Double(self) }
}

extension Activation {
  /// The names of configurations, the one that is written first.
  private static let names: [(name: String, activation: Activation)] = [
    ("gelu_new", .geluTanh), ("gelu_pytorch_tanh", .geluTanh), ("gelu_fast", .geluTanh), ("gelu", .gelu),
    ("relu", .relu), ("silu", .silu), ("swish", .silu), ("tanh", .tanh), ("sigmoid", .sigmoid),
  ]

  static var configurationNames: String { names.map(\.name).joined(separator: ", ") }

  init?(configurationName: String) {
    guard let known = Self.names.first(where: { $0.name == configurationName }) else { return nil }
    self = known.activation
  }

  var configurationName: String { Self.names.first { $0.activation == self }?.name ?? rawValue }
}
