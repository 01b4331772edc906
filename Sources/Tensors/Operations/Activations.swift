import CKernels

/// The pointwise non-linearities.
public enum Activation: String, Sendable, CaseIterable, Codable {
  /// max(0, x).
  case relu
  /// x times the normal distribution function, by the error function (Hendrycks and Gimpel, 2016).
  case gelu
  /// The approximation by tanh that GPT-2 uses.
  case geluTanh
  /// x * sigmoid(x), also called swish.
  case silu
  case tanh
  case sigmoid
  /// log(1 + e^x).
  case softplus

  var kernel: meit_activation {
    switch self {
    case .relu: meit_relu
    case .gelu: meit_gelu
    case .geluTanh: meit_gelu_tanh
    case .silu: meit_silu
    case .tanh: meit_tanh
    case .sigmoid: meit_sigmoid
    case .softplus: meit_softplus
    }
  }
}

extension Tensor {
  /// f(x), element by element.
  public func activated(_ f: Activation) -> Tensor {
    let value = mapped { result, range in
      meit_activate(f.kernel, pointer + range.lowerBound, result + range.lowerBound, range.count)
    }
    guard needsGradient else { return value }
    let x = detached
    return Self.recorded(.activate, [self], value) { gradient in
      [
        gradient.mapped { result, range in
          let first = range.lowerBound
          meit_activate_adjoint(
            f.kernel, x.pointer + first, gradient.pointer + first, result + first, range.count)
        }
      ]
    }
  }

  /// f(gate) * up, element by element (Shazeer, "GLU variants", 2020); both [..., D].
  public static func gated(_ f: Activation, gate: Tensor, up: Tensor) -> Tensor {
    precondition(gate.shape == up.shape, "gate \(gate.shape) and up \(up.shape)")
    let value = gate.mapped { result, range in
      let first = range.lowerBound
      meit_activate_gated(f.kernel, gate.pointer + first, up.pointer + first, result + first, range.count)
    }
    guard gate.needsGradient || up.needsGradient else { return value }
    let g = gate.detached
    let u = up.detached
    return recorded(.gate, [gate, up], value) { gradient in
      let forUp = Tensor(uninitialized: u.shape)
      let forGate = g.mapped { result, range in
        let first = range.lowerBound
        meit_activate_gated_adjoint(
          f.kernel, g.pointer + first, u.pointer + first, gradient.pointer + first, result + first,
          forUp.pointer + first, range.count)
      }
      return [forGate, forUp]
    }
  }
}
