import Foundation

/// A file of a finished folder.
public struct FileRecord: Codable, Equatable, Sendable {
  /// Its path below the folder.
  public let path: String
  public let bytes: Int
  public let sha256: String
}

/// What lists the files of a folder together with what they mean.
protocol Manifest: Codable {
  var files: [FileRecord] { get set }
}

/// How closely files are looked at.
public enum Verification: Sendable {
  /// Each is there and has its length.
  case sizes
  /// Each also has its SHA-256.
  case hashes
}

/// A file that is not as it was written, and how.
public struct Damage: Error, Equatable, Sendable, CustomStringConvertible {
  public let path: String
  public let reason: String

  public var description: String { "\(path): \(reason)" }
}

/// A folder whose manifest, written last, lists every file with its hash; the manifest's own hash stands beside it in
/// the format of `sha256sum`.
struct SealedFolder {
  let folder: URL
  /// The manifest's name: `step.json`.
  let manifestName: String
  /// Names at the top of the folder that are no part of it.
  var excluded: Set<String> = []

  private var manifest: URL { folder.appending(path: manifestName) }
  private var seal: URL { folder.appending(path: Self.sealName(of: manifestName)) }

  /// The file with a manifest's hash.
  static func sealName(of manifest: String) -> String { "\(manifest).sha256" }

  /// Makes every file durable, lists them in the manifest, and writes the seal last of all.
  func close<Content: Manifest>(_ content: Content) throws(LedgerError) -> Content {
    try Disk.remove(seal)
    var content = content
    content.files = []
    var folders = [folder]
    for path in paths() {
      let url = folder.appending(path: path)
      if Disk.isFolder(url) {
        folders.append(url)
        continue
      }
      try Disk.synchronise(url)
      guard let bytes = Disk.stamp(url)?.bytes else { throw .fromSystem("look at", url) }
      content.files.append(FileRecord(path: path, bytes: bytes, sha256: try ContentHash.hex(of: url)))
    }
    for folder in folders.reversed() { try Disk.synchronise(folder) }
    let text = try JSONText.encode(content)
    try Disk.replace(manifest, with: text)
    try Disk.replace(seal, with: Data("\(ContentHash.hex(of: text))  \(manifestName)\n".utf8))
    return content
  }

  /// The manifest, when the folder is whole; nil when it was never sealed.
  /// - Throws: `Damage` naming the first file that is not as it was written.
  func open<Content: Manifest>(_ type: Content.Type, verifying: Verification) throws(Damage) -> Content? {
    guard Disk.exists(seal) else { return nil }
    let content = try readManifest(type)
    for file in content.files { try check(file, verifying) }
    return content
  }

  /// The manifest alone, its own hash checked.
  private func readManifest<Content: Manifest>(_ type: Content.Type) throws(Damage) -> Content {
    guard let text = try? Data(contentsOf: manifest), let line = try? Data(contentsOf: seal) else {
      throw Damage(path: manifest.path, reason: "it cannot be read")
    }
    guard line == Data("\(ContentHash.hex(of: text))  \(manifestName)\n".utf8) else {
      throw Damage(path: manifest.path, reason: "its SHA-256 differs from the one written beside it")
    }
    do { return try JSONText.decode(type, from: text, path: manifest.path) } catch {
      throw Damage(path: manifest.path, reason: "\(error)")
    }
  }

  private func check(_ file: FileRecord, _ verifying: Verification) throws(Damage) {
    let url = folder.appending(path: file.path)
    guard let found = Disk.stamp(url) else { throw Damage(path: url.path, reason: "it is missing") }
    guard found.bytes == file.bytes else {
      throw Damage(path: url.path, reason: "expected \(file.bytes) bytes, found \(found.bytes)")
    }
    guard verifying == .hashes else { return }
    guard let hash = try? ContentHash.hex(of: url) else { throw Damage(path: url.path, reason: "it cannot be read") }
    guard hash == file.sha256 else {
      throw Damage(path: url.path, reason: "expected SHA-256 \(file.sha256), found \(hash)")
    }
  }

  /// Every file and folder below, in order, but for what is excluded and the manifest itself.
  private func paths() -> [String] {
    let own = excluded.union([manifestName, seal.lastPathComponent])
    let found = (try? FileManager.default.subpathsOfDirectory(atPath: folder.path)) ?? []
    return found.filter { path in
      guard let top = path.split(separator: "/").first.map(String.init) else { return false }
      return !own.contains(top) && !top.hasSuffix(".partial")
    }.sorted()
  }
}
