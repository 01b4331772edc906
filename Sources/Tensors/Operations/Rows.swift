import CKernels
import Parallel

extension Tensor {
  /// The rows of a table [V, D] at the given indices: [N, D].
  public func embedded(_ indices: [Int32]) -> Tensor {
    precondition(shape.count == 2, "embedding in \(shape)")
    let value = gathered(indices)
    guard needsGradient else { return value }
    let shape = shape
    return Self.recorded(.embed, [self], value) { [$0.scattered(indices, shape: shape)] }
  }

  /// Some rows, in any order and any number of times: x [N, D], result [indices, D].
  public func takingRows(_ indices: [Int32]) -> Tensor {
    let value = gathered(indices)
    guard needsGradient else { return value }
    let shape = shape
    return Self.recorded(.takeRows, [self], value) { [$0.scattered(indices, shape: shape)] }
  }

  private func gathered(_ indices: [Int32]) -> Tensor {
    let width = width
    let rows = rows
    let result = Tensor(uninitialized: [indices.count, width])
    Pool.forEachRange(indices.count, grain: Grain.rows(width: width)) { range in
      for row in range {
        let index = Int(indices[row])
        precondition(index >= 0 && index < rows, "row \(index) of \(rows)")
        decode(row: index, into: result.pointer + row * width)
      }
    }
    return result
  }

  private func scattered(_ indices: [Int32], shape: [Int]) -> Tensor {
    let width = width
    let result = Tensor.zeros(shape)
    for (row, index) in indices.enumerated() {
      meit_accumulate(pointer + row * width, 1, result.pointer + Int(index) * width, width)
    }
    return result
  }

  /// The rows of the first tensor, then those of the second, and so on: each [Nᵢ, D], result [ΣNᵢ, D].
  public static func joinedRows(_ parts: [Tensor]) -> Tensor {
    guard let width = parts.first?.width else { return .zeros([0, 0]) }
    precondition(parts.allSatisfy { $0.width == width }, "joined rows of widths \(parts.map(\.width))")
    let result = Tensor(uninitialized: [parts.reduce(0) { $0 + $1.rows }, width])
    var starts: [Int] = []
    var position = 0
    for part in parts {
      (result.pointer + position).update(from: part.pointer, count: part.count)
      starts.append(position)
      position += part.count
    }
    let shapes = parts.map(\.shape)
    return recorded(.joinRows, parts, result) { gradient in
      zip(shapes, starts).map { Tensor(shape: $0, storage: gradient.storage, offset: gradient.offset + $1) }
    }
  }

  /// Each row written `times` times side by side: x [N, D], result [N, times D].
  public func repeatingColumns(_ times: Int) -> Tensor {
    let width = width
    let rows = rows
    let shape = shape
    let result = Tensor(uninitialized: [rows, times * width])
    for row in 0..<rows {
      for copy in 0..<times {
        (result.pointer + (row * times + copy) * width).update(from: pointer + row * width, count: width)
      }
    }
    return Self.recorded(.repeatColumns, [self], result) { gradient in
      let sum = Tensor.zeros(shape)
      for row in 0..<rows {
        meit_sum_rows(gradient.pointer + row * times * width, sum.pointer + row * width, times, width)
      }
      return [sum]
    }
  }

  /// Some consecutive columns: x [..., D], result [..., columns].
  public func takingColumns(_ columns: Range<Int>) -> Tensor {
    precondition(columns.lowerBound >= 0 && columns.upperBound <= width, "columns \(columns) of \(shape)")
    let width = width
    let rows = rows
    let shape = shape
    let result = Tensor(uninitialized: shape.dropLast() + [columns.count])
    Pool.forEachRange(rows, grain: Grain.rows(width: width)) { range in
      for row in range {
        (result.pointer + row * columns.count).update(
          from: pointer + row * width + columns.lowerBound, count: columns.count)
      }
    }
    guard needsGradient else { return result }
    return Self.recorded(.takeColumns, [self], result) { gradient in
      let spread = Tensor(uninitialized: shape)
      Pool.forEachRange(rows, grain: Grain.rows(width: width)) { range in
        for row in range {
          let target = spread.pointer + row * width
          target.update(repeating: 0, count: columns.lowerBound)
          (target + columns.lowerBound).update(from: gradient.pointer + row * columns.count, count: columns.count)
          (target + columns.upperBound).update(repeating: 0, count: width - columns.upperBound)
        }
      }
      return [spread]
    }
  }
}
