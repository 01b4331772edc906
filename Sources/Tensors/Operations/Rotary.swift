import CKernels
import Foundation
import Parallel

/// The angles by which rotary position embedding turns pairs of elements (Su et al., "RoFormer", 2021).
public final class RotaryTable {
  /// How pairs lie in a head.
  public enum Pairing: String, Sendable, Codable {
    /// Element i with i + rotated / 2, as in GPT-NeoX and LLaMA.
    case halves
    /// Element 2i with 2i + 1, as in GPT-J.
    case interleaved
  }

  /// The width of a head.
  public let width: Int
  /// How many elements of a head turn, the first ones.
  public let rotated: Int
  public let pairing: Pairing
  /// [positions, rotated / 2].
  let cosines, sines: Tensor

  /// - Parameter frequencies: one per pair, in radians a position.
  public init(width: Int, frequencies: [Double], pairing: Pairing, positions: Int) {
    self.width = width
    self.pairing = pairing
    rotated = 2 * frequencies.count
    precondition(rotated <= width, "\(rotated) of \(width) elements cannot turn")
    let angles = (0..<positions).flatMap { position in frequencies.map { Float(position) * Float($0) } }
    cosines = Tensor(angles.map { Foundation.cos($0) }, shape: [positions, frequencies.count])
    sines = Tensor(angles.map { Foundation.sin($0) }, shape: [positions, frequencies.count])
  }

  /// base^(-2i / rotated) for each pair i.
  public static func frequencies(rotated: Int, base: Double) -> [Double] {
    (0..<rotated / 2).map { Foundation.pow(base, -2 * Double($0) / Double(rotated)) }
  }
}

extension Tensor {
  /// Each head of each row turned by its position: x [N, H d], positions [N].
  public func rotated(by table: RotaryTable, positions: [Int32]) -> Tensor {
    precondition(rows == positions.count, "\(positions.count) positions for \(shape)")
    let limit = table.cosines.rows
    precondition(positions.allSatisfy { $0 >= 0 && $0 < limit }, "a position outside 0..<\(limit)")
    let value = turned(table, positions, 1)
    guard needsGradient else { return value }
    return Self.recorded(.rotate, [self], value) { [$0.turned(table, positions, -1)] }
  }

  private func turned(_ table: RotaryTable, _ positions: [Int32], _ direction: Float) -> Tensor {
    let result = Tensor(uninitialized: shape)
    let width = width
    Pool.forEachRange(rows, grain: Grain.rows(width: width)) { range in
      positions.withUnsafeBufferPointer { positions in
        guard let positions = positions.baseAddress else { return }
        let first = range.lowerBound * width
        meit_rotate(
          pointer + first, result.pointer + first, positions + range.lowerBound, table.cosines.pointer,
          table.sines.pointer, direction, table.pairing == .interleaved ? 1 : 0, range.count, width / table.width,
          table.width, table.rotated)
      }
    }
    return result
  }
}
