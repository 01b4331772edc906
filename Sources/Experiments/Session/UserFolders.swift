import Foundation

/// The folders of the user (XDG Base Directory Specification 0.8). What the environment says comes before what the
/// account says, as with all other programs.
public enum UserFolders {
  /// The folder that a variable names; nil where it is empty or not set.
  public static func folder(_ name: String, _ variables: [String: String]) -> URL? {
    variables[name].flatMap { $0.isEmpty ? nil : URL(filePath: $0) }
  }

  public static func home(_ variables: [String: String] = ProcessInfo.processInfo.environment) -> URL {
    folder("HOME", variables) ?? FileManager.default.homeDirectoryForCurrentUser
  }

  /// What programs keep for the user: `~/.local/share`.
  public static func data(_ variables: [String: String] = ProcessInfo.processInfo.environment) -> URL {
    folder("XDG_DATA_HOME", variables) ?? home(variables).appending(path: ".local/share")
  }

  /// What programs remember, as histories: `~/.local/state`.
  public static func state(_ variables: [String: String] = ProcessInfo.processInfo.environment) -> URL {
    folder("XDG_STATE_HOME", variables) ?? home(variables).appending(path: ".local/state")
  }
}
