import Foundation

/// Cuts a stream of bytes into messages: headers that say `Content-Length`, an empty line, that many bytes (LSP 3.17,
/// base protocol).
///
/// What is no header is passed over up to the next one, so that a damaged message costs itself alone.
package struct MessageFraming {
  private var buffer = Data()

  /// Longer contents are refused; a recipe of the largest size fits.
  static let longestContent = 256 << 20
  /// Headers are two short lines.
  private static let longestHeader = 4096
  private static let separator = Data("\r\n\r\n".utf8)
  private static let lengthName = "content-length:"

  package init() {}

  package mutating func append(_ bytes: Data) { buffer.append(bytes) }

  /// The next whole message; nil until more bytes come.
  package mutating func next() -> Data? {
    while let end = buffer.range(of: Self.separator) {
      guard let length = Self.contentLength(buffer[..<end.lowerBound]) else {
        buffer = Data(buffer[end.upperBound...])
        continue
      }
      guard buffer.count - (end.upperBound - buffer.startIndex) >= length else { return nil }
      let content = buffer[end.upperBound..<end.upperBound + length]
      buffer = Data(buffer[content.endIndex...])
      return Data(content)
    }
    // Nothing so long is a header that is still coming.
    if buffer.count > Self.longestHeader { buffer = Data(buffer.suffix(Self.longestHeader)) }
    return nil
  }

  /// The length that the last header line of that name says.
  private static func contentLength(_ header: Data) -> Int? {
    let lines = String(decoding: header, as: UTF8.self).split(whereSeparator: \.isNewline)
    for line in lines.reversed() {
      // What stands before the name on its line is the rest of a damaged message.
      guard let name = line.lowercased().range(of: lengthName) else { continue }
      let digits = line.lowercased()[name.upperBound...].trimmingCharacters(in: .whitespaces)
      return Int(digits).flatMap { (0...longestContent).contains($0) ? $0 : nil }
    }
    return nil
  }

  /// A message with its header.
  package static func framed(_ content: Data) -> Data {
    Data("Content-Length: \(content.count)\r\n\r\n".utf8) + content
  }
}
