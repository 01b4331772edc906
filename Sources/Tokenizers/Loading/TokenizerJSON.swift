import Foundation
import JSON

/// Reads Hugging Face's tokenizer.json (format version 1.0).
struct TokenizerJSON {
  let root: JSONValue
  let file: String
  /// Roles by name (`bos_token` ...), where a configuration beside the file states them.
  let roles: [String: String]

  func error(_ place: String, expected: String, found: String) -> TokenizerError {
    TokenizerError(file: file, place: place, expected: expected, found: found)
  }

  /// The member of `value` at `path`, which must exist.
  func member(_ value: JSONValue, _ key: String, of path: String) throws -> JSONValue {
    guard let member = value[key] else { throw error(path, expected: "a member `\(key)`", found: value.kind) }
    return member
  }

  /// - Throws: `TokenizerError` when something is missing, malformed, or of a kind that is not supported.
  func tokenizer() throws -> Tokenizer {
    let section = try member(root, "model", of: "the file")
    let steps = try PreTokenizerJSON(self).steps()
    let added = try addedTokens()
    let isByteLevel = steps.isByteLevel || DetokenizerJSON(self).isByteLevel
    var vocabulary = Vocabulary(isByteLevel: isByteLevel, capacity: section["vocab"]?.members?.count ?? 0)
    let model = try ModelJSON(self, section).model(&vocabulary, steps)
    for token in added where vocabulary.spelling(token.id) != token.content {
      vocabulary.add(token.content, id: token.id, isPlain: true)
    }
    let template = try self.template()
    for id in template.prefix + template.suffix where id >= vocabulary.count {
      throw error("post_processor", expected: "ids below the vocabulary's \(vocabulary.count)", found: "\(id)")
    }
    return Tokenizer(
      TokenizerParts(
        vocabulary: vocabulary, model: model, normalizer: try NormalizerJSON(self).normalizer(),
        pattern: steps.pattern, wordPrefix: steps.wordPrefix,
        detokenizer: DetokenizerJSON(self).detokenizer(vocabulary),
        addedTokens: added, specialTokens: specialTokens(vocabulary, added), template: template))
  }

  private func addedTokens() throws -> [AddedToken] {
    try (root["added_tokens"]?.array ?? []).enumerated().map { index, value in
      guard let id = value["id"]?.id, id < Vocabulary.mostTokens, let content = value["content"]?.string else {
        throw error("added_tokens[\(index)]", expected: "an `id` and a `content`", found: value.kind)
      }
      return AddedToken(
        id: id, content: content, isSpecial: value["special"]?.bool ?? false,
        stripsLeft: value["lstrip"]?.bool ?? false, stripsRight: value["rstrip"]?.bool ?? false,
        isSingleWord: value["single_word"]?.bool ?? false, isNormalized: value["normalized"]?.bool ?? false)
    }
  }

  private func specialTokens(_ vocabulary: Vocabulary, _ added: [AddedToken]) -> SpecialTokens {
    var byContent: [String: Int32] = [:]
    for token in added where token.isSpecial { byContent[token.content] = Int32(token.id) }
    func id(_ role: String, _ names: [String]) -> Int32? {
      if let name = roles[role] { return byContent[name] ?? vocabulary.id(spelled: name) }
      return names.lazy.compactMap { byContent[$0] }.first
    }
    let names = SpecialTokens.usualNames
    return SpecialTokens(
      bos: id("bos_token", names.bos), eos: id("eos_token", names.eos), pad: id("pad_token", names.pad),
      unk: id("unk_token", names.unk))
  }

  /// The ids around a single text, from the post-processor.
  private func template() throws -> (prefix: [Int32], suffix: [Int32]) {
    guard let processor = root["post_processor"], !processor.isNull else { return ([], []) }
    let processors = processor["processors"]?.array ?? [processor]
    for processor in processors {
      switch processor["type"]?.string {
      case "TemplateProcessing": return try template(processor)
      case "BertProcessing", "RobertaProcessing":
        return (try [pairID(processor, "cls")], try [pairID(processor, "sep")])
      default: continue
      }
    }
    return ([], [])
  }

  private func pairID(_ processor: JSONValue, _ key: String) throws -> Int32 {
    guard let id = processor[key]?.array?.last?.id else {
      throw error("post_processor", expected: "`\(key)` with a token and its id", found: processor.kind)
    }
    return Int32(id)
  }

  private func template(_ processor: JSONValue) throws -> (prefix: [Int32], suffix: [Int32]) {
    var sides: [[Int32]] = [[], []]
    var isPastText = false
    for (index, item) in (processor["single"]?.array ?? []).enumerated() {
      if item["Sequence"] != nil {
        isPastText = true
        continue
      }
      guard let name = item["SpecialToken"]?["id"]?.string,
        case let ids? = processor["special_tokens"]?[name]?["ids"]?.array?.map(\.id), !ids.contains(nil)
      else {
        throw error("post_processor.single[\(index)]", expected: "a special token with ids", found: item.kind)
      }
      sides[isPastText ? 1 : 0] += ids.compactMap { $0.map(Int32.init) }
    }
    return (sides[0], sides[1])
  }
}
