import CKernels
import Parallel

/// The geometry of a 1-D convolution over channels-last signals.
public struct Convolution: Equatable, Sendable {
  public var stride: Int
  public var padding: Int

  public init(stride: Int = 1, padding: Int = 0) {
    self.stride = stride
    self.padding = padding
  }

  /// How many positions come out of `length` with a kernel of `taps`.
  public func outputLength(_ length: Int, taps: Int) -> Int { (length + 2 * padding - taps) / stride + 1 }
}

extension Tensor {
  /// A 1-D convolution without bias: x [B, T, C], weight [O, K, C] (K taps), result [B, T', O].
  ///
  /// Where products are made in bfloat16 the result is stored so too.
  ///
  /// - Parameter norm: A batch norm of x: then its rectified values are what the weight meets. They are made again for the
  ///   gradients, so that they need not be kept.
  public func convolved(_ weight: Tensor, _ geometry: Convolution, rectifying norm: BatchNormalization? = nil) -> Tensor
  {
    precondition(
      shape.count == 3 && weight.shape.count == 3 && weight.width == width,
      "convolution of \(shape) with a weight of \(weight.shape)")
    let unfolding = Unfolding(
      batch: shape[0], length: shape[1], channels: width, taps: weight.shape[1], geometry: geometry)
    let x = detached
    let w = weight.detached
    let value = Tensor(
      uninitialized: [unfolding.batch, unfolding.outputLength, w.shape[0]],
      isHalf: Precision.current == .bfloat16)
    unfolding.multiply(norm?.values(of: x, rectified: true) ?? x, weight: w, in: value)
    let needsX = needsGradient || norm != nil
    let needsWeight = weight.needsGradient
    let inputs = [self, weight] + (norm.map { [$0.weight, $0.bias] } ?? [])
    return Self.recorded(.convolve, inputs, value) { gradient in
      let y = norm?.values(of: x, rectified: true)
      let forWeight = needsWeight ? unfolding.weightGradient(gradient, x: y ?? x, shape: w.shape) : nil
      let forInput = needsX ? unfolding.inputGradient(gradient, weight: w) : nil
      guard let norm, let forInput else { return [forInput, forWeight] }
      let found = norm.gradients(forInput, x: x, y: y)
      return [found.x, forWeight, found.weight, found.bias]
    }
  }

  /// The means over equal stretches of a signal, cut as adaptive average pooling cuts them: [B, T, C] to [B, S, C].
  public func averagePooled(into stretches: Int) -> Tensor {
    precondition(shape.count == 3 && stretches > 0 && stretches <= shape[1], "\(stretches) averages of \(shape)")
    let (batch, length, channels) = (shape[0], shape[1], shape[2])
    let ranges = (0..<stretches).map { $0 * length / stretches..<(($0 + 1) * length + stretches - 1) / stretches }
    let value = Tensor.zeros([batch, stretches, channels])
    let floats = expanded
    Pool.forEach(batch * stretches) { index in
      let range = ranges[index % stretches]
      let target = value.pointer + index * channels
      let first = (index / stretches * length + range.lowerBound) * channels
      meit_sum_rows(floats.pointer + first, target, range.count, channels)
      for channel in 0..<channels { target[channel] /= Float(range.count) }
    }
    let shape = shape
    return Self.recorded(.averagePool, [self], value) { gradient in
      let result = Tensor.zeros(shape)
      Pool.forEach(batch) { sample in
        for (index, range) in ranges.enumerated() {
          let source = gradient.pointer + (sample * stretches + index) * channels
          for position in range {
            let target = result.pointer + (sample * length + position) * channels
            meit_accumulate(source, 1 / Float(range.count), target, channels)
          }
        }
      }
      return [result]
    }
  }
}

/// A convolution seen as a product with the matrix whose rows are the windows under the kernel, made tile by tile.
private struct Unfolding {
  let batch, length, channels, taps: Int
  let geometry: Convolution

  var outputLength: Int { geometry.outputLength(length, taps: taps) }
  var width: Int { taps * channels }
  /// Whether the windows already lie side by side in memory.
  private var isPlain: Bool { taps == 1 && geometry.stride == 1 && geometry.padding == 0 }
  /// Output positions whose windows are laid out at a time: they stay in the second cache.
  private var tile: Int { max(112, 98_304 / width / 14 * 14) }
  /// The same where they are summed over: each tile reads and writes all of the sum.
  private var summedTile: Int { max(256, tile) }

  /// The products of all windows with the weight [O, K, C], into [B, T', O].
  func multiply(_ x: Tensor, weight: Tensor, in result: Tensor) {
    let outputs = weight.shape[0]
    let matrix = Matrix(weight.pointer, rows: outputs, columns: width).transposed
    if isPlain, !result.isHalf { return Product.store(Matrix(x), matrix, in: Matrix(result)) }
    let tile = result.isHalf ? min(tile, max(112, 98_304 / outputs / 14 * 14)) : tile
    let tiles = (outputLength + tile - 1) / tile
    Product.withRightFactor(matrix, rows: batch * outputLength) { multiply in
      Pool.forEach(batch * tiles) { index in
        let (sample, start) = (index / tiles, index % tiles * tile)
        let rows = start..<min(outputLength, start + tile)
        withRows(x, sample, rows) { windows in
          result.withFloats(from: (sample * outputLength + start) * outputs, count: rows.count * outputs) {
            multiply(windows, Matrix($0, rows: rows.count, columns: outputs))
          }
        }
      }
    }
  }

