import Foundation

/// The computer that did a step, as far as it bears on time and bits; it does not name the computer.
public struct Machine: Codable, Equatable, Sendable {
  public let processor: String
  public let cores: Int
  public let memoryBytes: UInt64
  public let system: String
  public let kernel: String

  /// The computer that this runs on.
  public static let current = Machine(
    processor: value(of: "model name", in: "/proc/cpuinfo", separator: ":") ?? "unknown",
    cores: ProcessInfo.processInfo.activeProcessorCount,
    memoryBytes: ProcessInfo.processInfo.physicalMemory,
    system: value(of: "PRETTY_NAME", in: "/etc/os-release", separator: "=")
      ?? ProcessInfo.processInfo.operatingSystemVersionString,
    kernel: (try? String(contentsOfFile: "/proc/sys/kernel/osrelease", encoding: .utf8))?
      .trimmingCharacters(in: .whitespacesAndNewlines) ?? "unknown")

  /// The first value of a name in a file of `name separator value` lines.
  private static func value(of name: String, in path: String, separator: Character) -> String? {
    guard let bytes = FileManager.default.contents(atPath: path) else { return nil }
    for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n") where line.hasPrefix(name) {
      guard let mark = line.firstIndex(of: separator) else { continue }
      return line[line.index(after: mark)...].trimmingCharacters(in: CharacterSet(charactersIn: " \t\""))
    }
    return nil
  }
}
