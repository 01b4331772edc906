import Figures
import Foundation
import Testing

@Suite struct PowerLawTests {
  @Test func anExactLawIsFoundWithoutUncertainty() throws {
    let law = try #require(PowerLaw(fitting: [1, 10, 100, 1000].map { Point($0, 3 * pow($0, -0.5)) }))
    #expect(abs(law.coefficient - 3) < 1e-12 && abs(law.exponent + 0.5) < 1e-12)
    #expect(law.exponentInterval.high - law.exponentInterval.low < 1e-6)
  }

  /// Expected values: Scripts/references/figures/make_power_law.py.
  @Test func intervalsAreThoseOfTheLinearModel() throws {
    let ys = [2.31, 2.05, 1.84, 1.61, 1.52]
    let law = try #require(PowerLaw(fitting: zip([0.3, 1, 3, 10, 30], ys).map { Point($0, $1) }))
    #expect(abs(law.exponent + 0.0937880068418565) < 1e-9)
    #expect(abs(law.coefficient - 2.048222713376689) < 1e-9)
    #expect(abs(law.exponentInterval.low + 0.11064692356190155) < 1e-9)
    #expect(abs(law.exponentInterval.high + 0.07692909012181144) < 1e-9)
    #expect(abs(law.interval(at: 5).low - 1.7114808838021294) < 1e-9)
    #expect(abs(law.interval(at: 5).high - 1.8124761309254018) < 1e-9)
  }

  @Test func threeDifferentPositivePointsAreNeeded() {
    #expect(PowerLaw(fitting: [Point(1, 1), Point(2, 2), Point(-3, 1), Point(4, .nan)]) == nil)
    #expect(PowerLaw(fitting: [Point(2, 1), Point(2, 2), Point(2, 3)]) == nil)
  }
}
