import Figures
import Layers
import Randomness
import Tensors

/// Matrix products of the shapes that training has, as shares of the processor's own peak in the same run.
public enum ProductBenchmark {
  /// Rows, outputs and inputs of a linear layer: those of GPT-2 small on a batch, of LoRA at rank 128, and of few rows.
  private static let shapes = [
    (2_048, 3_072, 768), (2_048, 768, 3_072), (480, 3_072, 768), (2_048, 128, 768), (2_048, 768, 128), (64, 768, 768),
    (16, 3_072, 768),
  ]

  public static func table(rounds: Int = 15) -> Table {
    let precisions = Precision.allCases.filter(\.isAvailable)
    let rows = shapes.map { rows, outputs, inputs in
      let x = Initial.normal([rows, inputs], deviation: 1, Random(seed: 1))
      let weight = Initial.normal([outputs, inputs], deviation: 1, Random(seed: 2))
      let work = 2 * Double(rows) * Double(outputs) * Double(inputs)
      let cells = precisions.flatMap { precision -> [Cell] in
        let peak = MachinePeak.operationsPerSecond(precision)
        let speed = Precision.with(precision) { work / Timing(rounds: rounds) { _ = x.linear(weight) }.median }
        return [.number(speed / 1e9), peak.map { .number(100 * speed / $0) } ?? .empty]
      }
      return Table.Row(["\(rows) × \(outputs) × \(inputs)"], cells)
    }
    let columns = precisions.flatMap { precision in
      [
        Table.Column(precision.rawValue, unit: "GFLOP/s", decimals: 0),
        Table.Column("of the peak", unit: "%", decimals: 0),
      ]
    }
    return Table(
      "products", caption: "Linear layers, medians of \(rounds); the peak was measured beside each.",
      rowTitles: ["Rows × outputs × inputs"], columns: columns, rows: rows, marks: [])
  }
}
