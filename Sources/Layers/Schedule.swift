import Foundation

/// How the learning rate changes over the steps of a training.
public struct Schedule: Equatable, Sendable {
  public enum Shape: String, Sendable, CaseIterable, Codable {
    /// Linear to 0.
    case linear
    /// Half a cosine to 0.
    case cosine
    case constant
  }

  public let shape: Shape
  public let peak: Double
  public let steps: Int
  /// Steps over which the rate first rises from 0.
  public let warmUp: Int

  /// - Parameter warmUpRatio: the share of the steps that warm up (paper Table 7: 0.03), rounded up.
  public init(_ shape: Shape, peak: Double, steps: Int, warmUpRatio: Double) {
    self.shape = shape
    self.peak = peak
    self.steps = steps
    warmUp = Int((Double(steps) * warmUpRatio).rounded(.up))
  }

  /// The learning rate of a step, counted from 0.
  public func rate(_ step: Int) -> Double {
    if step < warmUp { return peak * Double(step) / Double(max(1, warmUp)) }
    let progress = Double(step - warmUp) / Double(max(1, steps - warmUp))
    switch shape {
    case .constant: return peak
    case .linear: return peak * max(0, 1 - progress)
    case .cosine: return peak * 0.5 * (1 + cos(.pi * min(1, progress)))
    }
  }
}
