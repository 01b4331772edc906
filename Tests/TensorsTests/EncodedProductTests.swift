import CKernels
import Parallel
import Randomness
import Tensors
import Testing

/// Weights that stay encoded: what is computed with them, and how far rounding moves them.
@Suite(.serialized) struct EncodedProductTests {
  private static let depth = 768

  /// A matrix of each encoding; of those that can only be read it is made of random blocks.
  private static func weight(_ encoding: Encoding, rows: Int, depth: Int = depth) -> Tensor {
    if encoding.isWritable {
      let weight = normal([rows, depth], 1)
      weight.compress(to: encoding)
      return weight
    }
    var random = Random(seed: 9)
    return Tensor(encoding: encoding, shape: [rows, depth]) { bytes in
      let count = rows * encoding.bytes(of: depth)
      for index in 0..<count {
        bytes.storeBytes(of: UInt8(random.uniform(0..<256)), toByteOffset: index, as: UInt8.self)
      }
      let half = Float16(0.01).bitPattern
      for block in stride(from: 0, to: count, by: encoding.block.bytes) {
        for place in encoding == .q6K ? [208] : [0, 2] {
          bytes.storeBytes(of: half, toByteOffset: block + place, as: UInt16.self)
        }
      }
    }
  }

  private static func normal(_ shape: [Int], _ seed: UInt64) -> Tensor {
    var random = Random(seed: seed)
    return Tensor((0..<shape.reduce(1, *)).map { _ in Float(random.normal()) }, shape: shape)
  }

  /// The largest deviation as a share of the largest element.
  private func deviation(_ a: [Float], _ b: [Float]) -> Float {
    let largest = b.map(abs).max() ?? 0
    return (zip(a, b).map { abs($0 - $1) }.max() ?? .infinity) / largest
  }

  @Test(arguments: Encoding.allCases, [1, 2, 3, 4, 5, 16, 31, 32])
  func theKernelOfThisProcessorEqualsThePlainOne(encoding: Encoding, rows: Int) {
    for depth in encoding.block.elements == 1 ? [1, 31, 777, 1_600] : [Self.depth, 2_048] {
      let outputs = 21
      let weight = Self.weight(encoding, rows: outputs, depth: depth)
      let x = Self.normal([rows, depth], 2)
      var fast = [Float](repeating: .nan, count: rows * outputs)
      var plain = fast
      weight.withEncodedBytes { bytes in
        var matrix = meit_encoded_matrix(encoding: encoding.kernel, base: bytes.baseAddress, depth: depth)
        meit_encoded_product(&matrix, 0, 3, x.pointer, rows, &fast, outputs)
        meit_encoded_product(&matrix, 3, outputs, x.pointer, rows, &fast, outputs)
        meit_encoded_product_plain(&matrix, 0, outputs, x.pointer, rows, &plain, outputs)
      }
      #expect(deviation(fast, plain) < 1e-6, "depth \(depth)")
    }
  }

  @Test(arguments: Encoding.allCases)
  func equalsTheProductWithTheWeightsExpanded(encoding: Encoding) {
    let weight = Self.weight(encoding, rows: 70)
    let expanded = weight.expanded
    for rows in [1, 7, 32, 33, 90] {
      let x = Self.normal([rows, Self.depth], 3)
      let sums = (0..<rows * 70).map { place -> Float in
        let (row, output) = (place / 70, place % 70)
        return Float(
          (0..<Self.depth).reduce(0.0) {
            $0 + Double(x.pointer[row * Self.depth + $1]) * Double(expanded.pointer[output * Self.depth + $1])
          })
      }
      #expect(deviation(x.linear(weight).values, sums) < 1e-5, "\(rows) rows")
    }
  }

  @Test(arguments: [Encoding.bf16, .q80, .q40, .q4K])
  func gradientsFlowThroughEncodedWeights(encoding: Encoding) {
    let weight = Self.weight(encoding, rows: 1_500)
    let gradients = [weight, weight.expanded].map { weight -> [Float] in
      let x = Self.normal([40, Self.depth], 4)
      x.isTrainable = true
      x.linear(weight).sum().backward()
      return x.gradient?.values ?? []
    }
    #expect(deviation(gradients[0], gradients[1]) < 1e-5)
  }

