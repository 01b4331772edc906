import Foundation

/// The directory of a ZIP file whose members are stored without compression, as `torch.save` writes them
/// (PKWARE APPNOTE 6.3.10, ZIP64 included).
struct ZipArchive {
  static let magic: [UInt8] = Array("PK\u{3}\u{4}".utf8)

  private static let endSignature: UInt32 = 0x0605_4b50
  private static let end64Signature: UInt32 = 0x0606_4b50
  private static let locator64Signature: UInt32 = 0x0706_4b50
  private static let entrySignature: UInt32 = 0x0201_4b50
  private static let localSignature: UInt32 = 0x0403_4b50
  private static let endLength = 22
  private static let locator64Length = 20
  private static let longestComment = 65535
  private static let size64Field: UInt16 = 1

  /// Name of each member and the bytes that it takes in the file.
  private(set) var members: [String: Range<Int>] = [:]
  private let file: MappedFile

  /// - Throws: `CheckpointError`, also for compressed or encrypted members.
  init(_ file: MappedFile) throws {
    self.file = file
    var directory = try directory()
    while directory.remaining > 0 {
      let (name, range) = try entry(&directory)
      guard members.updateValue(range, forKey: name) == nil else {
        throw CheckpointError(
          .duplicate, file: file.url, expected: "each archive member once", found: "`\(name)` twice")
      }
    }
  }

  /// Finds the central directory from the end of the file.
  private func directory() throws -> ByteCursor {
    let size = file.bytes.count
    let last = size - Self.endLength
    let at = stride(from: last, through: max(0, last - Self.longestComment), by: -1).first { offset in
      file.bytes.loadUnaligned(fromByteOffset: offset, as: UInt32.self) == Self.endSignature
    }
    guard last >= 0, let at else {
      throw CheckpointError(.truncated, file: file.url, expected: "the end record of a ZIP archive", found: "none")
    }
    var end = ByteCursor(file, in: at + 12..<size)
    var length = Int(try end.integer(UInt32.self, "directory size"))
    var offset = Int(try end.integer(UInt32.self, "directory offset"))
    if let wide = try directory64(before: at) { (length, offset) = wide }
    guard offset <= at, length <= at - offset else {
      throw CheckpointError(
        .malformed, file: file.url, expected: "an archive directory before byte \(at)",
        found: "\(length) bytes at byte \(offset)")
    }
    return ByteCursor(file, in: offset..<offset + length)
  }

  private func directory64(before end: Int) throws -> (length: Int, offset: Int)? {
    guard end >= Self.locator64Length else { return nil }
    var locator = ByteCursor(file, in: end - Self.locator64Length..<end)
    guard try locator.integer(UInt32.self, "locator") == Self.locator64Signature else { return nil }
    _ = try locator.integer(UInt32.self, "disk")
    let at = try locator.count("offset of the ZIP64 end record")
    guard at < end else {
      throw CheckpointError(
        .malformed, file: file.url, expected: "a ZIP64 end record before byte \(end)", found: "\(at)")
    }
    var record = ByteCursor(file, in: at..<end)
    guard try record.integer(UInt32.self, "ZIP64 end record") == Self.end64Signature else {
      throw CheckpointError(
        .malformed, file: file.url, expected: "a ZIP64 end record at byte \(at)", found: "other bytes")
    }
    _ = try record.bytes(36, "ZIP64 end record")
    return (try record.count("directory size"), try record.count("directory offset"))
  }

  /// One entry of the directory: the member's name and where its data lies.
  private func entry(_ directory: inout ByteCursor) throws -> (String, Range<Int>) {
    guard try directory.integer(UInt32.self, "directory entry") == Self.entrySignature else {
      throw CheckpointError(
        .malformed, file: file.url, expected: "a directory entry before byte \(directory.offset)", found: "other bytes")
    }
    _ = try directory.bytes(4, "versions")
    let flags = try directory.integer(UInt16.self, "flags")
    let method = try directory.integer(UInt16.self, "method")
    _ = try directory.bytes(8, "time and checksum")
    let stored = try directory.integer(UInt32.self, "stored size")
    let size = try directory.integer(UInt32.self, "size")
    let nameLength = Int(try directory.integer(UInt16.self, "name length"))
    let extraLength = Int(try directory.integer(UInt16.self, "extra length"))
    let commentLength = Int(try directory.integer(UInt16.self, "comment length"))
    _ = try directory.bytes(8, "attributes")
    let header = try directory.integer(UInt32.self, "offset")
    let name = try directory.text(nameLength, "member name")
    let extraAt = directory.offset
    _ = try directory.bytes(extraLength, "extra field")
    _ = try directory.bytes(commentLength, "comment")
    guard flags & 1 == 0, method == 0 else {
      throw CheckpointError(
        .unsupported, file: file.url, expected: "archive members stored as they are",
        found: "`\(name)` \(flags & 1 != 0 ? "encrypted" : "compressed by method \(method)")")
    }
    var wide = try Self.values64(ByteCursor(file, in: extraAt..<extraAt + extraLength))
    func widened(_ value: UInt32) -> Int { value == .max && !wide.isEmpty ? wide.removeFirst() : Int(value) }
    let length = widened(size)
    let storedLength = widened(stored)
    let data = try dataOffset(header: widened(header), name)
    guard length == storedLength, length <= file.bytes.count - data else {
      throw CheckpointError(
        .truncated, file: file.url, expected: "\(length) bytes of archive member `\(name)` at byte \(data)",
        found: "\(storedLength) stored, a file of \(file.bytes.count) bytes")
    }
    return (name, data..<data + length)
  }

  /// The 64-bit values of an extra field, in the order size, stored size, offset.
  private static func values64(_ extra: ByteCursor) throws -> [Int] {
    var extra = extra
    while extra.remaining >= 4 {
      let kind = try extra.integer(UInt16.self, "extra field")
      let length = Int(try extra.integer(UInt16.self, "extra field"))
      guard kind == size64Field else {
        _ = try extra.bytes(length, "extra field")
        continue
      }
      return try (0..<length / 8).map { _ in try extra.count("64-bit size") }
    }
    return []
  }

  /// Where the data begins after the member's own header, whose name and extra field differ in length from the
  /// directory's.
  private func dataOffset(header: Int, _ name: String) throws -> Int {
    guard header <= file.bytes.count else {
      throw CheckpointError(
        .truncated, file: file.url, expected: "archive member `\(name)` at byte \(header)",
        found: "a file of \(file.bytes.count) bytes")
    }
    var local = ByteCursor(file, in: header..<file.bytes.count)
    guard try local.integer(UInt32.self, "header of `\(name)`") == Self.localSignature else {
      throw CheckpointError(
        .malformed, file: file.url, expected: "the header of `\(name)` at byte \(header)", found: "other bytes")
    }
    _ = try local.bytes(22, "header of `\(name)`")
    let nameLength = Int(try local.integer(UInt16.self, "name length"))
    let extraLength = Int(try local.integer(UInt16.self, "extra length"))
    _ = try local.bytes(nameLength + extraLength, "header of `\(name)`")
    return local.offset
  }
}
