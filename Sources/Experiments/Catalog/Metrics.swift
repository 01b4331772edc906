import Language

// What can be read off a run: scores, counts, times.
extension Catalog {
  static let metricVocabulary: [Metric] = scores + judged + costs

  private static let scores: [Metric] = [
    Metric("bleu-1", "BLEU of single words", source: "Papineni 2002"), Metric("bleu-2", "BLEU up to pairs of words"),
    Metric("bleu-3", "BLEU up to three words"), Metric("bleu-4", "BLEU up to four words"),
    Metric("meteor", "matches by word, stem and synonym, with a penalty for order", source: "Banerjee 2005"),
    Metric("rouge-1", "overlap of single words", source: "Lin 2004"), Metric("rouge-2", "overlap of pairs of words"),
    Metric("rouge-l", "longest common subsequence"),
    Metric("cider-d", "agreement of rare n-grams", source: "Vedantam 2015"),
    Metric("bertscore-precision", "BERTScore precision", source: "Zhang 2020"),
    Metric("bertscore-recall", "BERTScore recall"),
    Metric("bertscore-f1", "BERTScore F1"), Metric("diagnosis-f1", "micro F1 of the diagnostic statements"),
    Metric("diagnosis-macro-f1", "macro F1 of the diagnostic statements"),
    Metric("statement-accuracy", "reports whose statements all agree"),
    Metric("critical-recall", "critical findings that are reported"),
    Metric("hallucinated", "findings in a report that are not there", higherIsBetter: false),
    Metric("missed", "findings that a report leaves out", higherIsBetter: false),
    Metric("unparsed", "reports that could not be scored", higherIsBetter: false),
  ]

  private static let judged: [Metric] = [
    Metric("judge.terminology", "medical terminology accuracy, 1 to 5", source: "paper Table 6"),
    Metric("judge.consistency", "logical consistency, 1 to 5", source: "paper Table 6"),
    Metric("judge.completeness", "completeness, 1 to 5", source: "paper Table 6"),
    Metric("judge.accuracy", "diagnostic accuracy, 1 to 5", source: "paper Table 6"),
  ]

  private static let costs: [Metric] = [
    Metric("loss.train", "training loss", higherIsBetter: false),
    Metric("loss.validation", "validation loss", higherIsBetter: false),
    Metric("perplexity", "perplexity of the test reports", higherIsBetter: false),
    Metric("parameters.trainable", "trained parameters", higherIsBetter: nil),
    Metric("parameters.total", "all parameters", higherIsBetter: nil),
    Metric("parameters.encoder", "parameters of the ECG encoder", higherIsBetter: nil),
    Metric("ecg-dimension", "width of the ECG embedding", higherIsBetter: nil),
    Metric("encoder.training-loss", "training loss of the encoder's pretraining", higherIsBetter: false),
    Metric("encoder.loss", "validation loss of the encoder's pretraining", higherIsBetter: false),
    Metric("encoder.macro-auc", "area under the curve, averaged over the statements that the encoder learnt to name"),
    Metric("time.training", "time to train", higherIsBetter: false, unit: "h"),
    Metric("time.generation", "time to write one report", higherIsBetter: false, unit: "s"),
    Metric("memory.peak", "largest memory in use", higherIsBetter: false, unit: "MB"),
    Metric("step", "optimiser steps, as an axis", higherIsBetter: nil),
    Metric("epoch", "passes over the data, as an axis", higherIsBetter: nil),
  ]
}
