import Foundation
import Signals
import TestSupport
import Testing

/// What scipy made of one signal, written by `make_dsp.py`.
private struct Expectation: Decodable {
  struct Resampled: Decodable {
    var up: Int
    var down: Int
    var samples: [Double]
  }
  struct Filter: Decodable {
    var kind: String
    var corners: [Double]
    var order: Int
    var samples: [Double]

    var filter: RecursiveFilter? {
      switch kind {
      case "bandpass": .init(butterworth: .bandPass(corners[0], corners[1]), order: order, samplesPerSecond: 500)
      case "highpass": .init(butterworth: .highPass(corners[0]), order: order, samplesPerSecond: 500)
      case "lowpass": .init(butterworth: .lowPass(corners[0]), order: order, samplesPerSecond: 500)
      default: .init(notch: corners[0], quality: Double(order), samplesPerSecond: 500)
      }
    }
  }
  var input: [Double]
  var resampled: [Resampled]
  var filters: [Filter]
  var withoutMedian: [Double]

  static func load() throws -> Expectation {
    try JSONDecoder().decode(
      Expectation.self, from: Data(contentsOf: TestFiles.fixture("signals/dsp/expected.json")))
  }
}

@Suite struct ScipyTests {
  @Test func resamplingEqualsResamplePoly() throws {
    let expected = try Expectation.load()
    for item in expected.resampled {
      let ours = Resampler(up: item.up, down: item.down).resampled(expected.input)
      #expect(ours.count == item.samples.count)
      #expect(distance(ours, item.samples) < 1e-9, "\(item.up)/\(item.down)")
    }
  }

  @Test func zeroPhaseFiltersEqualSosfiltfilt() throws {
    let expected = try Expectation.load()
    for item in expected.filters {
      let filter = try #require(item.filter)
      let difference = distance(filter.zeroPhase(expected.input), item.samples)
      #expect(difference < 1e-7, "\(item.kind) \(item.corners) \(item.order): \(difference)")
    }
  }

  @Test func medianBaselineEqualsMedianFilter() throws {
    let expected = try Expectation.load()
    let samples = (0..<12).flatMap { _ in expected.input.map(Float.init) }
    let ours = ECG(samplesPerSecond: 500, millivolts: samples).removingBaseline(.median)
    #expect(distance(ours[.II].map(Double.init), expected.withoutMedian) < 1e-6)
  }

  @Test func cornersOutsideTheBandAreRefused() {
    #expect(RecursiveFilter(butterworth: .lowPass(60), order: 2, samplesPerSecond: 100) == nil)
    #expect(RecursiveFilter(butterworth: .bandPass(40, 1), order: 2, samplesPerSecond: 100) == nil)
    #expect(RecursiveFilter(notch: 50, samplesPerSecond: 100) == nil)
    #expect(Resampler(from: 100, to: .pi * 100) == nil)
  }

  /// The greatest difference, relative to the greatest sample.
  private func distance(_ ours: [Double], _ theirs: [Double]) -> Double {
    let scale = theirs.map(abs).max() ?? 1
    return (zip(ours, theirs).map { abs($0 - $1) }.max() ?? .infinity) / scale
  }
}
