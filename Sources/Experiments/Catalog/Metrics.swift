import Language
import Metrics

// What can be read off a run: scores, counts, times.
extension Catalog {
  static let metricVocabulary: [Language.Metric] = scores + judged + costs

  private static let scores: [Language.Metric] = MetricCatalog.all.map { metric in
    Language.Metric(
      metric.name, metric.documentation, higherIsBetter: metric.better == .higher, request: .listed(in: "eval.metrics"))
  }

  private static let judged: [Language.Metric] = [
    Language.Metric("judge.terminology", "medical terminology accuracy, 1 to 5", source: "paper Table 6"),
    Language.Metric("judge.consistency", "logical consistency, 1 to 5", source: "paper Table 6"),
    Language.Metric("judge.completeness", "completeness, 1 to 5", source: "paper Table 6"),
    Language.Metric("judge.accuracy", "diagnostic accuracy, 1 to 5", source: "paper Table 6"),
  ]

  private static let costs: [Language.Metric] = [
    Language.Metric("loss.train", "training loss", higherIsBetter: false, unit: "nats"),
    Language.Metric(
      "loss.held-out",
      "mean negative log likelihood of a token of the reports that are scored, each after the true ones before it",
      higherIsBetter: false, unit: "nats", source: "paper eq. 6", request: .enabled(by: "eval.loss")),
    Language.Metric("step", "optimiser steps taken, as the x of a figure of how training went", higherIsBetter: nil),
    Language.Metric(
      "epoch", "passes over the training set, as the x of a figure of how training went", higherIsBetter: nil),
    Language.Metric("parameters.trainable", "trained parameters", higherIsBetter: nil),
    Language.Metric("parameters.total", "all parameters", higherIsBetter: nil),
    Language.Metric("parameters.encoder", "parameters of the ECG encoder", higherIsBetter: nil),
    Language.Metric(
      "parameters.ecg", "parameters of the ECG encoder with its projector", higherIsBetter: nil,
      source: "paper Table 10"),
    Language.Metric(
      "parameters.language-model", "parameters of the language model itself", higherIsBetter: nil,
      source: "paper Table 10"),
    Language.Metric(
      "parameters.lora", "trained parameters of the language model", higherIsBetter: nil, source: "paper Table 10"),
    Language.Metric(
      "ecg.dimension", "dimension of the ECG's embedding under concat fusion", higherIsBetter: nil,
      source: "paper Table 8"),
    Language.Metric("encoder.training-loss", "training loss of the encoder's pretraining", higherIsBetter: false),
    Language.Metric("encoder.loss", "validation loss of the encoder's pretraining", higherIsBetter: false),
    Language.Metric(
      "encoder.macro-auc", "area under the curve, averaged over the statements that the encoder learnt to name"),
    Language.Metric("time.training", "time to train", higherIsBetter: false, unit: "h"),
    Language.Metric("time.generation", "time to write one report", higherIsBetter: false, unit: "s"),
  ]
}
