import Language

// The ECG encoder and how it starts.
extension Catalog {
  static let encoderOptions: [Option] = [
    Option("encoder.kind", .choice(encoders), "temporal-conv", "the ECG encoder", source: "paper section 3.2"),
    Option("encoder.start", .choice(encoderStarts), "random", "how the encoder's weights begin"),
    Option("encoder.freeze", .boolean, false, "keep the encoder as it starts", source: "released code"),
  ]

  private static func transformer(depth: Value, width: Value, heads: Value, patch: Value) -> [Option] {
    [
      Option("patch", .integer(1...5000), patch, "samples in one patch"),
      Option("depth", .integer(1...100), depth, "number of blocks"),
      Option("width", .integer(1...8192), width, "width of the blocks"),
      Option("heads", .integer(1...256), heads, "attention heads"),
    ]
  }

  static let encoders = ChoiceSet(
    "encoder",
    [
      Choice(
        "temporal-conv", "1-D ResNet over time, all leads together (20.4 M at its full size)",
        [
          Option(
            "depth",
            .oneOf([.integer(18...18), .integer(34...34), .integer(50...50)]), 50, "18, 34 or 50 layers",
            source: "released code",
            hint: "depth is 18, 34 or 50"),
          Option("width", .integer(1...1024), 64, "channels of the first stage", source: "released code"),
        ]),
      Choice(
        "vit", "vision transformer on 1-D patches (86 M)", transformer(depth: 12, width: 768, heads: 12, patch: 50)),
      Choice(
        "st-mem", "ViT with lead and time embeddings, made for masked pretraining (Na 2024)",
        transformer(depth: 12, width: 768, heads: 12, patch: 75)),
      Choice(
        "vim", "bidirectional state-space model on 1-D patches (98 M)",
        [
          Option("patch", .integer(1...5000), 50, "samples in one patch"),
          Option("depth", .integer(1...100), 24, "number of blocks"),
          Option("width", .integer(1...8192), 768, "width of the blocks"),
          Option("state", .integer(1...256), 16, "size of the state"),
        ]),
    ])

  private static let pretraining: [Option] = [
    Option("epochs", .integer(1...10_000), 20, "passes over the training records"),
    Option("lr", .number(0...1), 1e-3, "highest learning rate"),
    Option("batch", .integer(1...65_536), 64, "records in a step"),
  ]

  static let encoderStarts = ChoiceSet(
    "encoder start",
    [
      Choice("random", "random weights", []),
      Choice("supervised", "first trained to name the diagnostic statements (paper Table 14)", pretraining),
      Choice(
        "masked", "first trained to restore masked patches",
        [Option("ratio", .ratio(0...1), 0.75, "share of patches that is masked", source: "ST-MEM")] + pretraining),
      Choice(
        "contrastive", "first trained to find each ECG's own report among others",
        [Option("temperature", .number(0.001...10), 0.1, "temperature of the softmax")] + pretraining),
      Choice("checkpoint", "from a file of yours", [Option("path", .path, .required, "a .safetensors file")]),
    ])
}
