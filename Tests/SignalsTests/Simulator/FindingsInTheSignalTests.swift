import Foundation
import Randomness
import Signals
import Testing

/// Each finding must be measurable in the samples, or no model could learn to read it.
@Suite struct FindingsInTheSignalTests {
  private func heart(_ change: (inout Heart) -> Void) -> Heart {
    var heart = Heart()
    change(&heart)
    return heart
  }

  @Test(arguments: [
    (Findings.Rhythm.sinus, 75.0), (.sinusBradycardia, 44), (.sinusTachycardia, 128), (.atrialFibrillation, 100),
    (.atrialFlutter, 75), (.ventricularPacing, 70),
  ])
  func rateAgrees(rhythm: Findings.Rhythm, rate: Double) {
    let measured = Measurement(
      heart {
        $0.rhythm = rhythm
        $0.beatsPerMinute = rate
        if rhythm == .ventricularPacing {
          $0.conduction = .paced
          $0.qrsSeconds = 0.16
        }
      })
    #expect(abs(measured.beatsPerMinute / rate - 1) < 0.05)
    #expect((measured.irregularity > 0.12) == (rhythm == .atrialFibrillation))
  }

  @Test func drawnRatesAgreeWithTheReport() {
    for seed in 0..<60 {
      let patient = SimulatedPatient(random: Random(seed: 77).split(seed))
      let measured = Measurement(patient.cleanECG(samplesPerSecond: 500, seconds: 20))
      let stated = Double(patient.findings.beatsPerMinute)
      #expect(abs(measured.beatsPerMinute / stated - 1) < 0.08, "\(patient.heart)")
    }
  }

  @Test(arguments: [-55.0, -40, 0, 30, 60, 80, 110, 125]) func axisAgrees(degrees: Double) {
    #expect(abs(Measurement(heart { $0.axisDegrees = degrees }).axisDegrees - degrees) < 15)
  }

  @Test func axisOfAFascicularBlockAgrees() {
    let measured = Measurement(
      heart {
        $0.conduction = .leftAnteriorFascicularBlock
        $0.axisDegrees = -60
      })
    #expect(abs(measured.axisDegrees + 60) < 15)
    #expect(measured.heights(.III, 0...0.03).max() ?? 0 > 0.02)
  }

  @Test(arguments: [
    (Heart.Conduction.normal, 0.085), (.normal, 0.1), (.rightBundleBranchBlock, 0.14), (.leftBundleBranchBlock, 0.155),
  ])
  func widthAgrees(conduction: Heart.Conduction, seconds: Double) {
    let measured = Measurement(
      heart {
        $0.conduction = conduction
        $0.qrsSeconds = seconds
      })
    #expect(abs(measured.qrsSeconds - seconds) < 0.02)
  }

  @Test func longPRMovesThePWave() {
    func peak(_ pr: Double) -> Double {
      let measured = Measurement(heart { $0.prSeconds = pr })
      let before = stride(from: -0.3, to: -0.03, by: 0.002)
      return before.max { measured.height(.II, at: $0) < measured.height(.II, at: $1) } ?? 0
    }
    #expect(abs(peak(0.16) - peak(0.26) - 0.1) < 0.012)
  }

  @Test func fibrillationHasNoPWave() {
    let sinus = Measurement(heart { _ in })
    #expect(sinus.heights(.II, -0.16 ... -0.05).max() ?? 0 > 0.08)
    let clean = SimulatedPatient(heart: heart { $0.rhythm = .ventricularPacing }, random: Random(seed: 1)).cleanECG()
    let fibrillating = SimulatedPatient(heart: heart { $0.rhythm = .atrialFibrillation }, random: Random(seed: 1))
      .cleanECG()
    #expect(fibrillating.millivolts != clean.millivolts)
  }

  @Test func rightBundleBranchBlockHasALateRInV1AndAnSInI() {
    let measured = Measurement(
      heart {
        $0.conduction = .rightBundleBranchBlock
        $0.qrsSeconds = 0.14
      })
    #expect(measured.heights(.V1, 0.08...0.13).max() ?? 0 > 0.3)
    #expect(measured.heights(.I, 0.08...0.13).min() ?? 0 < -0.15)
    #expect(measured.heights(.V6, 0.08...0.13).min() ?? 0 < -0.15)
  }

  @Test func leftBundleBranchBlockIsNegativeInV1AndHasNoQInV6() {
    let measured = Measurement(
      heart {
        $0.conduction = .leftBundleBranchBlock
        $0.qrsSeconds = 0.155
      })
    #expect(measured.peaks(.V1, width: 0.16).down < -0.8)
    #expect(measured.peaks(.V6, width: 0.11).down > -0.02)
    #expect(measured.heights(.V6, 0.3...0.4).min() ?? 0 < -0.2)
  }

