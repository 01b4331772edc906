import Foundation
import JSON

extension Tokenizer {
  /// Names of the files that a checkpoint's folder may hold.
  enum FileName {
    static let tokenizer = "tokenizer.json"
    static let merges = "merges.txt"
    static let inFolder = [tokenizer, "tokenizer.model", "spiece.model", "vocab.json", "vocab.txt"]
    static let specialTokensMap = "special_tokens_map.json"
    static let tokenizerConfiguration = "tokenizer_config.json"
    static let configurations = [specialTokensMap, tokenizerConfiguration]
  }

  /// Reads a tokenizer from a file, told by its name and ending, or from a checkpoint's folder.
  ///
  /// Understood are tokenizer.json, SentencePiece's `.model`, LLaMA-3's `.model` of base64 ranks, vocab.json with
  /// merges.txt beside it, and vocab.txt; in a folder the first of these that is there counts.
  ///
  /// - Throws: `TokenizerError` when the file is missing, malformed or of a kind that is not supported.
  public init(contentsOf url: URL) throws {
    let file = try Self.tokenizerFile(at: url)
    let bytes = try Self.bytes(of: file)
    switch file.pathExtension {
    case "model" where RankFile.isRankFile(bytes): self = try Tokenizer(llama3Ranks: bytes, name: file.path)
    case "model":
      self = try Tokenizer(sentencePiece: bytes, name: file.path, convention: Self.convention(beside: file))
    case "txt": self = try Tokenizer(wordPieces: bytes, name: file.path)
    default:
      let root = try JSONValue(bytes, file: file.path)
      let roles = try Self.roles(beside: file)
      guard root["model"]?.members == nil else {
        self = try TokenizerJSON(root: root, file: file.path, roles: roles).tokenizer()
        return
      }
      let merges = file.deletingLastPathComponent().appending(path: FileName.merges)
      self = try VocabularyAndMerges(root: root, file: file.path, roles: roles)
        .tokenizer(merges: Self.bytes(of: merges), file: merges.path)
    }
  }

  /// Reads a tokenizer from the bytes of a tokenizer.json; `name` says in messages where they came from.
  public init(tokenizerJSON bytes: [UInt8], name: String) throws {
    self = try TokenizerJSON(root: JSONValue(bytes, file: name), file: name, roles: [:]).tokenizer()
  }

  /// The file that `url` means, when it is a folder.
  private static func tokenizerFile(at url: URL) throws -> URL {
    guard (try? url.resourceValues(forKeys: [.isDirectoryKey]).isDirectory) ?? false else { return url }
    for name in FileName.inFolder {
      let file = url.appending(path: name)
      if FileManager.default.fileExists(atPath: file.path) { return file }
    }
    throw TokenizerError(
      file: url.path, place: "the folder", expected: "one of " + FileName.inFolder.joined(separator: ", "),
      found: "none of them")
  }

  static func bytes(of file: URL) throws -> [UInt8] {
    do {
      return try Array(Data(contentsOf: file))
    } catch {
      throw TokenizerError(
        file: file.path, place: "the file itself", expected: "a readable file", found: error.localizedDescription)
    }
  }

  /// That of `transformers` where a configuration beside `file` names it (`legacy`), and SentencePiece's own elsewhere.
  private static func convention(beside file: URL) throws -> SentencePieceConvention {
    let url = file.deletingLastPathComponent().appending(path: FileName.tokenizerConfiguration)
    guard FileManager.default.fileExists(atPath: url.path),
      let legacy = try JSONValue(bytes(of: url), file: url.path)["legacy"]?.bool
    else { return .library }
    return .transformers(legacy: legacy)
  }

  /// The roles (`bos_token` ...) that configuration files beside `file` give to tokens.
  static func roles(beside file: URL) throws -> [String: String] {
    var roles: [String: String] = [:]
    for name in FileName.configurations {
      let url = file.deletingLastPathComponent().appending(path: name)
      guard FileManager.default.fileExists(atPath: url.path) else { continue }
      for member in try JSONValue(bytes(of: url), file: url.path).members ?? [] {
        if let content = member.value.string ?? member.value["content"]?.string { roles[member.key] = content }
      }
    }
    return roles
  }
}
