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

  private static var variables: [String: String] { ProcessInfo.processInfo.environment }
  private static var home: URL { FileManager.default.homeDirectoryForCurrentUser }

  /// The folder of kernels of a place.
  /// - Throws: `DataError` when no environment is active.
  public static func kernels(_ place: Place, variables: [String: String]? = nil) throws -> URL {
    let variables = variables ?? Self.variables
    func shared(_ prefix: String) -> URL { URL(filePath: prefix).appending(path: "share/jupyter/kernels") }
    switch place {
    case .prefix(let prefix): return shared(prefix)
    case .activeEnvironment:
      guard let prefix = variables["VIRTUAL_ENV"] ?? variables["CONDA_PREFIX"] else {
        throw DataError("No virtual environment is active: activate one, or name a folder by --prefix.")
      }
      return shared(prefix)
    case .user:
      if let folder = variables["JUPYTER_DATA_DIR"] { return URL(filePath: folder).appending(path: "kernels") }
      let data = variables["XDG_DATA_HOME"].map { URL(filePath: $0) } ?? home.appending(path: ".local/share")
      return data.appending(path: "jupyter/kernels")
    }
  }

  /// Where `jupyter console --existing` looks for kernels that run.
  public static var runtime: URL {
    if let folder = variables["JUPYTER_RUNTIME_DIR"] { return URL(filePath: folder) }
    let data = variables["XDG_DATA_HOME"].map { URL(filePath: $0) } ?? home.appending(path: ".local/share")
    return data.appending(path: "jupyter/runtime")
  }
}
