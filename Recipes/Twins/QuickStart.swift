import MEIT

extension Twin {
  /// Does the model read the ECG? Two controls do not see it; then noise is added.
  static let quickStart = Twin("quickstart") {
    experiment("quickstart") {
      set("model.llm", "tiny")
      set("model.fusion", "concat")
      set("encoder.kind", .call("temporal-conv", ("depth", 18), ("width", 16)))
      group("data") {
        set("source", .call("simulated", ("records", 4000)))
        set("rate", .hertz(100))
        set("split", .call("ratio", ("train", .percent(90)), ("validation", .percent(0)), ("test", .percent(10))))
      }
      group("lora") {
        set("rank", 16)
        set("alpha", 32)
        set("dropout", .percent(5))
      }
      group("train") {
        set("epochs", 10)
        set("batch", 16)
        set("accumulation", 1)
        set("lr", 2e-3)
      }
      group("eval") {
        set("limit", 200)
        set("max-new", 80)
      }
    }
    controls("controls", from: "quickstart")
    sweep("robustness", from: "quickstart") {
      vary("eval.noise", in: ["none"] + [20, 10, 5, 0].map { .call("gaussian", ("snr", .decibels($0))) })
    }
    table("quickstart-scores", of: "controls") {
      controlColumns()
      set("caption", .text("Reports of simulated ECGs: the model, and two controls that do not see the patient's ECG."))
      saved("quickstart-scores", as: ["md", "tex", "csv"])
    }
    figure("quickstart-robustness", of: "robustness") {
      set("panels", ["bleu-4", "diagnosis-f1"])
      set("x", "eval.noise.snr")
      set("band", .call("ci", (nil, .percent(95))))
      set("size", .tuple(.millimetres(170), .millimetres(65)))
      saved("quickstart-robustness", as: ["svg", "png"])
    }
  }

  /// The model, and two controls that do not see the patient's ECG.
  static func controls(_ name: String, from base: String) -> Statement {
    sweep(name, from: base) {
      tie("model.fusion", "eval.ecg", in: [["concat", "own"], ["concat", "shuffled"], ["none", "own"]])
    }
  }

  /// The rows and columns of a table of controls.
  @RecipeBuilder static func controlColumns() -> [Statement] {
    set("rows", ["model.fusion", "eval.ecg"])
    set("columns", ["bleu-1", "bleu-4", "rouge-l", "diagnosis-f1", "statement-accuracy"])
    withInterval()
  }

  /// Cells with their mean and 95 % interval.
  static func withInterval() -> Statement { set("cell", .call("mean-ci", (nil, .percent(95)))) }

  /// One file for each ending.
  static func saved(_ name: String, as endings: [String]) -> Statement {
    set("save", .list(endings.map { .text("\(name).\($0)") }))
  }
}
