extension TextEncoderFamily {
  /// BERT (Devlin et al., 2019) and what was tuned from it, such as MiniLM.
  public static let bert = TextEncoderFamily(
    modelTypes: ["bert"], positionOffset: 0, epsilon: 1e-12,
    weights: WeightMap(
      prefix: "bert.",
      ignored: ["bert.embeddings.position_ids"]
        + unused(["bert.pooler.dense", "cls.predictions.transform.dense", "cls.seq_relationship", "classifier"])
        + unusedNorm("cls.predictions.transform.LayerNorm")
        + ["cls.predictions.bias"] + unused(["cls.predictions.decoder"]),
      encoder(prefix: "bert.")))

  /// RoBERTa (Liu et al., 2019) and XLM-RoBERTa: positions start at 2.
  public static let roberta = TextEncoderFamily(
    modelTypes: ["roberta", "xlm-roberta", "camembert"], positionOffset: 2, epsilon: 1e-5,
    weights: WeightMap(
      prefix: "roberta.",
      ignored: ["roberta.embeddings.position_ids", "lm_head.bias"]
        + unused(["roberta.pooler.dense", "lm_head.dense", "lm_head.layer_norm", "lm_head.decoder"])
        + unused(["classifier.dense", "classifier.out_proj"]),
      encoder(prefix: "roberta.")))

  private static func encoder(prefix: String) -> [[WeightMap.Rule]] {
    let layer = prefix + "encoder.layer.{}."
    let tables = [
      ("word_embeddings", "embedding"), ("position_embeddings", "positionEmbedding"),
      ("token_type_embeddings", "typeEmbedding"),
    ]
    let linears = [
      ("attention.self.query", "attention.query"), ("attention.self.key", "attention.key"),
      ("attention.self.value", "attention.value"), ("attention.output.dense", "attention.output"),
      ("intermediate.dense", "feedForward.up"), ("output.dense", "feedForward.down"),
    ]
    return tables.map { WeightMap.tensor("\(prefix)embeddings.\($0.0).weight", $0.1) }
      + linears.map { WeightMap.layer(layer + $0.0, "blocks.{}.\($0.1)") } + [
        norm("\(prefix)embeddings.LayerNorm", "embeddingNorm"),
        norm(layer + "attention.output.LayerNorm", "blocks.{}.attentionNorm"),
        norm(layer + "output.LayerNorm", "blocks.{}.feedForwardNorm"),
      ]
  }

  /// A norm, whose weight and bias the checkpoints of 2018 call gamma and beta.
  private static func norm(_ foreign: String, _ own: String) -> [WeightMap.Rule] {
    WeightMap.layer(foreign, own) + WeightMap.tensor(foreign + ".gamma", own + ".weight")
      + WeightMap.tensor(foreign + ".beta", own + ".bias")
  }

  /// Layers that follow the encoder in checkpoints and play no part here.
  private static func unused(_ layers: [String]) -> [String] { layers.flatMap { [$0 + ".weight", $0 + ".bias"] } }

  private static func unusedNorm(_ name: String) -> [String] {
    unused([name]) + [name + ".gamma", name + ".beta"]
  }
}
