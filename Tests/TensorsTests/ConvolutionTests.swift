import Parallel
import Randomness
import Tensors
import Testing

/// Convolutions long enough to be cut into pieces, against plain sums in double precision.
@Suite(.serialized) struct ConvolutionTests {
  struct Case: CustomTestStringConvertible, Sendable {
    let length, channels, outputs, taps, stride, padding: Int
    var testDescription: String { "\(length) x \(channels) to \(outputs), \(taps) taps, stride \(stride)" }
  }

  private static let cases = [
    Case(length: 701, channels: 12, outputs: 8, taps: 7, stride: 2, padding: 3),
    Case(length: 313, channels: 40, outputs: 33, taps: 3, stride: 1, padding: 1),
    Case(length: 400, channels: 6, outputs: 5, taps: 3, stride: 2, padding: 1),
    Case(length: 515, channels: 20, outputs: 16, taps: 1, stride: 2, padding: 0),
    Case(length: 515, channels: 20, outputs: 16, taps: 1, stride: 1, padding: 0),
    Case(length: 5, channels: 3, outputs: 2, taps: 9, stride: 1, padding: 4),
  ]

  @Test(arguments: cases) func equalsPlainSums(example: Case) throws {
    let x = normal([2, example.length, example.channels], 1)
    let weight = normal([example.outputs, example.taps, example.channels], 2)
    x.isTrainable = true
    weight.isTrainable = true
    let value = x.convolved(weight, Convolution(stride: example.stride, padding: example.padding))
    let seed = normal(value.shape, 3)
    Tensor.multiply(value, seed).sum().backward()
    let plain = Plain(example, x.values, weight.values, seed.values)
    expect(value.values, plain.value)
    expect(try #require(x.gradient).values, plain.inputGradient)
    expect(try #require(weight.gradient).values, plain.weightGradient)
  }

  @Test func aNormBeforeItIsTheSameAsItsValues() throws {
    let shape = [2, 300, 16]
    let weight = normal([8, 3, 16], 2)
    let geometry = Convolution(padding: 1)
    var results: [[[Float]]] = []
    for isFused in [true, false] {
      let x = normal(shape, 1)
      let (scale, bias) = (normal([16], 3), normal([16], 4))
      for tensor in [x, scale, bias, weight] { tensor.isTrainable = true }
      weight.gradient = nil
      let norm = BatchNormalization(
        of: x, weight: scale, bias: bias, running: RunningMoments(channels: 16), isTraining: true)
      let value =
        isFused
        ? x.convolved(weight, geometry, rectifying: norm)
        : x.normalized(by: norm, rectified: true).convolved(weight, geometry)
      Tensor.multiply(value, normal(value.shape, 5)).sum().backward()
      results.append(try [value].map(\.values) + [x, scale, bias, weight].map { try #require($0.gradient).values })
    }
    #expect(results[0] == results[1])
  }

  @Test(.enabled(if: Precision.bfloat16.isAvailable, "no bfloat16 products on this processor"))
  func halvesStayNearTheFloats() throws {
    let results = try [Precision.single, .bfloat16].map { precision in
      try Precision.with(precision) {
        let x = normal([2, 301, 12], 1)
        let weights = [normal([24, 7, 12], 2), normal([32, 3, 24], 3), normal([32, 1, 24], 4)]
        for tensor in weights { tensor.isTrainable = true }
        // A bias far from 0 keeps all on one side of the kink, where a rounded value could change its gradient as a
        // whole.
        func norm(_ x: Tensor) -> BatchNormalization {
          let channels = x.width
          return BatchNormalization(
            of: x, weight: .filled(1, shape: [channels]), bias: .filled(6, shape: [channels]),
            running: RunningMoments(channels: channels), isTraining: true)
        }
        let stem = x.convolved(weights[0], Convolution(stride: 2, padding: 3))
        let inner = stem.convolved(weights[1], Convolution(padding: 1), rectifying: norm(stem))
        let shortcut = stem.convolved(weights[2], Convolution())
        let added = shortcut.normalized(by: norm(shortcut))
        let value = inner.normalized(by: norm(inner), adding: added, rectified: true).averagePooled(into: 5)
        Tensor.multiply(value, normal(value.shape, 5)).sum().backward()
        return try [value.values] + weights.map { try #require($0.gradient).values }
      }
    }
    for (floats, halves) in zip(results[0], results[1]) {
      let length = floats.reduce(0) { $0 + Double($1) * Double($1) }.squareRoot()
      let difference = zip(floats, halves).reduce(0) { $0 + Double($1.0 - $1.1) * Double($1.0 - $1.1) }.squareRoot()
      // Ten roundings to eight digits after one another; the adjoint of a norm takes differences of such numbers.
      #expect(difference < 10 * 0x1p-8 * length)
      #expect(difference > 0)
    }
  }

  private func normal(_ shape: [Int], _ seed: UInt64) -> Tensor {
    var random = Random(seed: seed)
    return Tensor((0..<shape.reduce(1, *)).map { _ in Float(random.normal()) }, shape: shape)
  }

  private func expect(_ found: [Float], _ plain: [Double]) {
    #expect(found.count == plain.count)
    let largest = plain.map(abs).max() ?? 0
    let deviation = zip(found, plain).map { abs(Double($0) - $1) }.max() ?? .infinity
    #expect(deviation < 1e-6 * largest, "off by \(deviation) where the largest is \(largest)")
  }
}

/// The sums as they are written down.
private struct Plain {
  private(set) var value, inputGradient, weightGradient: [Double]

  init(_ example: ConvolutionTests.Case, _ x: [Float], _ weight: [Float], _ seed: [Float]) {
    let (channels, taps, outputs) = (example.channels, example.taps, example.outputs)
    let length = (example.length + 2 * example.padding - taps) / example.stride + 1
    value = [Double](repeating: 0, count: 2 * length * outputs)
    inputGradient = [Double](repeating: 0, count: x.count)
    weightGradient = [Double](repeating: 0, count: weight.count)
    for row in 0..<2 * length {
      for tap in 0..<taps {
        let position = row % length * example.stride - example.padding + tap
        guard (0..<example.length).contains(position) else { continue }
        let start = (row / length * example.length + position) * channels
        for output in 0..<outputs {
          for channel in 0..<channels {
            let (i, j, k) = (start + channel, (output * taps + tap) * channels + channel, row * outputs + output)
            value[k] += Double(x[i]) * Double(weight[j])
            inputGradient[i] += Double(seed[k]) * Double(weight[j])
            weightGradient[j] += Double(seed[k]) * Double(x[i])
          }
        }
      }
    }
  }
}
