import Layers
import Testing

struct ScheduleTests {
  @Test func risesThenFallsLinearly() {
    let schedule = Schedule(.linear, peak: 1, steps: 12, warmUpRatio: 0.15)
    #expect(schedule.warmUp == 2)
    let falling: [Double] = (0..<10).map { 1 - Double($0) / 10 }
    let rates: [Double] = (0..<12).map(schedule.rate)
    #expect(rates == [0, 0.5] + falling)
  }

  @Test func cosineEndsAtZero() {
    let schedule = Schedule(.cosine, peak: 2, steps: 10, warmUpRatio: 0)
    #expect(schedule.rate(0) == 2)
    #expect(abs(schedule.rate(5) - 1) < 1e-12)
    #expect(abs(schedule.rate(10)) < 1e-12)
  }
}
