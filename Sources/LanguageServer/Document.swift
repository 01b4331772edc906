import Foundation
import JSON
import Language

/// A recipe that is open in the editor.
struct Document {
  let uri: String
  var version: JSONValue
  var source: SourceText

  /// A file's path, or the URI of a text that has no file.
  static func name(of uri: String) -> String {
    guard let url = URL(string: uri), url.isFileURL else { return uri }
    return url.path
  }

  static func uri(of name: String) -> String {
    name.hasPrefix("/") ? URL(filePath: name).absoluteString : name
  }

  init(uri: String, version: JSONValue, text: String) {
    self.uri = uri
    self.version = version
    source = SourceText(name: Self.name(of: uri), text: text)
  }

  /// Takes a change: of a range, or the whole text.
  /// - Throws: `ProtocolError` for a change without a text or with a range that is none.
  mutating func apply(_ change: JSONValue) throws(ProtocolError) {
    guard let text = change["text"]?.string else { throw ProtocolError(.invalidParameters, "a change has a text") }
    guard let range = change["range"], range != .null else {
      source = SourceText(name: source.name, text: text)
      return
    }
    guard let start = source.offset(at: range["start"]), let end = source.offset(at: range["end"]), start <= end else {
      throw ProtocolError(.invalidParameters, "the range of a change begins before it ends")
    }
    source = SourceText(name: source.name, bytes: source.bytes[..<start] + Array(text.utf8) + source.bytes[end...])
  }

  /// The folder that the paths of the recipe start from.
  var folder: String { URL(filePath: source.name).deletingLastPathComponent().path }

  /// What a path inside the recipe of this name means.
  static func path(_ path: String, from user: String) -> String {
    if path.hasPrefix("/") { return path }
    return URL(filePath: user).deletingLastPathComponent().appending(path: path).standardizedFileURL.path
  }
}
