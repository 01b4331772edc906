import Figures
import Testing

@Suite struct RankingTests {
  private func marked(_ values: [Double], better: Table.Column.Better) -> [String] {
    let table = Table(
      "t", rowTitles: [""], columns: [.init("x", decimals: 2, better: better)],
      rows: values.map { .init([""], [.number($0)]) })
    return table.markdown.split(separator: "\n").dropFirst(2).map { String($0.split(separator: "|")[1]).trimmed }
  }

  @Test func lowerMayBeBetter() {
    #expect(marked([3, 1, 2], better: .lower) == ["3.00", "**1.00**", "<u>2.00</u>"])
  }

  @Test func valuesThatLookEqualShareTheFirstPlaceAndLeaveNoSecond() {
    #expect(marked([0.501, 0.502, 0.49], better: .higher) == ["**0.50**", "**0.50**", "0.49"])
  }

  @Test func nothingIsMarkedWithoutADirectionOrARival() {
    #expect(marked([1, 2], better: .neither) == ["1.00", "2.00"])
    #expect(marked([1, .nan], better: .higher) == ["1.00", "NaN"])
  }
}

extension String {
  fileprivate var trimmed: String { String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed()) }
}
