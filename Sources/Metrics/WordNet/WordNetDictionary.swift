import Foundation

/// The index, data and exception files of one part of speech; index and data stay on disk, mapped into memory.
struct WordNetDictionary: Sendable {
  /// Irregular forms and their base forms.
  let exceptions: [[UInt8]: [[UInt8]]]
  private let index: Data
  private let data: Data

  init(_ folder: URL, _ part: String) throws(MetricError) {
    index = try Self.mapped(folder.appending(path: "index.\(part)"))
    data = try Self.mapped(folder.appending(path: "data.\(part)"))
    var exceptions: [[UInt8]: [[UInt8]]] = [:]
    for line in try Self.mapped(folder.appending(path: "\(part).exc")).split(separator: 0x0A) {
      let words = line.split(separator: 0x20).map { Array($0) }
      if let first = words.first { exceptions[first] = Array(words.dropFirst()) }
    }
    self.exceptions = exceptions
  }

  /// Where the synsets of some forms begin in the data file; forms that are not in the index have none.
  func offsets(ofForms forms: [[UInt8]]) -> Set<Int> {
    index.withUnsafeBytes { bytes in
      Set(forms.flatMap { Self.offsets(of: $0, in: bytes) })
    }
  }

  /// The names without an underscore in the synset at an offset: `offset file type count (name id)* ...`.
  func names(at offset: Int) -> [[UInt8]] {
    data.withUnsafeBytes { bytes in
      guard bytes.indices.contains(offset) else { return [] }
      var fields = Fields(bytes: bytes, position: offset)
      guard fields.next().flatMap({ Self.number($0, radix: 10) }) == offset, fields.next() != nil, fields.next() != nil
      else { return [] }
      let count = fields.next().flatMap { Self.number($0, radix: 16) } ?? 0
      var names: [[UInt8]] = []
      for _ in 0..<count {
        guard let name = fields.next(), fields.next() != nil else { break }
        if !name.contains(0x5F) { names.append(Self.withoutMarker(name)) }
      }
      return names
    }
  }

  private static func mapped(_ file: URL) throws(MetricError) -> Data {
    do {
      return try Data(contentsOf: file, options: .alwaysMapped)
    } catch {
      throw .wordNet(file: file.path, problem: "it cannot be read (\(error.localizedDescription))")
    }
  }

  /// A binary search: the index is sorted by the bytes of its words, after the licence, whose lines begin with a blank.
  private static func offsets(of word: [UInt8], in bytes: UnsafeRawBufferPointer) -> [Int] {
    guard word.first.map({ $0 > 0x20 }) == true else { return [] }
    var low = 0
    var high = bytes.count
    while low < high {
      let start = lineStart(before: (low + high) / 2, in: bytes)
      var fields = Fields(bytes: bytes, position: start)
      let found = bytes[start] == 0x20 ? [] : fields.next().map { Array($0) } ?? []
      if found == word { return synsets(&fields) }
      if found.lexicographicallyPrecedes(word) {
        low = bytes[start...].firstIndex(of: 0x0A).map { $0 + 1 } ?? bytes.count
      } else {
        high = start
      }
    }
    return []
  }

  /// The rest of an index line: `type synsets pointers symbol* senses tagged offset*`.
  private static func synsets(_ fields: inout Fields) -> [Int] {
    guard fields.next() != nil, let count = fields.next().flatMap({ number($0, radix: 10) }),
      let pointers = fields.next().flatMap({ number($0, radix: 10) })
    else { return [] }
    for _ in 0..<pointers + 2 where fields.next() == nil { return [] }
    return (0..<count).compactMap { _ in fields.next().flatMap { number($0, radix: 10) } }
  }

  private static func lineStart(before position: Int, in bytes: UnsafeRawBufferPointer) -> Int {
    bytes[..<position].lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
  }

  private static func number(_ field: Slice<UnsafeRawBufferPointer>, radix: Int) -> Int? {
    Int(String(decoding: field, as: UTF8.self), radix: radix)
  }

  /// Adjectives may carry a syntactic marker such as "(ip)".
  private static func withoutMarker(_ name: Slice<UnsafeRawBufferPointer>) -> [UInt8] {
    Array(name.last == 0x29 ? name.prefix { $0 != 0x28 } : name)
  }
}

/// The fields of one line, which blanks separate.
private struct Fields {
  let bytes: UnsafeRawBufferPointer
  var position: Int

  mutating func next() -> Slice<UnsafeRawBufferPointer>? {
    while position < bytes.count, bytes[position] == 0x20 { position += 1 }
    let start = position
    while position < bytes.count, bytes[position] > 0x20 { position += 1 }
    return start < position ? bytes[start..<position] : nil
  }
}
