import Foundation

/// Reads little-endian values one after the other and never beyond the end.
struct ByteCursor {
  let file: MappedFile
  private(set) var offset: Int
  let end: Int

  init(_ file: MappedFile, in range: Range<Int>? = nil) {
    self.file = file
    let whole = 0..<file.bytes.count
    let range = (range ?? whole).clamped(to: whole)
    offset = range.lowerBound
    end = range.upperBound
  }

  var remaining: Int { end - offset }

  /// The next `count` bytes; `what` names them in the error.
  mutating func bytes(_ count: Int, _ what: String) throws -> UnsafeRawBufferPointer {
    guard count >= 0, count <= remaining else {
      throw CheckpointError(
        .truncated, file: file.url, expected: "\(count) bytes of \(what) at byte \(offset)",
        found: "\(remaining) bytes before the end")
    }
    defer { offset += count }
    return file.slice(offset..<offset + count)
  }

  mutating func integer<T: FixedWidthInteger>(_ type: T.Type, _ what: String) throws -> T {
    T(littleEndian: try bytes(MemoryLayout<T>.size, what).loadUnaligned(as: T.self))
  }

  /// An unsigned 64-bit count that must be representable as an index.
  mutating func count(_ what: String) throws -> Int {
    let at = offset
    let value = try integer(UInt64.self, what)
    guard let count = Int(exactly: value) else {
      throw CheckpointError(
        .malformed, file: file.url, expected: "\(what) below 2^63 at byte \(at)", found: String(value))
    }
    return count
  }

  /// `count` bytes of UTF-8.
  mutating func text(_ count: Int, _ what: String) throws -> String {
    let at = offset
    guard let text = String(validating: try bytes(count, what), as: UTF8.self) else {
      throw CheckpointError(
        .malformed, file: file.url, expected: "UTF-8 in \(what)", found: "other bytes at byte \(at)")
    }
    return text
  }
}
