import Experiments
import Foundation
import JSON

/// How Jupyter knows this kernel: its name, how it is started, and the language that it speaks.
public enum KernelSpec {
  /// Of the folder that Jupyter looks for.
  static let name = "meit"
  static let displayName = "meit"
  static let language = "meit"
  /// The lexer of Pygments and the mode of CodeMirror that colour comments, strings and numbers as ours are and take no
  /// word for a mistake; neither has one of our own.
  private static let relative = "julia"

  /// What notebooks say about the language of their cells.
  static let languageInformation: JSONValue = [
    "name": .string(language), "version": .string(Runner.version), "mimetype": "text/x-meit",
    "file_extension": .string(".\(RecipeFile.fileExtension)"), "pygments_lexer": .string(relative),
    "codemirror_mode": ["name": .string(relative)],
  ]

  /// The answer to a `kernel_info_request`.
  static let information: JSONValue = [
    "status": "ok", "protocol_version": .string(Message.protocolVersion), "implementation": "meit",
    "implementation_version": .string(Runner.version), "language_info": languageInformation,
    "banner": .string("meit \(Runner.version): experiments on language models that read ECGs   ?NAME explains"),
    "debugger": false, "help_links": [],
  ]

  /// What notebooks say about the kernel that they want.
  static let reference: JSONValue = [
    "name": .string(name), "display_name": .string(displayName), "language": .string(language),
  ]

  /// The contents of `kernel.json`.
  private static func file(executable: String) -> JSONValue {
    [
      "argv": [.string(executable), "kernel", "run", "{connection_file}"], "display_name": .string(displayName),
      "language": .string(language), "interrupt_mode": "message", "metadata": ["debugger": false],
    ]
  }

  private static var logos: [(name: String, bytes: [UInt8])] {
    [
      ("logo-32x32.png", PackageResources.logo_32x32_png), ("logo-64x64.png", PackageResources.logo_64x64_png),
      ("logo-svg.svg", PackageResources.logo_svg_svg),
    ]
  }

  /// Writes the kernel's folder below one of Jupyter's, over one that is there.
  ///
  /// - Parameters:
  ///   - kernels: Jupyter's folder of kernels.
  ///   - executable: the path of `meit`.
  /// - Returns: the kernel's folder.
  /// - Throws: `DataError` when it cannot be written.
  public static func install(into kernels: URL, executable: String) throws -> URL {
    let folder = kernels.appending(path: name)
    do {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      for logo in logos { try Data(logo.bytes).write(to: folder.appending(path: logo.name), options: .atomic) }
      let text = file(executable: executable).indentedText + "\n"
      try Data(text.utf8).write(to: folder.appending(path: "kernel.json"), options: .atomic)
    } catch { throw DataError("\(folder.path) cannot be written: \(error.localizedDescription)") }
    return folder
  }

  /// A kernel of this name that Jupyter takes instead of the one in a folder of kernels, since it comes first there.
  public static func preceding(
    _ kernels: URL, variables: [String: String] = ProcessInfo.processInfo.environment
  ) -> URL? {
    let searched = JupyterFolders.searched(variables).map { $0.standardizedFileURL.path }
    guard let place = searched.firstIndex(of: kernels.standardizedFileURL.path) else { return nil }
    return searched[..<place].lazy.map { URL(filePath: $0).appending(path: name) }.first {
      FileManager.default.fileExists(atPath: $0.appending(path: "kernel.json").path)
    }
  }

  /// Removes the kernel's folder.
  /// - Returns: the folder; nil when there was none.
  /// - Throws: `DataError` when it cannot be removed.
  public static func uninstall(from kernels: URL) throws -> URL? {
    let folder = kernels.appending(path: name)
    guard FileManager.default.fileExists(atPath: folder.path) else { return nil }
    do { try FileManager.default.removeItem(at: folder) } catch {
      throw DataError("\(folder.path) cannot be removed: \(error.localizedDescription)")
    }
    return folder
  }
}
