import Figures
import Foundation

/// One figure of every kind, with numbers that have the shape of real ones; drawn by the tests, and by a person who
/// sets `MEIT_GALLERY` to a folder and looks at the pictures.
enum Gallery {
  static let provenance = Provenance(["recipe": "3f1c9a", "data": "77aa01"])

  static func curve(_ start: Double, _ fall: Double) -> [Point] {
    zip([Double.infinity, 20, 10, 0], [0, 0.3, 0.6, 1.5]).map { x, distance in
      let y = start - fall * distance
      return Point(x, y, Interval(y - 0.012 - distance * 0.004, y + 0.012 + distance * 0.004))
    }
  }

  /// Robustness: lines with bands, a clean record beside numeric SNR, the published values hollow.
  static let robustness = Figure(
    "robustness", size: .init(width: 170, height: 65), caption: "Scores under noise with 95 % intervals.",
    panels: ["METEOR", "ROUGE-L"].enumerated().map { index, name in
      let base = index == 0 ? 0.75 : 0.72
      return .chart(
        name, x: Axis("SNR (dB)", infinity: "clean", descending: true), y: Axis(name),
        [
          .line(LineMark("bloom-7b", curve(base - 0.02, 0.05))),
          .line(LineMark("opt-6.7b", curve(base, 0.04))),
          .line(LineMark("mistral-7b", curve(base + 0.02, 0.03))),
          .line(LineMark("mistral-7b", [Point(.infinity, base + 0.03), Point(20, base + 0.01)], origin: .published)),
        ])
    }, provenance: provenance)

  /// Zero-shot: grouped bars with intervals, the published values over them, long names, one value missing.
  static let bars = Figure(
    "zero-shot", size: .init(width: 170, height: 100), title: "Zero-shot transfer",
    panels: ["BLEU-4", "METEOR", "ROUGE-L", "BERTScore F1"].enumerated().map { index, name in
      let base = 0.4 + Double(index) * 0.08
      return .chart(
        "", x: .categories(["GPT2-Medium", "BLOOM", "OPT", "LLaMA-2-Instruct", "Mistral-Instruct"]), y: Axis(name),
        [
          .bars(
            BarMark(
              "in domain", heights: (0..<5).map { base + Double($0) * 0.03 },
              intervals: (0..<5).map {
                Interval(base + Double($0) * 0.03 - 0.02, base + Double($0) * 0.03 + 0.02)
              })),
          .bars(
            BarMark(
              "zero-shot", heights: (0..<5).map { $0 == 2 ? .nan : base + Double($0) * 0.025 - 0.05 },
              intervals: (0..<5).map {
                Interval(base + Double($0) * 0.025 - 0.08, base + Double($0) * 0.025 - 0.02)
              })),
          .bars(BarMark("in domain", heights: (0..<5).map { base + Double($0) * 0.03 + 0.03 }, origin: .published)),
        ])
    }, panelsPerRow: 2)

  /// Scaling: logarithmic axes, power laws with their bands.
  static let scaling = Figure(
    "scaling", size: .init(width: 170, height: 70),
    panels: ["Loss", "1 − METEOR"].enumerated().map { index, name in
      let points = { (scale: Double, exponent: Double) in
        [0.3e6, 1e6, 3e6, 10e6, 30e6].enumerated().map { number, x in
          let y = scale * pow(x / 1e6, exponent) * (1 + 0.03 * sin(Double(number * 7 + index)))
          return Point(x, y, Interval(y * 0.96, y * 1.04))
        }
      }
      return .chart(
        name, x: Axis("Parameters", scale: .logarithmic, notation: .scaled), y: Axis(name, scale: .logarithmic),
        index == 0
          ? [.fit(FitMark("GPT-2", points(2, -0.12))), .fit(FitMark("LLaMA", points(1.7, -0.14)))]
          : [.line(LineMark("GPT-2", points(0.5, -0.08))), .scatter(ScatterMark("LLaMA", points(0.44, -0.1)))])
    })

  /// Convergence: raw and smoothed losses.
  static let loss = Figure(
    "convergence", size: .init(width: 85, height: 60),
    panels: [
      .chart(
        x: Axis("Step"), y: Axis("Training loss"),
        ["concat", "flamingo"].enumerated().map { index, name in
          .loss(
            LossMark(
              name,
              (0..<400).map { step in
                Point(
                  Double(step * 10),
                  2.2 * exp(-Double(step) / 90) + 0.7 + 0.2 * Double(index) + 0.12
                    * sin(Double(step * step % 97 + index)))
              }))
        })
    ])

