import Foundation
import Tensors

/// LLaMA-3's stretching of the slow frequencies of rotary embedding to a longer context (its config's `rope_scaling`).
public struct RotaryScaling: Equatable, Sendable {
  public var factor, lowFactor, highFactor: Double
  public var originalContext: Int

  public init(factor: Double, lowFactor: Double, highFactor: Double, originalContext: Int) {
    self.factor = factor
    self.lowFactor = lowFactor
    self.highFactor = highFactor
    self.originalContext = originalContext
  }

  /// Frequencies whose wavelength exceeds the original context are divided by the factor, short ones stay, and those in
  /// between are mixed.
  func scaled(_ frequency: Double) -> Double {
    let wavelength = 2 * Double.pi / frequency
    let context = Double(originalContext)
    if wavelength < context / highFactor { return frequency }
    if wavelength > context / lowFactor { return frequency / factor }
    let share = (context / wavelength - lowFactor) / (highFactor - lowFactor)
    return (1 - share) * frequency / factor + share * frequency
  }
}

extension Double {
  static func exp2(_ exponent: Double) -> Double { Foundation.exp2(exponent) }
}

extension DecoderSpec {
  /// The table of angles for `positions` positions, in a family that has one.
  func rotaryTable(positions: Int) -> RotaryTable? {
    guard case .rotary(let dimensions, let base, let pairing, let scaling) = position else { return nil }
    let frequencies = RotaryTable.frequencies(rotated: dimensions, base: base)
    return RotaryTable(
      width: headWidth, frequencies: scaling.map { frequencies.map($0.scaled) } ?? frequencies, pairing: pairing,
      positions: positions)
  }
}
