import Foundation
import JSON

extension Tokenizer {
  /// The tokenizer as tokenizer.json (format version 1.0), for byte-level BPE.
  ///
  /// - Throws: `TokenizerError` for other kinds of tokenizer.
  public func tokenizerJSON() throws -> [UInt8] {
    guard case .bytePair(let model) = model, model.alphabet == .bytes, let split = pattern.json, normalizer == nil
    else {
      throw TokenizerError(
        file: "tokenizer.json", place: "the model", expected: "byte-level BPE with a GPT-2, LLaMA-3 or Qwen2.5 pattern",
        found: "another kind, which can only be read")
    }
    var text = "{\n  \"version\": \"1.0\",\n  \"truncation\": null,\n  \"padding\": null,\n  \"added_tokens\": ["
    text += addedTokens.map { "\n    " + Self.json($0) }.joined(separator: ",")
    text += "\n  ],\n  \"normalizer\": null,\n  \"pre_tokenizer\": \(split(wordPrefix == .blank)),\n"
    text += "  \"post_processor\": \(postProcessorJSON()),\n"
    text += "  \"decoder\": \(WordPattern.byteLevel(false, usesRegex: true)),\n"
    text += "  \"model\": {\n    \"type\": \"BPE\", \"dropout\": null, \"unk_token\": null, \"byte_fallback\": false,\n"
    text += "    \"continuing_subword_prefix\": null, \"end_of_word_suffix\": null, \"fuse_unk\": false,\n"
    text += "    \"ignore_merges\": \(model.prefersWholeWords),\n    \"vocab\": {\(vocabularyJSON())\n    },\n"
    text += "    \"merges\": [\(mergesJSON(model))\n    ]\n  }\n}\n"
    return Array(text.utf8)
  }

  /// Writes `tokenizerJSON()` to a file, and beside it the roles of the special tokens (special_tokens_map.json).
  ///
  /// - Throws: `TokenizerError` for other kinds of tokenizer; an error of Foundation when the file cannot be written.
  public func write(toFolder folder: URL) throws {
    try Data(tokenizerJSON()).write(to: folder.appending(path: FileName.tokenizer))
    let roles = [
      ("bos_token", specialTokens.bos), ("eos_token", specialTokens.eos), ("pad_token", specialTokens.pad),
      ("unk_token", specialTokens.unk),
    ]
    let members = roles.compactMap { role, id in
      id.flatMap(token).map { "\n  \(JSONValue.quoted(role)): \(JSONValue.quoted($0))" }
    }
    let text = "{" + members.joined(separator: ",") + "\n}\n"
    try Data(text.utf8).write(to: folder.appending(path: FileName.specialTokensMap))
  }

  private static func json(_ token: AddedToken) -> String {
    "{\"id\": \(token.id), \"content\": \(JSONValue.quoted(token.content)), \"single_word\": \(token.isSingleWord), "
      + "\"lstrip\": \(token.stripsLeft), \"rstrip\": \(token.stripsRight), \"normalized\": \(token.isNormalized), "
      + "\"special\": \(token.isSpecial)}"
  }

  private func vocabularyJSON() -> String {
    let plain = Set(addedTokens.map(\.id))
    return (0..<vocabularySize).filter { !plain.contains($0) || isInModel($0) }.compactMap { id in
      vocabulary.spelling(id).map { "\n      \(JSONValue.quoted($0)): \(id)" }
    }.joined(separator: ",")
  }

  /// Special tokens are listed in the model as well, as the Python package does; later additions are not.
  private func isInModel(_ id: Int) -> Bool { id < addedTokens.count && addedTokens[id].id == id }

  private func mergesJSON(_ model: BytePairModel) -> String {
    model.merges.entries.sorted { $0.first < $1.first }.compactMap { merge in
      guard let left = vocabulary.spelling(Int(merge.left)), let right = vocabulary.spelling(Int(merge.right)) else {
        return nil
      }
      return "\n      [\(JSONValue.quoted(left)), \(JSONValue.quoted(right))]"
    }.joined(separator: ",")
  }

  private func postProcessorJSON() -> String {
    guard !template.prefix.isEmpty || !template.suffix.isEmpty else { return "null" }
    func piece(_ id: Int32) -> String {
      "{\"SpecialToken\": {\"id\": \(JSONValue.quoted(token(id) ?? "")), \"type_id\": 0}}"
    }
    func text(_ name: String) -> String { "{\"Sequence\": {\"id\": \"\(name)\", \"type_id\": 0}}" }
    func around(_ name: String) -> [String] { template.prefix.map(piece) + [text(name)] + template.suffix.map(piece) }
    let special = Set(template.prefix + template.suffix).sorted().map { id in
      let name = JSONValue.quoted(token(id) ?? "")
      return "\(name): {\"id\": \(name), \"ids\": [\(id)], \"tokens\": [\(name)]}"
    }
    return "{\"type\": \"TemplateProcessing\", \"single\": [\(around("A").joined(separator: ", "))], "
      + "\"pair\": [\((around("A") + around("B")).joined(separator: ", "))], "
      + "\"special_tokens\": {\(special.joined(separator: ", "))}}"
  }
}

extension WordPattern {
  /// The `pre_tokenizer` section, given whether a blank is put before the text; nil for patterns that are not written.
  fileprivate var json: ((Bool) -> String)? {
    switch self {
    case .gpt2: return { Self.byteLevel($0, usesRegex: true) }
    case .tiktoken:
      guard let regex = regularExpression else { return nil }
      return {
        "{\"type\": \"Sequence\", \"pretokenizers\": [{\"type\": \"Split\", \"pattern\": {\"Regex\": "
          + "\(JSONValue.quoted(regex))}, \"behavior\": \"Isolated\", \"invert\": false}, "
          + "\(Self.byteLevel($0, usesRegex: false))]}"
      }
    default: return nil
    }
  }

  fileprivate static func byteLevel(_ addsPrefixSpace: Bool, usesRegex: Bool) -> String {
    "{\"type\": \"ByteLevel\", \"add_prefix_space\": \(addsPrefixSpace), \"trim_offsets\": true, "
      + "\"use_regex\": \(usesRegex)}"
  }
}
