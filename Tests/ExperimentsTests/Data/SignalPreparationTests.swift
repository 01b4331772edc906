import Experiments
import Foundation
import Language
import Randomness
import Signals
import Testing

struct SignalPreparationTests {
  private let ecg = SimulatedPatient(random: Random(seed: 2)).ecg(samplesPerSecond: 100, seconds: 4)

  private func prepared(_ normalisation: Normalisation, _ perturbation: Perturbation? = nil) throws -> [Float] {
    let preparation = SignalPreparation(samplesPerSecond: 100, seconds: 4, normalisation: normalisation)
    return try [Float](unsafeUninitializedCapacity: preparation.size) { buffer, count in
      let base = try #require(buffer.baseAddress)
      try preparation.write(ecg, record: "r", perturbation: perturbation, random: Random(seed: 8), to: base)
      count = preparation.size
    }
  }

  /// As in the released code, the noise's deviation is told in the units of the record scaled to 0...1, and the noise
  /// comes after that scaling.
  @Test func releasedNoiseActsOnTheScaledRecord() throws {
    let noise = Perturbation.whiteSegment(share: 0.5, scale: 0.1)
    let scaled = ecg.normalised(.minMax)
    let expected = noise.applied(to: scaled, random: Random(seed: 8))
    let found = try prepared(.minMax, noise)
    for lead in Lead.allCases {
      for (sample, value) in expected[lead].enumerated() { #expect(found[sample * 12 + lead.rawValue] == value) }
    }
    let least = try #require(ecg.millivolts.min())
    let greatest = try #require(ecg.millivolts.max())
    let difference = zip(try prepared(.none, noise), try prepared(.none)).map { ($0 - $1) / (greatest - least) }
    let same = zip(found, try prepared(.minMax)).map { $0 - $1 }
    #expect(zip(difference, same).allSatisfy { abs($0 - $1) < 1e-5 })
    #expect(same.contains { $0 != 0 })
  }

  @Test(
    arguments: [
      ("none", nil), ("gaussian(snr = 10 dB)", .gaussian(decibels: 10)), ("gaussian(ratio = 0.2)", .gaussianRatio(0.2)),
      ("white-segment(length = 20 %)", .whiteSegment(share: 0.2, scale: 0.1)),
      ("baseline-wander", .baselineWander(millivolts: 0.3)),
      ("powerline(amplitude = 0.2 mV, frequency = 60 Hz)", .powerline(hertz: 60, millivolts: 0.2)),
      ("muscle", .muscle(millivolts: 0.1)), ("electrode-motion", .electrodeMotion(millivolts: 0.5)),
      ("lead-dropout(leads = 3)", .leadDropout(leads: 3)), ("lead-swap", .electrodeSwap(.arms)),
      ("lead-swap(electrodes = v1-v2)", .electrodeSwap(.v1v2)),
    ] as [(String, Perturbation?)])
  func everyNoiseOfTheCatalogReachesTheSignals(_ text: String, _ expected: Perturbation?) throws {
    let checked = check(SourceText(name: "test.meit", text: "eval.noise = \(text)"), catalog: .meit, loader: noFiles)
    let cell = try #require(checked.program.experiments.first?.cells.first, "\(checked.diagnostics.rendered())")
    let source = DataSource(configuration: cell.configuration, base: URL(filePath: "/"))
    #expect(try source.perturbation() == expected)
  }

  @Test func noNoiseOfTheCatalogIsLeftOut() throws {
    let option = try #require(Catalog.meit.option("eval.noise"))
    let names = option.type.choiceSets.flatMap(\.choices).map(\.name)
    #expect(
      Set(names) == [
        "none", "gaussian", "white-segment", "baseline-wander", "powerline", "muscle", "electrode-motion",
        "lead-dropout", "lead-swap",
      ])
  }
}
