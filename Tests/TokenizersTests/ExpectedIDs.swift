import Foundation
import TestSupport
import Tokenizers

/// Expected ids that `Scripts/references/tokenizers/strings.py` wrote: some in full, the rest as hashes of
/// blocks of strings.
struct ExpectedIDs: Decodable {
  struct Case: Decodable {
    let text: String
    let ids: [Int32]
  }

  let count: Int
  let block: Int
  let specials: [String]
  let shown: [Case]
  let hashes: [String]

  init(fixture name: String) throws {
    self = try JSONDecoder().decode(Self.self, from: Data(contentsOf: TokenizerFixture.url(name)))
  }

  /// The hash of the ids of every block of strings, as `strings.py` folds them.
  func hashes(_ encode: (String) -> [Int32]) throws -> [String] {
    var hashes: [String] = []
    var state: UInt64 = 0xCBF2_9CE4_8422_2325
    for (index, text) in try RandomStrings.make(count, specials).enumerated() {
      let ids = encode(text)
      for value in [UInt64(ids.count)] + ids.map({ UInt64($0) }) { state = (state ^ value) &* 0x100_0000_01B3 }
      if index % block == block - 1 {
        let digits = String(state, radix: 16)
        hashes.append(String(repeating: "0", count: 16 - digits.count) + digits)
        state = 0xCBF2_9CE4_8422_2325
      }
    }
    return hashes
  }
}

/// The committed fixtures of this target.
enum TokenizerFixture {
  static func url(_ name: String) -> URL { TestFiles.fixture("tokenizers/" + name) }

  static func corpus() throws -> String { try String(contentsOf: url("corpus.txt"), encoding: .utf8) }
}

/// The strings of `strings.py`, from the same generator.
enum RandomStrings {
  private struct Generator {
    var state: UInt64 = 1

    mutating func below(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int((state >> 33) % UInt64(bound))
    }
  }

  static func make(_ count: Int, _ specials: [String]) throws -> [String] {
    let data = try Data(contentsOf: TokenizerFixture.url("pieces.json"))
    let pieces = try JSONDecoder().decode([String].self, from: data) + specials
    var generator = Generator()
    return (0..<count).map { _ in
      var text = String.UnicodeScalarView()
      for _ in 0..<1 + generator.below(24) {
        if generator.below(6) == 0 {
          if let scalar = Unicode.Scalar(scalarValue(&generator)) { text.append(scalar) }
        } else {
          text.append(contentsOf: pieces[generator.below(pieces.count)].unicodeScalars)
        }
      }
      return String(text)
    }
  }

  private static func scalarValue(_ generator: inout Generator) -> UInt32 {
    let bound = [0x250, 0x3000, 0x10000, 0x20000, 0x110000][generator.below(5)]
    let value = generator.below(bound)
    return UInt32((0xD800..<0xE000).contains(value) ? value - 0x800 : value)
  }
}
