import JSON

/// How tokenizer.json says that texts are cut into words.
struct PreTokenizerJSON {
  /// What the list of pre-tokenizers amounts to.
  struct Steps {
    var pattern = WordPattern.whole
    var wordPrefix = WordPrefix.none
    var isByteLevel = false
    var isolatesDigits = false
  }

  private let json: TokenizerJSON

  init(_ json: TokenizerJSON) { self.json = json }

  func steps() throws -> Steps {
    var steps = Steps()
    guard let section = json.root["pre_tokenizer"], !section.isNull else { return steps }
    for item in section["pretokenizers"]?.array ?? [section] { try add(item, to: &steps) }
    guard !steps.isolatesDigits || steps.pattern == .gpt2 else {
      throw json.error("pre_tokenizer", expected: "Digits followed by ByteLevel", found: "Digits alone")
    }
    if steps.isolatesDigits { steps.pattern = .digitsThenGPT2 }
    return steps
  }

  private func add(_ item: JSONValue, to steps: inout Steps) throws {
    switch item["type"]?.string {
    case "ByteLevel":
      steps.isByteLevel = true
      if item["add_prefix_space"]?.bool ?? true { steps.wordPrefix = .blank }
      if item["use_regex"]?.bool ?? true { try set(.gpt2, &steps) }
    case "Split": try set(try splitPattern(item), &steps)
    case "Digits":
      guard item["individual_digits"]?.bool == true else {
        throw json.error("pre_tokenizer", expected: "Digits with individual_digits", found: "Digits in runs")
      }
      steps.isolatesDigits = true
    case "BertPreTokenizer": try set(.bert, &steps)
    case "Metaspace":
      steps.wordPrefix = .mark(try metaspaceScheme(item))
      if item["split"]?.bool ?? true { try set(.metaspace, &steps) }
    default:
      throw json.error(
        "pre_tokenizer", expected: "ByteLevel, Split, Digits, Metaspace or BertPreTokenizer",
        found: item["type"]?.kind ?? item.kind)
    }
  }

  private func metaspaceScheme(_ item: JSONValue) throws -> WordPrefix.Scheme {
    guard item["replacement"]?.string ?? "\u{2581}" == "\u{2581}" else {
      throw json.error("pre_tokenizer", expected: "the replacement U+2581", found: item["replacement"]?.kind ?? "")
    }
    let name = item["prepend_scheme"]?.string ?? (item["add_prefix_space"]?.bool == false ? "never" : "always")
    guard let scheme = WordPrefix.Scheme(rawValue: name) else {
      throw json.error("pre_tokenizer.prepend_scheme", expected: "always, first or never", found: "\"\(name)\"")
    }
    return scheme
  }

  private func set(_ pattern: WordPattern, _ steps: inout Steps) throws {
    guard steps.pattern == .whole else {
      throw json.error("pre_tokenizer", expected: "one way to cut words", found: "several")
    }
    steps.pattern = pattern
  }

  private func splitPattern(_ item: JSONValue) throws -> WordPattern {
    let regex = item["pattern"]?["Regex"]?.string ?? ""
    guard item["behavior"]?.string == "Isolated" || item["invert"]?.bool == true,
      let pattern = WordPattern(regularExpression: regex)
    else {
      throw json.error(
        "pre_tokenizer", expected: "the expression of GPT-2, LLaMA-3, Qwen2.5 or BLOOM", found: "\"\(regex)\"")
    }
    return pattern
  }
}

extension WordPattern {
  private static let contractions = "(?i:'s|'t|'re|'ve|'m|'ll|'d)"
  private static let afterDigits = #"| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+"#

  private static let published: [String: WordPattern] = [
    #"'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+"#: .gpt2,
    contractions + #"|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}"# + afterDigits: .tiktoken(digits: 3),
    contractions + #"|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}"# + afterDigits: .tiktoken(digits: 1),
  ]

  /// The expression as published, for the patterns that are written as one.
  var regularExpression: String? { Self.published.first { $0.value == self }?.key }

  /// The pattern for which there is a scanner, or nil.
  init?(regularExpression: String) {
    if let known = Self.published[regularExpression] {
      self = known
      return
    }
    let bloom = (prefix: " ?[^(\\s|[", suffix: "])]+")
    guard regularExpression.hasPrefix(bloom.prefix), regularExpression.hasSuffix(bloom.suffix) else { return nil }
    let inner = regularExpression.unicodeScalars.dropFirst(bloom.prefix.count).dropLast(bloom.suffix.count)
    guard !inner.contains(where: { "\\-^[]&".unicodeScalars.contains($0) }) else { return nil }
    self = .bloom(stops: (inner + "(|)".unicodeScalars).map(\.value))
  }
}