  @Test(arguments: Findings.Certainty.allCases) func hypertrophyMeetsSokolow(certainty: Findings.Certainty) {
    func voltage(_ heart: Heart) -> Double {
      let measured = Measurement(heart)
      return measured.peaks(.V5).up - measured.peaks(.V1).down
    }
    let thick = heart {
      $0.hypertrophy = certainty
      $0.axisDegrees = 20
    }
    #expect(voltage(thick) > 3.5)
    #expect(voltage(heart { $0.voltage = 1.2 }) < 3.5)
  }

  @Test func lowVoltageStaysBelowHalfAMillivolt() {
    let measured = Measurement(
      heart {
        $0.hasLowVoltage = true
        $0.voltage = 1.2
      })
    for lead in Lead.limb { #expect(measured.peaks(lead).up - measured.peaks(lead).down < 0.5) }
    for lead in Lead.precordial { #expect(measured.peaks(lead).up - measured.peaks(lead).down < 1) }
  }

  /// The leads that look at a wall.
  private static func leads(_ territory: Findings.Territory) -> [Lead] {
    switch territory {
    case .inferior: [.III, .aVF]
    case .anterior: [.V2, .V3]
    case .lateral: [.I, .aVL, .V6]
    }
  }

  @Test(arguments: Findings.Territory.allCases, Findings.Certainty.allCases)
  func infarctsHaveQWavesAndAcuteOnesElevation(territory: Findings.Territory, certainty: Findings.Certainty) {
    let axis = territory == .inferior ? 20.0 : 50
    let healthy = Measurement(heart { $0.axisDegrees = axis })
    for age in Findings.Age.allCases {
      let measured = Measurement(
        heart {
          $0.infarct = .init(territory, age, certainty)
          $0.axisDegrees = axis
        })
      for lead in Self.leads(territory) {
        #expect(measured.heights(lead, 0...0.03).min() ?? 0 < -0.06, "\(age) \(lead.name)")
        #expect(measured.heights(lead, 0...0.03).min() ?? 0 < healthy.heights(lead, 0...0.03).min() ?? 0)
        let elevation = measured.height(lead, at: 0.13) - healthy.height(lead, at: 0.13)
        #expect(age == .acute ? elevation > 0.06 : elevation < 0.02, "\(age) \(lead.name) \(elevation)")
      }
    }
  }

  @Test func acuteInferiorInfarctIsMirroredInAVL() {
    let measured = Measurement(
      heart {
        $0.infarct = .init(.inferior, .acute)
        $0.axisDegrees = 20
      })
    #expect(measured.height(.aVL, at: 0.13) < -0.08)
  }

  @Test(arguments: Findings.Territory.allCases, Findings.Certainty.allCases)
  func depressionAndInversionShowOverTheirWall(territory: Findings.Territory, certainty: Findings.Certainty) {
    let leads = territory == .lateral ? [Lead.I, .V5, .V6] : Self.leads(territory)
    let depressed = Measurement(heart { $0.repolarisation = [.init(.stDepression, territory, certainty)] })
    let inverted = Measurement(heart { $0.repolarisation = [.init(.tWaveInversion, territory, certainty)] })
    let healthy = Measurement(heart { _ in })
    for lead in leads {
      let shift = depressed.height(lead, at: 0.13) - healthy.height(lead, at: 0.13)
      #expect(shift < -0.05, "\(lead.name) \(shift)")
      #expect(healthy.heights(lead, 0.2...0.4).max() ?? 0 > 0.05)
      // V3 sees the lateral wall's T wave as well, so it may only become flat.
      let least = inverted.heights(lead, 0.25...0.38).min() ?? 0
      #expect(least < (lead == .V3 ? 0.02 : -0.04), "\(lead.name) \(least)")
    }
  }

  @Test func prematureVentricularBeatsAreEarlyAndFollowedByAPause() {
    let measured = Measurement(heart { $0.ectopy = .init(.ventricular, every: 4) })
    let shortest = measured.intervals.min() ?? 1
    let longest = measured.intervals.max() ?? 0
    #expect(shortest < 0.68 * 60 / 72 && longest > 1.25 * 60 / 72)
    #expect(abs(shortest + longest - 2 * 60 / 72) < 0.1)
  }

  @Test func longQTEndsLate() {
    let measured = Measurement(heart { $0.qtcSeconds = 0.54 })
    let healthy = Measurement(heart { _ in })
    let qt = 0.41 * (60.0 / 72).squareRoot()
    #expect(abs(healthy.height(.II, at: qt + 0.03)) < 0.02)
    #expect(measured.height(.II, at: qt + 0.03) > 0.1)
  }
}
