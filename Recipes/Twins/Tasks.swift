import MEIT

// The paper's four tasks, small.
extension Twin {
  /// Task 1, the quality of generated reports (Tables 1 to 3).
  static let taskQuality = Twin("task-quality") {
    experiment("task-model") {
      set("model.llm", "tiny")
      set("encoder.kind", .call("temporal-conv", ("depth", 18), ("width", 16)))
      group("data") {
        set("source", .call("simulated", ("records", 2000)))
        set("rate", .hertz(100))
        set("split", .call("ratio", ("train", .percent(85)), ("validation", .percent(0)), ("test", .percent(15))))
      }
      group("lora") {
        set("rank", 16)
        set("alpha", 32)
        set("dropout", .percent(5))
      }
      group("train") {
        set("epochs", 3)
        set("batch", 16)
        set("accumulation", 1)
        set("lr", 2e-3)
      }
      group("eval") {
        set("limit", 120)
        set("max-new", 80)
      }
    }
    sweep("task-quality", from: "task-model") { vary("eval.ecg", in: ["own", "shuffled"]) }
    scores(
      of: "task-quality", rows: "eval.ecg",
      columns: ["bleu-1", "bleu-4", "meteor", "rouge-l", "cider-d", "diagnosis-f1"],
      caption: "Quality of reports of simulated ECGs; the control is shown another patient's ECG.")
  }

  /// Task 2, zero-shot transfer to patients of another hospital (Figure 2).
  static let taskZeroShot = Twin("task-zero-shot") {
    use("task-quality.meit")
    sweep("task-zero-shot", from: "task-model") {
      vary("eval.source", in: ["same", .call("simulated", ("records", 1000), ("hospital", "b"))])
    }
    scores(
      of: "task-zero-shot", rows: "eval.source", columns: ["bleu-1", "bleu-4", "meteor", "rouge-l", "diagnosis-f1"],
      caption: "Trained at simulated hospital a, tested there and at hospital b.")
  }

  /// Task 3, robustness to noise (Figure 3).
  static let taskRobustness = Twin("task-robustness") {
    use("task-quality.meit")
    sweep("task-robustness", from: "task-model") { vary("eval.noise", in: disturbances) }
    scores(
      of: "task-robustness", rows: "eval.noise", columns: ["bleu-4", "rouge-l", "diagnosis-f1"],
      caption: "Reports of disturbed ECGs: simulated patients, one model.")
  }

  /// Task 4, alignment with experts (Tables 4 and 6): a language model grades the reports.
  static let taskJudge = Twin("task-judge") {
    use("task-quality.meit")
    experiment("task-judge", from: "task-model") {
      set("eval.judge", .call("llm", ("model", .text("gpt-4o")), ("reports", 50)))
    }
    scores(
      of: "task-judge", rows: "eval.judge",
      columns: .list(
        ["terminology", "consistency", "completeness", "accuracy"].map { .name("judge.\($0)") } + [
          "diagnosis-f1"
        ]), caption: "Grades of a judge for reports of simulated ECGs, 1 to 5.")
  }

  private static var disturbances: [Value] {
    let noise: [Value] = [10, 0].map { .call("gaussian", ("snr", .decibels($0))) }
    let parts: [Value] = [.call("gaussian", ("ratio", 0.05)), .call("white-segment", ("length", .percent(20)))]
    let artefacts: [Value] = ["baseline-wander", "powerline", "muscle", "electrode-motion"]
    return ["none"] + noise + parts + artefacts + [.call("lead-dropout", ("leads", 3)), "lead-swap"]
  }

  /// A table of scores with intervals, saved as Markdown and LaTeX.
  private static func scores(of name: String, rows: Value, columns: Value, caption: String) -> Statement {
    table("\(name)-scores", of: name) {
      set("rows", rows)
      set("columns", columns)
      withInterval()
      set("caption", .text(caption))
      saved(name, as: ["md", "tex"])
    }
  }
}