  /// Instruction tuning on and off: radars with a common scale.
  static let radar = Figure(
    "instruction-tuning", size: .init(width: 170, height: 130),
    panels: ["BLOOM", "OPT", "LLaMA-1", "Mistral"].enumerated().map { index, name in
      let values = [0.669, 0.624, 0.591, 0.55, 0.758, 0.725, 0.708].map { $0 + 0.01 * Double(index) }
      return Panel(
        name,
        .radar(
          Radar(
            spokes: ["BLEU-1", "BLEU-2", "BLEU-3", "BLEU-4", "METEOR", "ROUGE-L", "BERTScore"].map { .init($0) },
            series: [
              .init("instruction tuning", values, intervals: values.map { Interval($0 - 0.01, $0 + 0.01) }),
              .init("fine-tuning", values.map { $0 - 0.05 }),
              .init("instruction tuning", values.map { $0 + 0.02 }, origin: .published),
            ])))
    }, panelsPerRow: 2)

  /// Nothing to draw, and texts that would break a script that trusted them.
  static let hostile = Figure(
    "hostile", size: .init(width: 120, height: 60), title: "it's \"quoted\" `date` @x $y {a}_b^c ~d\\n 100 % #1\nÄ",
    panels: [
      .chart(
        "'; system('touch /tmp/x') #", x: .categories(["a_b^{c}", "50 %", "it's", ""]), y: Axis("@ & {\\"),
        [.line(LineMark("no points", [])), .line(LineMark("all NaN", [Point(0, .nan), Point(1, .infinity)]))]),
      .chart(
        x: Axis("log of nothing", scale: .logarithmic), y: Axis("y", scale: .logarithmic),
        [
          .scatter(ScatterMark("one, not positive", [Point(-1, 0)])),
          .fit(FitMark("two points", [Point(1, 1), Point(2, 2)])),
          .line(LineMark("gap", [Point(1, 1), Point(.nan, 1), Point(2, 3, Interval(-1, 4))])),
        ]),
    ])

  /// A beat as a sum of bumps: enough of an ECG to judge the paper by.
  static func beat(_ seconds: Double, _ lead: Int) -> Float {
    let phase = (seconds.truncatingRemainder(dividingBy: 0.8)) / 0.8
    let waves = [(0.2, 0.025, 0.12), (0.36, 0.008, -0.1), (0.39, 0.012, 1.1), (0.42, 0.01, -0.25), (0.65, 0.05, 0.3)]
    let gain = [0.7, 1, 0.4, -0.8, 0.3, 0.7, -0.6, 0.5, 0.9, 1.4, 1.2, 0.9][lead]
    return Float(gain * waves.map { $0.2 * exp(-pow((phase - $0.0) / $0.1, 2) / 2) }.reduce(0, +))
  }

  static func sheet(_ layout: ElectrocardiogramSheet.Layout, reports: [AnnotatedReport] = []) -> ElectrocardiogramSheet
  {
    let names = ElectrocardiogramSheet.standardColumns.flatMap { $0 }
    let leads = names.enumerated().map { index, name in
      ElectrocardiogramSheet.Lead(name, millivolts: (0..<5000).map { beat(Double($0) / 500, index) })
    }
    return ElectrocardiogramSheet(
      leads: leads, samplesPerSecond: 500, layout: layout, reports: reports, heading: "Simulated record 17")
  }

  static let sample = sheet(
    .threeByFour(rhythm: "II"),
    reports: [
      AnnotatedReport(
        "Generated report",
        text:
          "Sinus rhythm. Left axis deviation. Possible inferior infarct, age undetermined. Non-specific T wave changes in the lateral leads. Borderline ECG.",
        highlighting: ["sinus rhythm", "left axis deviation", "T wave changes"]),
      AnnotatedReport(
        "True report",
        text:
          "Sinus rhythm with 1st degree A-V block. Left axis deviation. Lateral T wave changes are nonspecific. Abnormal ECG.",
        highlighting: ["sinus rhythm", "left axis deviation", "T wave changes"]),
    ]
  ).figure("sample", width: 170)

  static let twelve = sheet(.twelveByOne).figure("twelve-rows")

  static let all = [robustness, bars, scaling, loss, radar, sample, twelve, hostile]
}
