import Foundation
import Synchronization

/// A packing that stays: frozen weights are the right factor of the same products in every training step. In bfloat16
/// alone, where laying them out takes the greater part of the time and the smaller of the memory.
final class KeptPacking {
  let packing: Packing
  private let storage: Storage
  private let size: Int

  /// The floats in all packings that stay, and the most that there may be: a quarter of the machine's memory.
  private static let held = Atomic(0)
  private static let most = Int(clamping: ProcessInfo.processInfo.physicalMemory) / 4 / MemoryLayout<Float>.size

  /// Fails where there are too many already.
  fileprivate init?(_ b: Matrix) {
    let precision = Precision.current.kernel
    size = Packing.size(depth: b.rows, columns: b.columns, precision)
    guard Self.held.add(size, ordering: .relaxed).newValue <= Self.most else {
      Self.held.subtract(size, ordering: .relaxed)
      return nil
    }
    storage = Storage(count: size)
    packing = Packing(b, precision, at: storage.base, isParallel: true)
  }

  deinit { Self.held.subtract(size, ordering: .relaxed) }
}

/// The packings that a frozen weight keeps: of itself for the backward pass, of its transposed for the forward pass.
struct KeptPackings {
  private var straight, transposed: KeptPacking?

  /// That of `matrix`, made at the first call in the precision of the day.
  mutating func packing(_ matrix: Matrix) -> Packing? {
    let place = matrix.isTransposed ? \Self.transposed : \Self.straight
    if self[keyPath: place]?.packing.precision != Precision.current.kernel {
      self[keyPath: place] = KeptPacking(matrix)
    }
    return self[keyPath: place]?.packing
  }
}

extension Product {
  /// c = factor * a W, or a Wᵀ when `isTransposed`, for a weight W that is frozen while others are trained.
  static func store(_ a: Matrix, frozen weight: Tensor, isTransposed: Bool, in c: Matrix, factor: Float = 1) {
    let matrix = isTransposed ? Matrix(weight).transposed : Matrix(weight)
    guard usesTiles, a.rows > 1, Precision.current == .bfloat16, let packing = weight.packings.packing(matrix) else {
      return store(a, matrix, in: c, factor: factor)
    }
    packing.multiplyInParallel(a, in: c, factor: factor, accumulating: false)
  }
}
