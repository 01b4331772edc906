import Figures
import Testing

@Suite struct RankingTests {
  private func marked(_ values: [Double], better: Table.Column.Better) -> [String] {
    marked(values, .init("x", decimals: 2, better: better))
  }

  private func marked(_ values: [Double], _ column: Table.Column) -> [String] {
    let table = Table(
      "t", rowTitles: [""], columns: [column],
      rows: values.map { .init([""], [.number($0)]) })
    return cells(of: table)
  }

  private func cells(of table: Table) -> [String] {
    table.markdown.split(separator: "\n").dropFirst(2).map { String($0.split(separator: "|")[1]).trimmed }
  }

  @Test func lowerMayBeBetter() {
    #expect(marked([3, 1, 2], better: .lower) == ["3.00", "**1.00**", "<u>2.00</u>"])
  }

  @Test func valuesThatLookEqualShareTheFirstPlaceAndLeaveNoSecond() {
    #expect(marked([0.501, 0.502, 0.49], better: .higher) == ["**0.50**", "**0.50**", "0.49"])
  }

  /// 0.4 ms is ahead of 0.5 ms, though both are 0.000 s to three decimals.
  @Test func timesAreRankedInTheUnitThatTheyAreShownIn() {
    let column = Table.Column("t", better: .lower, notation: .duration(secondsPerUnit: 3_600))
    let hours = [0.783e-3, 1.11e-3, 1.17e-3, 1.1704e-3].map { $0 / 3_600 }
    #expect(marked(hours, column) == ["**0.783 ms**", "<u>1.11 ms</u>", "1.17 ms", "1.17 ms"])
    #expect(marked([1e6, 2e6], .init("n", decimals: 0, better: .lower, notation: .scaled))[0] == "**1M**")
  }

  @Test func rowsOfOneOriginCompete() {
    let rows = [("a", 0.5), ("b", 0.9), ("a", 0.4), ("b", 0.8), ("c", 0.1)]
    let table = Table(
      "t", rowTitles: [""], columns: [.init("x", decimals: 1, better: .higher)],
      rows: rows.map { .init([""], [.number($0.1)], origin: $0.0) })
    #expect(cells(of: table) == ["**0.5**", "**0.9**", "<u>0.4</u>", "<u>0.8</u>", "0.1"])
  }

  @Test func nothingIsMarkedWithoutADirectionOrARival() {
    #expect(marked([1, 2], better: .neither) == ["1.00", "2.00"])
    #expect(marked([1, .nan], better: .higher) == ["1.00", "NaN"])
    #expect(marked([0.001, 0.002], better: .higher) == ["0.00", "0.00"])
  }
}

extension String {
  fileprivate var trimmed: String { String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed()) }
}
