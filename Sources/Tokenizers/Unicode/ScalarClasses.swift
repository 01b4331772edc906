import Foundation

/// The classes of a Unicode scalar that pre-tokenizers and normalizers ask about.
struct ScalarClass: OptionSet, Sendable {
  let rawValue: UInt8

  static let letter = ScalarClass(rawValue: 1)
  static let number = ScalarClass(rawValue: 2)
  static let whitespace = ScalarClass(rawValue: 4)
  static let bertPunctuation = ScalarClass(rawValue: 8)
  static let mark = ScalarClass(rawValue: 16)
  static let bertControl = ScalarClass(rawValue: 32)
  static let bertIdeograph = ScalarClass(rawValue: 64)
  static let word = ScalarClass(rawValue: 128)

  /// The three classes of which a scalar has at most one; none of them is "anything else" in the regular expressions.
  static let run: ScalarClass = [.letter, .number, .whitespace]
}

/// One byte of classes for every scalar: a flat table, of which only the pages that a text touches become resident.
struct ScalarClasses: @unchecked Sendable {
  static let shared = ScalarClasses()
  static let scalarCount = 0x110000

  private let table: UnsafeMutablePointer<UInt8>

  /// Fills the table, which lives as long as the process.
  private init() {
    table = .allocate(capacity: Self.scalarCount)
    table.initialize(repeating: 0, count: Self.scalarCount)
    add(.letter, UnicodeRanges.letters)
    add(.number, UnicodeRanges.numbers)
    add(.whitespace, UnicodeRanges.whitespace)
    add(.bertPunctuation, UnicodeRanges.bertPunctuation)
    add(.mark, UnicodeRanges.marks)
    add(.bertControl, UnicodeRanges.bertControls)
    add(.word, UnicodeRanges.words)
    add(.bertIdeograph, UnicodeRanges.bertIdeographs)
  }

  private func add(_ scalarClass: ScalarClass, _ ranges: String) {
    var position = 0
    for pair in ranges.split(whereSeparator: { $0 == " " || $0 == "\n" }) {
      let numbers = pair.split(separator: ".").compactMap { Int($0, radix: 16) }
      precondition(numbers.count == 2, "the Unicode tables hold pairs, not \(pair)")
      position += numbers[0]
      for scalar in position..<position + numbers[1] { table[scalar] |= scalarClass.rawValue }
      position += numbers[1]
    }
  }

  @inline(__always)
  subscript(scalar: UInt32) -> ScalarClass { ScalarClass(rawValue: table[Int(scalar)]) }
}
