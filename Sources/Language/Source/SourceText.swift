/// The text of one file, notebook cell or prompt line, as UTF-8 bytes with its name.
public final class SourceText: Sendable {
  /// What diagnostics call it: a file name, `<repl>`, `<cell 3>`.
  public let name: String
  public let bytes: [UInt8]
  private let lineStarts: [Int32]

  public init(name: String, bytes: [UInt8]) {
    self.name = name
    self.bytes = bytes
    var starts: [Int32] = [0]
    bytes.withUnsafeBufferPointer { buffer in
      for index in buffer.indices where buffer[index] == UInt8(ascii: "\n") {
        starts.append(Int32(truncatingIfNeeded: index + 1))
      }
    }
    lineStarts = starts
  }

  public convenience init(name: String, text: String) {
    self.init(name: name, bytes: Array(text.utf8))
  }

  /// The text between two byte offsets; broken UTF-8 shows as U+FFFD.
  public func text(_ range: Range<Int>) -> String {
    String(decoding: bytes[range.clamped(to: 0..<bytes.count)], as: UTF8.self)
  }

  /// The line (from 1) that holds a byte offset.
  public func lineNumber(at offset: Int) -> Int {
    var low = 0
    var high = lineStarts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if Int(lineStarts[middle]) <= offset { low = middle } else { high = middle }
    }
    return low + 1
  }

  /// The column (from 1, in characters) of a byte offset.
  public func columnNumber(at offset: Int) -> Int {
    text(lineRange(lineNumber(at: offset)).lowerBound..<max(0, offset)).count + 1
  }

  /// The bytes of a line (from 1), without its newline.
  public func lineRange(_ line: Int) -> Range<Int> {
    guard lineStarts.indices.contains(line - 1) else { return bytes.count..<bytes.count }
    let start = Int(lineStarts[line - 1])
    var end = line < lineStarts.count ? Int(lineStarts[line]) - 1 : bytes.count
    if end > start, bytes[end - 1] == UInt8(ascii: "\r") { end -= 1 }
    return start..<end
  }

  /// The byte offset of a line and a column (both from 1), for editors that count that way.
  public func offset(line: Int, column: Int) -> Int {
    let range = lineRange(line)
    return range.lowerBound + text(range).prefix(max(0, column - 1)).utf8.count
  }
}
