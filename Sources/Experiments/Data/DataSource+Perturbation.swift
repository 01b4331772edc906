import Language
import Signals

extension DataSource {
  /// The disturbance that the recipe asks for; nil for none.
  /// - Throws: `DataError` for a noise that the catalog has and the signals do not.
  package func perturbation() throws(DataError) -> Perturbation? {
    let noise = configuration["eval.noise"]
    func number(_ name: String) -> Double { noise.argument(name)?.number ?? 0 }
    switch noise.head {
    case "none": return nil
    case "gaussian":
      let isLevel = noise.argument("snr")?.number != nil
      return isLevel ? .gaussian(decibels: number("snr")) : .gaussianRatio(number("ratio"))
    case "white-segment": return .whiteSegment(share: number("length"), scale: number("scale"))
    case "baseline-wander": return .baselineWander(millivolts: number("amplitude"))
    case "powerline": return .powerline(hertz: number("frequency"), millivolts: number("amplitude"))
    case "muscle": return .muscle(millivolts: number("amplitude"))
    case "electrode-motion": return .electrodeMotion(millivolts: number("amplitude"))
    case "lead-dropout": return .leadDropout(leads: Int(number("leads")))
    case "lead-swap":
      guard let swap = noise.argument("electrodes")?.head.flatMap(ElectrodeSwap.init(rawValue:)) else { break }
      return .electrodeSwap(swap)
    default: break
    }
    throw DataError("The noise “\(noise)” is not known.")
  }
}
