import Foundation
import Randomness
import Signals
import Testing

@Suite struct PerturbationTests {
  private let clean = SimulatedPatient(heart: Heart(), random: Random(seed: 9)).cleanECG(samplesPerSecond: 250)
  private static let all: [Perturbation] =
    [
      .gaussian(decibels: 10), .gaussianRatio(0.1), .whiteSegment(share: 0.2, scale: 0.1),
      .baselineWander(millivolts: 0.5), .powerline(hertz: 50, millivolts: 0.1), .muscle(millivolts: 0.05),
      .electrodeMotion(millivolts: 0.5), .leadDropout(leads: 3),
    ] + ElectrodeSwap.allCases.map(Perturbation.electrodeSwap)

  @Test(arguments: all) func sameStreamSameDisturbance(perturbation: Perturbation) {
    let first = perturbation.applied(to: clean, random: Random(seed: 4))
    #expect(first.millivolts == perturbation.applied(to: clean, random: Random(seed: 4)).millivolts)
    #expect(first.millivolts != clean.millivolts)
  }

  @Test(arguments: [20.0, 10, 0]) func gaussianHasTheStatedRatioInEveryLead(decibels: Double) {
    let noisy = Perturbation.gaussian(decibels: decibels).applied(to: clean, random: Random(seed: 1))
    let plain = Perturbation.gaussianRatio(pow(10, decibels / 10)).applied(to: clean, random: Random(seed: 1))
    #expect(noisy.millivolts == plain.millivolts)
    for lead in Lead.allCases {
      let signal = clean[lead].map(Double.init)
      let noise = zip(noisy[lead], clean[lead]).map { Double($0 - $1) }
      let mean = signal.reduce(0, +) / Double(signal.count)
      let power = signal.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
      #expect(abs(10 * log10(power / noise.reduce(0) { $0 + $1 * $1 }) - decibels) < 1e-3)
    }
  }

  @Test func strongerNoiseIsTheWeakerOneScaled() {
    func noise(_ decibels: Double) -> [Float] {
      let noisy = Perturbation.gaussian(decibels: decibels).applied(to: clean, random: Random(seed: 2))
      return zip(noisy.millivolts, clean.millivolts).map { $0 - $1 }
    }
    let pairs = zip(noise(20), noise(0)).map { abs($0 * 10 - $1) }
    #expect(pairs.max() ?? 1 < 1e-4)
    func dropped(_ leads: Int) -> Set<Lead> {
      let ecg = Perturbation.leadDropout(leads: leads).applied(to: clean, random: Random(seed: 2))
      return Set(Lead.allCases.filter { ecg[$0].allSatisfy { $0 == 0 } })
    }
    #expect(dropped(2).isSubset(of: dropped(5)) && dropped(5).count == 5)
  }

  @Test func whiteSegmentIsOneStretchAndTheSameOnAllLeads() {
    for seed in UInt64(0)..<20 {
      let noisy = Perturbation.whiteSegment(share: 0.2, scale: 0.1).applied(to: clean, random: Random(seed: seed))
      func changed(_ lead: Lead) -> [Int] {
        zip(noisy[lead], clean[lead]).enumerated().filter { $1.0 != $1.1 }.map(\.offset)
      }
      let touched = changed(.V1)
      #expect((touched.last ?? 0) - (touched.first ?? 0) < clean.count / 5)
      let differences = zip(noisy[.V1], clean[.V1]).map { $0 - $1 }
      let others = zip(noisy[.II], clean[.II]).map { $0 - $1 }
      #expect(zip(differences, others).allSatisfy { abs($0 - $1) < 1e-6 })
    }
  }

  @Test(arguments: [
    Perturbation.baselineWander(millivolts: 0.5), .powerline(hertz: 50, millivolts: 0.1), .muscle(millivolts: 0.05),
    .electrodeMotion(millivolts: 0.5), .electrodeSwap(.arms), .electrodeSwap(.leftArmLeftLeg),
  ])
  func electrodeNoiseKeepsEinthoven(perturbation: Perturbation) {
    let noisy = perturbation.applied(to: clean, random: Random(seed: 8))
    let errors = (0..<clean.count).map { index in
      abs(noisy.millivolts[index] + noisy.millivolts[2 * clean.count + index] - noisy.millivolts[clean.count + index])
    }
    #expect(errors.max() ?? 1 < 1e-4)
  }

  @Test func swappedArmsTurnLeadOneOver() {
    let swapped = ElectrodeSwap.arms.applied(to: clean)
    #expect(Array(swapped[.I]) == clean[.I].map { -$0 })
    #expect(zip(swapped[.aVR], clean[.aVL]).allSatisfy { abs($0 - $1) < 1e-5 })
    #expect(zip(swapped[.II], clean[.III]).allSatisfy { abs($0 - $1) < 1e-5 })
    #expect(swapped[.V3] == clean[.V3])
  }
}
