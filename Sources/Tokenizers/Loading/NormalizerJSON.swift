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
    case "NFC": return .nfc
    case "NFD": return .nfd
    case "NFKC": return .nfkc
    case "NFKD": return .nfkd
    case "Lowercase": return .lowercase
    case "Prepend": return .prepend(item["prepend"]?.string ?? "")
    case "Strip": return .strip(left: item["strip_left"]?.bool ?? true, right: item["strip_right"]?.bool ?? true)
    case "Replace":
      guard let pattern = item["pattern"]?["String"]?.string, let content = item["content"]?.string else { break }
      return .replace(pattern, with: content)
    case "Sequence": return .sequence(try (item["normalizers"]?.array ?? []).map(normalizer))
    default: break
    }
    throw json.error(
      "normalizer", expected: "a supported normalizer", found: item["type"]?.string.map { "`\($0)`" } ?? item.kind)
  }
}
