import Experiments
import Testing

struct RateEstimateTests {
  @Test func aSteadyRateIsFound() throws {
    var rate = RateEstimate()
    #expect(rate.unitsPerSecond == nil)
    for second in 0...10 { rate.note(done: Double(4 * second), seconds: Double(second)) }
    #expect(rate.unitsPerSecond == 4)
  }

  @Test func aSlowStartDoesNotCount() {
    var rate = RateEstimate()
    rate.note(done: 0, seconds: 0)
    for second in 1...20 { rate.note(done: Double(second), seconds: 8 + Double(second)) }
    #expect(rate.unitsPerSecond == 1)
  }

  @Test func regularPausesCount() throws {
    var rate = RateEstimate()
    for second in 0..<60 { rate.note(done: Double(second - second / 3), seconds: Double(second)) }
    #expect(abs(try #require(rate.unitsPerSecond) - 2.0 / 3) < 0.05)
  }

  @Test func aChangeOfSpeedIsFollowed() throws {
    var rate = RateEstimate()
    for second in 0..<30 { rate.note(done: Double(second), seconds: Double(second)) }
    for second in 0..<60 { rate.note(done: 30 + 5 * Double(second), seconds: 30 + Double(second)) }
    #expect(rate.unitsPerSecond == 5)
  }

  @Test func goingBackStartsAnew() {
    var rate = RateEstimate()
    rate.note(done: 100, seconds: 0)
    rate.note(done: 110, seconds: 1)
    rate.note(done: 50, seconds: 2)
    #expect(rate.unitsPerSecond == nil)
  }
}
