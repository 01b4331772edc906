import Foundation

extension Tokenizer {
  /// Names of the files that a checkpoint's folder may hold.
  enum FileName {
    static let tokenizer = "tokenizer.json"
    static let specialTokensMap = "special_tokens_map.json"
    static let configurations = [specialTokensMap, "tokenizer_config.json"]
  }

  /// Reads a tokenizer from tokenizer.json, or from the folder that holds it.
  ///
  /// - Throws: `TokenizerError` when the file is missing, malformed or of a kind that is not supported.
  public init(contentsOf url: URL) throws {
    let isFolder = (try? url.resourceValues(forKeys: [.isDirectoryKey]).isDirectory) ?? false
    let file = isFolder ? url.appending(path: FileName.tokenizer) : url
    let root = try JSONParser.parse(Self.bytes(of: file), file: file.path)
    self = try TokenizerJSON(root: root, file: file.path, roles: Self.roles(beside: file)).tokenizer()
  }

  /// Reads a tokenizer from the bytes of a tokenizer.json; `name` says in messages where they came from.
  public init(tokenizerJSON bytes: [UInt8], name: String) throws {
    self = try TokenizerJSON(root: JSONParser.parse(bytes, file: name), file: name, roles: [:]).tokenizer()
  }

  static func bytes(of file: URL) throws -> [UInt8] {
    do {
      return try Array(Data(contentsOf: file))
    } catch {
      throw TokenizerError(
        file: file.path, place: "the file itself", expected: "a readable file", found: error.localizedDescription)
    }
  }

  /// The roles (`bos_token` ...) that configuration files beside `file` give to tokens.
  static func roles(beside file: URL) throws -> [String: String] {
    var roles: [String: String] = [:]
    for name in FileName.configurations {
      let url = file.deletingLastPathComponent().appending(path: name)
      guard FileManager.default.fileExists(atPath: url.path) else { continue }
      for member in try JSONParser.parse(bytes(of: url), file: url.path).members ?? [] {
        if let content = member.value.string ?? member.value["content"]?.string { roles[member.key] = content }
      }
    }
    return roles
  }
}