  @Test(arguments: Encoding.allCases)
  func neitherRowsBesideNorThreadsChangeABit(encoding: Encoding) {
    let weight = Self.weight(encoding, rows: 130)
    let x = Self.normal([32, Self.depth], 5)
    let threads = Pool.threads
    defer { Pool.threads = threads }
    let all = x.linear(weight).values
    for count in [1, 3, 5, 16] {
      Pool.threads = count
      #expect(x.takingRows((0..<Int32(count)).map { $0 }).linear(weight).values == Array(all[..<(count * 130)]))
    }
  }

  @Test func rowsOfAnEncodedTableAreLookedUp() {
    let table = Self.weight(.q80, rows: 50)
    let expanded = table.expanded
    #expect(table.embedded([3, 49, 3]).values == expanded.embedded([3, 49, 3]).values)
    #expect(table.values == expanded.values)
  }

  /// What formats promise of each weight, given the largest of its block.
  @Test(arguments: [Encoding.bf16, .q80, .q40])
  func roundingMovesNoWeightFurtherThanItsFormatAllows(encoding: Encoding) {
    let original = Self.normal([64, Self.depth], 6)
    let rounded = original.copied()
    rounded.compress(to: encoding)
    #expect(rounded.byteCount == 64 * Self.depth * encoding.block.bytes / encoding.block.elements)
    let (before, after) = (original.values, rounded.values)
    var near = 0
    for start in stride(from: 0, to: before.count, by: 32) {
      let block = start..<start + 32
      let largest = before[block].map(abs).max() ?? 0
      for place in block {
        let error = abs(after[place] - before[place])
        switch encoding {
        case .bf16: #expect(error <= abs(before[place]) * 0x1p-8)
        case .q80: #expect(error <= largest / 254 + abs(before[place]) * 0x1.1p-11)
        default:
          #expect(error <= largest / 8 * 1.005)
          near += error <= largest / 16 * 1.01 ? 1 : 0
        }
      }
    }
    #expect(encoding != .q40 || Double(near) > 0.97 * Double(before.count))
  }

  @Test(arguments: [(40, 96, 64), (263, 65, 130), (600, 33, 770)])
  func bfloat16WeightsGiveTheBitsOfTheFloatsThatAreRounded(shape: (Int, Int, Int)) throws {
    let (rows, outputs, depth) = shape
    let floats = Self.normal([outputs, depth], 1)
    let halves = floats.copied()
    halves.compress(to: .bf16)
    let results = try Precision.with(.bfloat16) {
      try [floats, halves].map { weight in
        let x = Self.normal([rows, depth], 2)
        x.isTrainable = true
        let value = x.linear(weight)
        Tensor.multiply(value, Self.normal([rows, outputs], 3)).sum().backward()
        return try (value.values, #require(x.gradient).values)
      }
    }
    // Without bfloat16 products the floats are not rounded.
    let allowed: Float = Precision.bfloat16.isAvailable ? 0 : 0x1p-8
    #expect(deviation(results[0].0, results[1].0) <= allowed)
    #expect(deviation(results[0].1, results[1].1) <= allowed)
  }

  @Test func rowsOfNoWholeBlocksBecomeHalves() {
    let weight = Self.normal([8, 40], 7)
    weight.compress(to: .q40)
    #expect(weight.encoding == .bf16 && weight.byteCount == 8 * 40 * 2)
  }

  @Test func aMergedChangeGivesTheSameMap() {
    let weight = Self.normal([48, 64], 1)
    let change = LowRank(down: Self.normal([4, 64], 2), up: Self.normal([48, 4], 3), scale: 0.5)
    let x = Self.normal([5, 64], 4)
    let apart = x.linear(weight, change: change).values
    let before = weight.copied()
    weight.merge(change)
    #expect(deviation(x.linear(weight).values, apart) < 1e-5)
    #expect(weight.values != before.values)
  }
}
