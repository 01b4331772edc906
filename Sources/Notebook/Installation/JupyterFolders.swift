import Experiments
import Foundation

/// Where Jupyter looks for kernels, and keeps the connection files of those that run.
public enum JupyterFolders {
  public enum Place: Equatable, Sendable {
    /// The user's own.
    case user
    /// An installation's, such as `/usr/local` or a virtual environment.
    case prefix(String)
    /// The virtual environment that is active.
    case activeEnvironment
  }

  private static let kernels = "share/jupyter/kernels"

  /// The folder of kernels of a place.
  /// - Throws: `DataError` when no environment is active.
  public static func kernels(
    _ place: Place, variables: [String: String] = ProcessInfo.processInfo.environment
  ) throws -> URL {
    switch place {
    case .prefix(let prefix): return URL(filePath: prefix).appending(path: kernels)
    case .activeEnvironment:
      guard let environment = environment(variables) else {
        throw DataError("No virtual environment is active: activate one, or name a folder by --prefix.")
      }
      return environment.appending(path: kernels)
    case .user: return ofUser(variables)
    }
  }

  /// The folders in which Jupyter looks for kernels, in its order: the first that has one of a name is taken
  /// (jupyter_core, `jupyter_path`). An active environment comes before the user's own folder unless it says otherwise.
  static func searched(_ variables: [String: String]) -> [URL] {
    let named = (variables["JUPYTER_PATH"] ?? "").split(separator: ":").map {
      URL(filePath: String($0)).appending(path: "kernels")
    }
    let found = environment(variables) ?? environmentOnPath(variables)
    let environment = found.map { [$0.appending(path: kernels)] } ?? []
    let user = [ofUser(variables)]
    // conda's base environment is hardly anybody's choice.
    let isBase = UserFolders.folder("VIRTUAL_ENV", variables) == nil && variables["CONDA_DEFAULT_ENV"] == "base"
    let refusals = ["0", "no", "n", "off", "false"]
    let isUserFirst = variables["JUPYTER_PREFER_ENV_PATH"].map { refusals.contains($0.lowercased()) } ?? isBase
    let system = ["/usr/local", "/usr"].map { URL(filePath: $0).appending(path: kernels) }
    return named + (isUserFirst ? user + environment : environment + user) + system
  }

  private static func environment(_ variables: [String: String]) -> URL? {
    UserFolders.folder("VIRTUAL_ENV", variables) ?? UserFolders.folder("CONDA_PREFIX", variables)
  }

  /// The virtual environment whose `jupyter` is the first on the search path.
  private static func environmentOnPath(_ variables: [String: String]) -> URL? {
    let folders = (variables["PATH"] ?? "").split(separator: ":").map { URL(filePath: String($0)) }
    let folder = folders.first { FileManager.default.isExecutableFile(atPath: $0.appending(path: "jupyter").path) }
    let prefix = folder?.standardizedFileURL.deletingLastPathComponent()
    return prefix.flatMap { FileManager.default.fileExists(atPath: $0.appending(path: "pyvenv.cfg").path) ? $0 : nil }
  }

  private static func ofUser(_ variables: [String: String]) -> URL { data(variables).appending(path: "kernels") }

  private static func data(_ variables: [String: String]) -> URL {
    UserFolders.folder("JUPYTER_DATA_DIR", variables) ?? UserFolders.data(variables).appending(path: "jupyter")
  }

  /// Where `jupyter console --existing` looks for kernels that run.
  public static var runtime: URL {
    let variables = ProcessInfo.processInfo.environment
    return UserFolders.folder("JUPYTER_RUNTIME_DIR", variables) ?? data(variables).appending(path: "runtime")
  }
}
