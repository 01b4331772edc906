import Foundation

/// Events as lines of JSON, for the process that watches a step.
public enum ProgressLine {
  /// The event with the end of the line.
  public static func encode(_ event: ProgressEvent) throws -> Data {
    try JSONText.encodeLine(event) + [UInt8(ascii: "\n")]
  }

  /// The event of a line; nil for anything else.
  public static func decode(_ line: some Sequence<UInt8>) -> ProgressEvent? {
    try? JSONText.decode(ProgressEvent.self, from: Data(line), path: "events")
  }
}