  /// Calls `body` with the windows [rows, K C] of some output positions of a sample. They overlap: the stretch of the
  /// signal that they cover is laid out once, and only where zeros go before or after it.
  func withRows(_ x: Tensor, _ sample: Int, _ rows: Range<Int>, _ body: (Matrix) -> Void) {
    let first = rows.lowerBound * geometry.stride - geometry.padding
    let stretch = (rows.count - 1) * geometry.stride + taps
    let from = min(max(0, first), length)
    let to = max(from, min(length, first + stretch))
    let signal = x.stored(from: (sample * length + from) * channels)
    func windows(_ stored: meit_stored) -> Matrix {
      Matrix(stored, rows: rows.count, columns: width, stride: geometry.stride * channels)
    }
    if to - from == stretch { return body(windows(signal)) }
    let bytes = channels * signal.elementBytes
    withUnsafeTemporaryAllocation(byteCount: stretch * bytes, alignment: 64) { buffer in
      guard let base = buffer.baseAddress else { return }
      buffer.initializeMemory(as: UInt8.self, repeating: 0)
      (base + (from - first) * bytes).copyMemory(from: signal.base, byteCount: (to - from) * bytes)
      body(windows(meit_stored(base: base, is_half: signal.is_half)))
    }
  }

  /// Which positions of the signal lie under the kernel at an output position, after how many that lie before its start.
  private func span(_ row: Int) -> (skipped: Int, from: Int, count: Int) {
    let first = row * geometry.stride - geometry.padding
    let from = max(0, first)
    let to = min(length, first + taps)
    return (from - first, from, max(0, to - from))
  }

  func inputGradient(_ gradient: Tensor, weight: Tensor) -> Tensor {
    let outputs = weight.shape[0]
    let matrix = Matrix(weight.pointer, rows: outputs, columns: width)
    if isPlain {
      let result = Tensor(uninitialized: [batch, length, channels])
      Product.store(Matrix(gradient), matrix, in: Matrix(result))
      return result
    }
    let result = Tensor.zeros([batch, length, channels])
    Product.withRightFactor(matrix, rows: batch * outputLength) { multiply in
      Pool.forEach(batch) { sample in
        for first in Swift.stride(from: 0, to: outputLength, by: tile) {
          let rows = first..<min(outputLength, first + tile)
          let source = Matrix(
            gradient.pointer + (sample * outputLength + first) * outputs, rows: rows.count, columns: outputs)
          addWindows(of: sample, rows, to: result) { multiply(source, $0) }
        }
      }
    }
    return result
  }

  /// Adds windows [rows, K C], which `fill` writes, to the positions of the signal that they cover.
  private func addWindows(of sample: Int, _ rows: Range<Int>, to signal: Tensor, fill: (Matrix) -> Void) {
    withUnsafeTemporaryAllocation(of: Float.self, capacity: rows.count * width) { buffer in
      guard let base = buffer.baseAddress else { return }
      fill(Matrix(base, rows: rows.count, columns: width))
      for (index, row) in rows.enumerated() {
        let covered = span(row)
        meit_accumulate(
          base + index * width + covered.skipped * channels, 1,
          signal.pointer + (sample * length + covered.from) * channels, covered.count * channels)
      }
    }
  }

  func weightGradient(_ gradient: Tensor, x: Tensor, shape: [Int]) -> Tensor {
    let outputs = shape[0]
    let result = Tensor(uninitialized: shape)
    let target = Matrix(result.pointer, rows: outputs, columns: width)
    if isPlain {
      Product.store(Matrix(gradient).transposed, Matrix(x), in: target)
      return result
    }
    let groups = min(batch, 8)
    let partial = Tensor.zeros([groups, outputs, width])
    Pool.forEach(groups) { group in
      let sum = Matrix(partial.pointer + group * outputs * width, rows: outputs, columns: width)
      for sample in group * batch / groups..<(group + 1) * batch / groups {
        for first in Swift.stride(from: 0, to: outputLength, by: summedTile) {
          let rows = first..<min(outputLength, first + summedTile)
          let source = Matrix(
            gradient.pointer + (sample * outputLength + first) * outputs, rows: rows.count, columns: outputs)
          withRows(x, sample, rows) { Product.alone(source.transposed, $0, in: sum, accumulating: true) }
        }
      }
    }
    let size = outputs * width
    result.pointer.update(from: partial.pointer, count: size)
    for group in 1..<max(1, groups) { meit_accumulate(partial.pointer + group * size, 1, result.pointer, size) }
    return result
  }
}

extension Tensor {
  /// Lets `fill` write floats at some place of a tensor under way: straight, or beside it, to be rounded to its halves.
  fileprivate func withFloats(from first: Int, count: Int, _ fill: (UnsafeMutablePointer<Float>) -> Void) {
    guard isHalf else { return fill(pointer + first) }
    withUnsafeTemporaryAllocation(of: Float.self, capacity: count) { buffer in
      guard let base = buffer.baseAddress else { return }
      fill(base)
      encoding.encode(base, into: stored(from: first).base, count: count)
    }
  }
}
