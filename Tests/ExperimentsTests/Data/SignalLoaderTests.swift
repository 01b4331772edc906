import Experiments
import Signals
import Testing

struct SignalLoaderTests {
  private let dataset = SimulatedDataset(count: 12, hospital: .a, seed: 1, samplesPerSecond: 100, seconds: 2)
  private let preparation = SignalPreparation(samplesPerSecond: 100, seconds: 2, normalisation: .minMax)

  private func loader(records kept: Int) -> SignalLoader {
    let megabytes = Double(kept * preparation.size * 4) / 1e6
    return SignalLoader(dataset, preparation, perturbation: .gaussian(decibels: 10), seed: 3, megabytes: megabytes)
  }

  /// What was prepared ahead, what is kept from before and what is prepared when asked for are the same.
  @Test func workingAheadAndKeepingChangeNothing() throws {
    let plain = try loader(records: 0).signals([3, 1, 2]).values
    let ahead = loader(records: 100)
    ahead.prefetch([1, 3])
    #expect(try ahead.signals([3, 1, 2]).values == plain)
    #expect(try ahead.signals([3, 1, 2]).values == plain)
  }

  @Test func onlySoManyRecordsStayInMemory() throws {
    let loader = loader(records: 2)
    _ = try loader.signals([0, 1, 2, 3])
    #expect(loader.count == 2)
    loader.prefetch([4, 5, 6])
    _ = try loader.signals([4, 5, 6])
    #expect(loader.count == 2)
  }

  @Test func aRecordMayComeTwiceInABatch() throws {
    let values = try loader(records: 0).signals([5, 5]).values
    #expect(Array(values.prefix(preparation.size)) == Array(values.suffix(preparation.size)))
  }
}
