import Foundation
import JSON

/// How tokenizer.json says that texts are rewritten.
struct NormalizerJSON {
  private let json: TokenizerJSON

  init(_ json: TokenizerJSON) { self.json = json }

  func normalizer() throws -> Normalizer? {
    guard let section = json.root["normalizer"], !section.isNull else { return nil }
    return try normalizer(section)
  }

  private func normalizer(_ item: JSONValue) throws -> Normalizer {
    switch item["type"]?.string {
    case "NFC", "NFD", "NFKC", "NFKD":
      let name = item["type"]?.string ?? ""
      return .form(NormalForm(isCompatible: name.contains("K"), composes: name.hasSuffix("C")))
    case "StripAccents": return .stripAccents
    case "BertNormalizer":
      let lowercases = item["lowercase"]?.bool ?? true
      return .bert(
        BERTNormalizer(
          cleansText: item["clean_text"]?.bool ?? true,
          separatesIdeographs: item["handle_chinese_chars"]?.bool ?? true,
          stripsAccents: item["strip_accents"]?.bool ?? lowercases, lowercases: lowercases))
    case "Precompiled":
      let blob = Data(base64Encoded: item["precompiled_charsmap"]?.string ?? "")
      return .map(try CharacterMap(Array(blob ?? Data()), file: json.file))
    case "Lowercase": return .lowercase
    case "Prepend": return .prepend(item["prepend"]?.string ?? "")
    case "Strip": return .strip(left: item["strip_left"]?.bool ?? true, right: item["strip_right"]?.bool ?? true)
    case "Replace":
      guard let content = item["content"]?.string else { break }
      if let pattern = item["pattern"]?["String"]?.string { return .replace(pattern, with: content) }
      if item["pattern"]?["Regex"]?.string == " {2,}" { return .collapseBlanks(content) }
    case "Sequence": return .sequence(try (item["normalizers"]?.array ?? []).map(normalizer))
    default: break
    }
    throw json.error(
      "normalizer", expected: "a supported normalizer", found: item["type"]?.string.map { "`\($0)`" } ?? item.kind)
  }
}
