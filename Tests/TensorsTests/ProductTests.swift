import Parallel
import Randomness
import Tensors
import Testing

/// Products by `linear` and its gradients against plain sums in double precision, at sizes around those of the tiles.
@Suite(.serialized) struct ProductTests {
  private static let shapes = [
    (1, 5, 7), (2, 3, 1), (13, 16, 17), (14, 32, 256), (15, 33, 257), (22, 64, 40), (18, 48, 40), (28, 64, 300),
    (100, 17, 600), (250, 130, 70),
    (600, 260, 520), (1_100, 70, 40),
    (300, 128, 513),
  ]

  @Test(arguments: shapes, Precision.allCases)
  func equalsPlainSums(shape: (Int, Int, Int), precision: Precision) {
    let (rows, columns, depth) = shape
    let x = tensor([rows, depth], 1)
    let w = tensor([columns, depth], 2)
    let weights = tensor([rows, columns], 3)
    x.isTrainable = true
    w.isTrainable = true
    let value = Precision.with(precision) {
      let value = x.linear(w)
      Tensor.multiply(value, weights).sum().backward()
      return value
    }
    // bfloat16 has 8 digits; a sum of n products is off by about the root of n times that.
    let unit = precision == .bfloat16 && precision.isAvailable ? 0x1p-8 : 0x1p-20
    expect(value, within: unit, depth) { i, j in sum(depth) { x.at(i, $0) * w.at(j, $0) } }
    expect(x.gradient, within: unit, columns) { i, k in sum(columns) { weights.at(i, $0) * w.at($0, k) } }
    expect(w.gradient, within: unit, rows) { j, k in sum(rows) { weights.at($0, j) * x.at($0, k) } }
  }

  @Test(arguments: [300, 16_200]) func threadsChangeNoBit(rows: Int) {
    let x = tensor([rows, 200], 1)
    let w = tensor([150, 200], 2)
    let before = Pool.threads
    defer { Pool.threads = before }
    let results = [1, 2, 32].map { threads in
      Pool.threads = threads
      return x.linear(w).values
    }
    #expect(results[0] == results[1] && results[0] == results[2])
  }

  private func tensor(_ shape: [Int], _ seed: UInt64) -> Tensor {
    var random = Random(seed: seed)
    return Tensor((0..<shape[0] * shape[1]).map { _ in Float(random.normal()) }, shape: shape)
  }

  private func sum(_ count: Int, _ term: (Int) -> Double) -> Double { (0..<count).reduce(0) { $0 + term($1) } }

  private func expect(_ tensor: Tensor?, within unit: Double, _ terms: Int, _ plain: (Int, Int) -> Double) {
    guard let tensor else {
      Issue.record("no gradient")
      return
    }
    let allowed = unit * 6 * Double(terms).squareRoot()
    for row in stride(from: 0, to: tensor.rows, by: 7) {
      for column in 0..<tensor.width {
        let deviation = abs(tensor.at(row, column) - plain(row, column))
        if deviation > allowed {
          Issue.record("[\(row), \(column)] is off by \(deviation), allowed \(allowed)")
          return
        }
      }
    }
  }
}

extension Tensor {
  fileprivate func at(_ row: Int, _ column: Int) -> Double { Double(pointer[row * width + column]) }
}
