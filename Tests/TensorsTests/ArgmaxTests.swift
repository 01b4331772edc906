import Tensors
import Testing

struct ArgmaxTests {
  /// The plain definition: the first of the greatest.
  private func plain(_ row: [Float]) -> Int32 { Int32(row.firstIndex(of: row.max() ?? 0) ?? 0) }

  @Test(arguments: [1, 255, 256, 257, 1_000]) func theFirstOfTheGreatestIsFoundWhereverItIs(width: Int) {
    for place in [0, width / 2, width - 1] {
      var row = (0..<width).map { Float($0 * 7_919 % 101) }
      row[place] = 200
      #expect(Tensor(row, shape: [1, width]).argmax() == [Int32(place)])
      row[width - 1] = 200
      #expect(Tensor(row + row, shape: [2, width]).argmax() == [plain(row), plain(row)])
    }
  }

  @Test func rowsOfInfinitiesHaveOne() {
    let row = [Float](repeating: -.infinity, count: 300)
    #expect(Tensor(row, shape: [1, 300]).argmax() == [0])
  }
}
