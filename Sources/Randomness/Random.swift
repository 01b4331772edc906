/// A stream of counter-based random numbers: Philox 4x32-10 (Salmon et al., "Parallel random numbers: as easy as
/// 1, 2, 3", 2011).
///
/// The n-th number of a stream depends on the key and on n alone, so streams can be split by name, resumed at a
/// position, and drawn from on any thread with the same result.
public struct Random: RandomNumberGenerator, Sendable, Equatable, Codable {
  /// Which stream this is.
  public let key: UInt64
  /// How many 64-bit numbers were drawn so far; setting it resumes the stream there.
  public var position: UInt64 = 0

  /// The stream of a seed.
  public init(seed: UInt64) { key = seed }

  /// The stream named `label` below this one: independent of it and of those with other labels, whatever was drawn.
  public func split(_ label: String) -> Random { split(label.utf8.reduce(0xcbf2_9ce4_8422_2325, Self.mixed)) }

  /// The `index`-th stream below this one.
  public func split(_ index: Int) -> Random {
    split(Self.mixed(0x9e37_79b9_7f4a_7c15, UInt64(bitPattern: Int64(index))))
  }

  private func split(_ branch: UInt64) -> Random {
    Random(seed: Philox.block(counter: (branch, ~branch), key: key).0)
  }

  /// The next 64 random bits.
  public mutating func next() -> UInt64 {
    defer { position &+= 1 }
    let block = Philox.block(counter: (position >> 1, 0), key: key)
    return position & 1 == 0 ? block.0 : block.1
  }

  /// A number in [0, 1) with 53 random bits.
  public mutating func uniform() -> Double { Double(next() >> 11) * 0x1p-53 }

  /// A number in the half-open range.
  public mutating func uniform(_ range: Range<Double>) -> Double {
    range.lowerBound + uniform() * (range.upperBound - range.lowerBound)
  }

  /// A draw from the normal distribution with mean 0 and standard deviation 1 (Box and Muller, 1958).
  public mutating func normal() -> Double {
    let radius = (-2 * Double.log(1 - uniform())).squareRoot()
    return radius * Double.cosine(2 * .pi * uniform())
  }

  /// True with the given probability.
  public mutating func chance(_ probability: Double) -> Bool { uniform() < probability }

  private static func mixed<Word: BinaryInteger>(_ hash: UInt64, _ word: Word) -> UInt64 {
    var hash = (hash ^ UInt64(truncatingIfNeeded: word)) &* 0xff51_afd7_ed55_8ccd
    hash ^= hash >> 32
    return hash &* 0xc4ce_b9fe_1a85_ec53
  }
}
