import Metrics

/// Our measure for each score of the reference packages, under the names of `Scripts/references/metrics`.
enum ReferenceMeasures {
  static func all(training: [String]) -> [String: any TextMeasure] {
    var measures: [String: any TextMeasure] = [
      "coco-rouge-l": RougeL(tokenization: .singleBlanks(spacedPeriods: false), convention: .coco),
      "meteor": Meteor(), "cider-d": CiderD(), "cider-d-training": CiderD(frequencies: .documents(training)),
    ]
    for order in 1...4 {
      measures["coco-bleu-\(order)"] = Bleu(order: order)
      measures["nltk-bleu-\(order)"] = Bleu(order: order, convention: .nltk)
    }
    for order in 1...2 {
      measures["set-rouge-\(order)"] = RougeN(order: order, tokenization: .sentences, counting: .sets)
    }
    for (stemmed, suffix) in [(false, ""), (true, "-stemmed")] {
      let tokenization = Tokenization.alphanumeric(stemmed: stemmed)
      measures["rouge-l\(suffix)"] = RougeL(tokenization: tokenization)
      for order in 1...2 { measures["rouge-\(order)\(suffix)"] = RougeN(order: order, tokenization: tokenization) }
    }
    return measures
  }
}
