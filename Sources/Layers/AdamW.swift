import CKernels
import Foundation
import Parallel
import Tensors

/// AdamW (Loshchilov and Hutter, "Decoupled weight decay regularization", 2019, algorithm 2).
public final class AdamW {
  public struct Options: Equatable, Sendable {
    public var beta1: Double = 0.9
    public var beta2: Double = 0.999
    public var epsilon: Double = 1e-8
    public var weightDecay: Double = 0
    /// The gradient's length above which it is scaled down to it, if any.
    public var clip: Double?

    public init(weightDecay: Double = 0, clip: Double? = nil) {
      self.weightDecay = weightDecay
      self.clip = clip
    }
  }

  public let options: Options
  /// How many steps were taken.
  public private(set) var step: Int
  /// The tensors that are trained, and the running means of their gradients and of the squares of these.
  public let moments: [(name: String, tensor: Tensor, first: Tensor, second: Tensor)]

  public init(_ tensors: [(name: String, tensor: Tensor)], options: Options, step: Int = 0) {
    self.options = options
    self.step = step
    moments = tensors.map { ($0.name, $0.tensor, .zeros($0.tensor.shape), .zeros($0.tensor.shape)) }
  }

  /// Goes on after `step` steps, once the moments have been restored.
  public func resume(after step: Int) { self.step = step }

  /// The Euclidean length of all gradients together.
  public func gradientLength() -> Double {
    moments.reduce(0) { sum, moment in
      guard let gradient = moment.tensor.gradient else { return sum }
      return sum + meit_dot(gradient.pointer, gradient.pointer, gradient.count)
    }.squareRoot()
  }

  /// Moves every tensor that has a gradient against it, and forgets the gradients.
  public func update(rate: Double) {
    step += 1
    let correction1 = 1 - pow(options.beta1, Double(step))
    let correction2 = 1 - pow(options.beta2, Double(step))
    let length = options.clip == nil ? 0 : gradientLength()
    let scale = options.clip.map { length > $0 ? $0 / length : 1 } ?? 1
    for (_, tensor, first, second) in moments {
      guard let gradient = tensor.gradient else { continue }
      Pool.forEachRange(tensor.count, grain: 65_536) { range in
        let start = range.lowerBound
        meit_adamw(
          tensor.pointer + start, gradient.pointer + start, first.pointer + start, second.pointer + start, range.count,
          Float(rate), Float(options.beta1), Float(options.beta2), Float(1 - options.beta1), Float(1 - options.beta2),
          Float(options.epsilon), Float(options.weightDecay),
          Float(correction1), Float(correction2), Float(scale))
      }
      tensor.gradient = nil
    }
  }
}
