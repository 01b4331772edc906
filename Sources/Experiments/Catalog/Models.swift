import Language

// The language model, how the ECG enters it, and what of it is trained.
extension Catalog {
  static let modelOptions: [Option] = [
    Option("model.llm", .choice(languageModels), "tiny", "the language model that writes the report"),
    Option(
      "model.start", .choice(languageModelStarts), "as-is", "how the weights of the language model begin"),
    Option(
      "model.folder", .path, .init(.string("models")),
      "where the checkpoints of the models that recipes name are, each in a folder of its name"),
    Option(
      "model.fusion", .choice(fusions), "concat", "how the ECG enters the language model", source: "paper section 3.3"),
    Option(
      "model.normalise-ecg", .boolean, true, "scale the ECG embedding to unit length", source: "released code"),
    Option(
      "model.quantisation", .choice(quantisations), "none",
      "what the language model's weights, with their updates, are rounded to before it writes reports"),
    Option(
      "model.activations", .choice(activations), "rounded",
      "what goes into products with weights that are bf16, int8 or int4 as the language model writes reports"),
    Option(
      "lora.rank", .integer(0...4096), 128, "rank of the trained update of each linear layer; 0 trains none",
      source: "paper Table 7"),
    Option("lora.alpha", .number(0...100_000), 64, "scale of the update, divided by the rank", source: "paper Table 7"),
    Option("lora.dropout", .ratio(0...1), 0.1, "share of inputs dropped before the update", source: "paper Table 7"),
    Option(
      "lora.sites",
      .choice(
        ChoiceSet(
          "set of LoRA sites",
          [
            Choice("all", "every linear layer of every block"), Choice("attention", "query, key, value and output"),
            Choice("released", "the subset that the released code trains for each family"),
          ])), "all", "which linear layers get an update", source: "paper section 4.2"),
  ]

  static let quantisations = ChoiceSet(
    "quantisation",
    [
      Choice("none", "the weights as they are in their file"),
      Choice("bf16", "8 significant bits, half of the memory: no weight is off by more than 0.4 % of itself"),
      Choice("int8", "8 bits and a scale for 32: no weight is off by more than 0.45 % of the largest of its 32"),
      Choice(
        "int4",
        "4 bits and a scale for 32, in the blocks; int8 in the embedding and the output layer: most weights are off by "
          + "no more than 6.3 % of the largest of their 32, none by more than 12.6 %"),
    ])

  static let activations = ChoiceSet(
    "activations",
    [
      Choice(
        "rounded",
        "rounded as the weights are, as llama.cpp does: with int8 and int4 to 8 bits and a scale for 32, with bf16 to 8 "
          + "significant bits; the fastest"),
      Choice("exact", "single floats, for which the weights are decoded"),
    ])

  static let languageModels = ChoiceSet(
    "language model",
    [
      Choice("tiny", "the small LLaMA-style model that comes with meit, pretrained on simulated reports"),
      Choice("gpt2-medium", "GPT-2 Medium, 345 M"), Choice("gpt2-large", "GPT-2 Large, 774 M"),
      Choice("gpt-neo-2.7b", "GPT-Neo, 2.7 B"), Choice("gpt-neox-20b", "GPT-NeoX, 20 B"),
      Choice("gpt-j-6b", "GPT-J, 6 B"),
      Choice("bloom-7b", "BLOOM, 7.1 B"), Choice("opt-6.7b", "OPT, 6.7 B"), Choice("llama-1-7b", "LLaMA-1, 7 B"),
      Choice("llama-2-7b", "LLaMA-2, 7 B"), Choice("llama-2-7b-chat", "LLaMA-2 Chat, 7 B"),
      Choice("llama-2-13b", "LLaMA-2, 13 B"), Choice("llama-2-13b-chat", "LLaMA-2 Chat, 13 B"),
      Choice("llama-2-70b", "LLaMA-2, 70 B"), Choice("llama-2-70b-chat", "LLaMA-2 Chat, 70 B"),
      Choice("llama-3-8b-instruct", "LLaMA-3 Instruct, 8 B"), Choice("mistral-7b", "Mistral, 7 B"),
      Choice("mistral-7b-instruct", "Mistral Instruct, 7 B"),
      Choice("bart-large", "BART Large, encoder-decoder, 406 M"),
      Choice("t5-large", "T5 Large, encoder-decoder, 780 M"), Choice("smollm2-135m", "SmolLM2 Instruct, 135 M"),
      Choice("qwen2.5-0.5b", "Qwen2.5, 0.5 B"), Choice("tinyllama-1.1b", "TinyLlama, 1.1 B"),
      Choice(
        "checkpoint", "a model from a folder or file of yours",
        [Option("path", .path, .required, "a Hugging Face folder, a .safetensors, .gguf or .bin file")]),
      Choice("decoder", "a model of any size with random weights", decoderParameters),
    ])

  static let languageModelStarts = ChoiceSet(
    "language model start",
    [
      Choice("as-is", "as they were published, or random where nothing was"),
      Choice(
        "pretrained", "first trained as a language model, on simulated reports and sentences about ECGs",
        [
          Option("records", .integer(1...10_000_000), 12_000, "simulated patients whose reports are read"),
          Option("epochs", .integer(1...10_000), 3, "passes over the texts"),
          Option("lr", .number(0...1), 2e-3, "highest learning rate"),
          Option("batch", .integer(1...65_536), 32, "texts in a step"),
        ]),
    ])

  private static let decoderParameters: [Option] = [
    Option(
      "family",
      .choice(
        ChoiceSet(
          "model family",
          ["llama", "gpt2", "gpt-neo", "gpt-neox", "gpt-j", "bloom", "opt", "mistral", "bart", "t5"].map {
            Choice($0, "built as \($0) is")
          })), "llama", "whose architecture"),
    Option("layers", .integer(1...1000), 4, "number of blocks; of an encoder-decoder, in each half"),
    Option("width", .integer(1...65_536), 128, "width of the residual stream"),
    Option("heads", .integer(1...1024), 4, "number of attention heads; must divide the width"),
    Option(
      "key-value-heads", .integer(1...1024), .optional, "number of key and value heads; as many as heads when left out"),
    Option(
      "hidden", .integer(1...262_144), .optional, "width inside the feed-forward layer; the family's rule when left out"
    ),
    Option("vocabulary", .integer(256...1_000_000), 2048, "number of tokens"),
  ]

  /// The fusion that language models with a text encoder have of their own.
  static let encoderDecoderFusion = "encoder-decoder"

  static let fusions = ChoiceSet(
    "fusion",
    [
      Choice(
        "concat", "one ECG column before the keys and values of every block (MEIT, paper equations 3 to 5)",
        [Option("tokens", .integer(1...1024), 1, "number of ECG columns", source: "released code")]),
      Choice(
        "llava", "ECG tokens before the text embeddings",
        [
          Option("tokens", .integer(1...1024), 8, "number of ECG tokens"),
          Option("depth", .integer(1...8), 2, "layers of the projector"),
        ]),
      Choice(
        "flamingo", "gated cross-attention to the ECG tokens",
        [
          Option("every", .integer(1...1000), 1, "one gated layer before every so many blocks"),
          Option("tokens", .integer(1...1024), 8, "number of ECG tokens"),
        ]),
      Choice(
        encoderDecoderFusion, "ECG tokens joined to the text encoder's output (BART, T5)",
        [Option("tokens", .integer(1...1024), 1, "number of ECG tokens")]),
      Choice("none", "text only: the control that sees no ECG"),
    ])
}
