import CKernels
import Parallel
import Randomness
import Tensors
import Testing

/// Products whose activations are rounded as their weights are.
@Suite(.serialized) struct RoundedProductTests {
  private static let encodings = [Encoding.q80, .q40, .bf16]

  private static func normal(_ shape: [Int], _ seed: UInt64) -> Tensor {
    var random = Random(seed: seed)
    return Tensor((0..<shape.reduce(1, *)).map { _ in Float(random.normal()) }, shape: shape)
  }

  private static func weight(_ encoding: Encoding, rows: Int, depth: Int, rounding: Bool = true) -> Tensor {
    let weight = normal([rows, depth], 1)
    weight.compress(to: encoding)
    weight.roundsInputs = rounding
    return weight
  }

  /// Rounded rows of x, and the products with all rows of a weight that a kernel makes of them.
  private static func products(
    _ weight: Tensor, _ x: Tensor, _ multiply: (inout meit_encoded_matrix, UnsafeRawPointer, inout [Float]) -> Void
  ) -> [Float] {
    let encoding = weight.encoding.kernel
    var result = [Float](repeating: .nan, count: x.rows * weight.rows)
    let room = UnsafeMutableRawPointer.allocate(
      byteCount: meit_rounded_bytes(encoding, x.rows, x.width), alignment: 64)
    defer { room.deallocate() }
    for row in 0..<x.rows { meit_round_row(encoding, x.pointer, x.rows, x.width, row, room) }
    weight.withEncodedBytes { bytes in
      var matrix = meit_encoded_matrix(encoding: encoding, base: bytes.baseAddress, depth: x.width)
      multiply(&matrix, room, &result)
    }
    return result
  }

  @Test(arguments: encodings, [1, 2, 3, 4, 7, 16, 17, 35])
  func theKernelOfThisProcessorEqualsThePlainOneBitForBit(encoding: Encoding, rows: Int) {
    for depth in encoding == .bf16 ? [1, 31, 100, 777, 2_112] : [32, 96, 768, 2_048, 5_632] {
      let outputs = 37
      let weight = Self.weight(encoding, rows: outputs, depth: depth)
      let x = Self.normal([rows, depth], 2)
      let fast = Self.products(weight, x) { matrix, rounded, result in
        meit_rounded_product(&matrix, 0, 16, rounded, rows, &result, outputs)
        meit_rounded_product(&matrix, 16, outputs, rounded, rows, &result, outputs)
      }
      let plain = Self.products(weight, x) { matrix, rounded, result in
        meit_rounded_product_plain(&matrix, 0, outputs, rounded, rows, &result, outputs)
      }
      #expect(fast == plain, "depth \(depth)")
    }
  }

  /// Each activation is off by half a step of its block, or by 2^-9 of itself in bf16.
  @Test(arguments: encodings, [1, 20])
  func aProductIsOffByNoMoreThanItsRoundedActivations(encoding: Encoding, rows: Int) {
    let (outputs, depth) = (50, 768)
    let weight = Self.weight(encoding, rows: outputs, depth: depth)
    let values = weight.values
    let x = Self.normal([rows, depth], 3)
    let rounded = x.linear(weight).values
    var largest = 0.0
    for row in 0..<rows {
      let activations = x.values[row * depth..<(row + 1) * depth].map(Double.init)
      let steps = (0..<depth).map { place -> Double in
        let block = place / 32 * 32
        return encoding == .bf16
          ? abs(activations[place]) * 0x1p-9 : (activations[block..<block + 32].map(abs).max() ?? 0) / 254
      }
      for output in 0..<outputs {
        let factors = values[output * depth..<(output + 1) * depth].map(Double.init)
        let exact = zip(activations, factors).reduce(0) { $0 + $1.0 * $1.1 }
        let bound = zip(steps, factors).reduce(1e-5) { $0 + $1.0 * abs($1.1) }
        let error = abs(Double(rounded[row * outputs + output]) - exact)
        #expect(error <= bound)
        largest = max(largest, error / bound)
      }
    }
    #expect(largest > 0.01, "nothing was rounded")
  }

  @Test(arguments: encodings)
  func neitherRowsBesideNorThreadsChangeABit(encoding: Encoding) {
    let weight = Self.weight(encoding, rows: 130, depth: 768)
    let x = Self.normal([40, 768], 5)
    let threads = Pool.threads
    defer { Pool.threads = threads }
    let all = x.linear(weight).values
    for count in [1, 2, 5, 16, 33] {
      Pool.threads = 1 + count % 2
      #expect(x.takingRows((0..<Int32(count)).map { $0 }).linear(weight).values == Array(all[..<(count * 130)]))
    }
  }

  @Test(arguments: encodings)
  func whatIsNotFiniteIsSeenInItsRowAlone(encoding: Encoding) {
    let weight = Self.weight(encoding, rows: 20, depth: 64)
    for value in [Float.nan, .infinity] {
      let x = Self.normal([3, 64], 6)
      x.pointer[64 + 40] = value
      let products = x.linear(weight).values
      #expect(products.indices.allSatisfy { products[$0].isFinite == !(20..<40).contains($0) })
    }
  }

  @Test func encodingsThatAreNotRoundedForAreDecoded() {
    let weight = Self.weight(.f16, rows: 20, depth: 64)
    #expect(!weight.roundsInputs)
    let x = Self.normal([3, 64], 7)
    #expect(x.linear(weight).values == x.linear(Self.weight(.f16, rows: 20, depth: 64, rounding: false)).values)
  }

  @Test(arguments: [1, 5, 40])
  func severalMapsAtOnceGiveWhatEachGives(rows: Int) {
    let x = Self.normal([rows, 128], 8)
    let groups = [
      [Self.weight(.q80, rows: 40, depth: 128), Self.weight(.q80, rows: 17, depth: 128)],
      [Self.weight(.q40, rows: 40, depth: 128), Self.weight(.q80, rows: 17, depth: 128, rounding: false)],
      [Self.normal([40, 128], 9), Self.normal([17, 128], 10)],
    ]
    for weights in groups {
      let biases = [Self.normal([40], 11), nil]
      let together = x.linear(zip(weights, biases).map { AffineMap($0, $1) })
      for (place, result) in together.enumerated() {
        #expect(result.values == x.linear(weights[place], bias: biases[place]).values)
      }
    }
  }
}
