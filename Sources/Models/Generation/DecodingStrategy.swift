import Foundation
import Randomness

/// How the tokens of a text are chosen from the logits of the language model.
public enum DecodingStrategy: Equatable, Sendable {
  /// The likeliest token every time.
  case greedy
  /// The likeliest text that a search finds which goes on with `width` texts at once. Texts compete by the sum of their
  /// tokens' log probabilities over the length raised to the penalty: above 0 it favours long texts, below short ones.
  case beam(width: Int, lengthPenalty: Float)
  case sample(Sampling)

  /// How many texts are under way for each prompt.
  public var width: Int { if case .beam(let width, _) = self { width } else { 1 } }
}

/// How tokens are drawn from their distribution.
public struct Sampling: Equatable, Sendable {
  /// What logits are divided by, above 0: the lower, the likelier are likely tokens.
  public var temperature: Double
  /// Draws from so many of the likeliest tokens only (Fan et al., 2018); 0 for all.
  public var topK: Int
  /// Draws from the fewest tokens that have this probability together (Holtzman et al., 2020); 1 for all.
  public var topP: Double

  public init(temperature: Double = 1, topK: Int = 0, topP: Double = 1) {
    self.temperature = temperature
    self.topK = topK
    self.topP = topP
  }

  /// Draws a token from logits [V].
  package func token(_ logits: [Float], _ random: inout Random) -> Int32 {
    let likeliest = logits.greatest(topK > 0 ? topK : logits.count)
    let highest = Double(likeliest.first.map { logits[$0] } ?? 0)
    let weights = likeliest.map { exp((Double(logits[$0]) - highest) / temperature) }
    let cut = Self.place(in: weights, of: topP * weights.reduce(0, +))
    let drawn = Self.place(in: weights[...cut], of: random.uniform() * weights[...cut].reduce(0, +))
    return Int32(likeliest[drawn])
  }

  /// The place where the running sum reaches an amount, the last at the latest.
  private static func place(in weights: some BidirectionalCollection<Double>, of amount: Double) -> Int {
    var sum = 0.0
    for (place, weight) in weights.enumerated() {
      sum += weight
      if sum > amount || place == weights.count - 1 { return place }
    }
    return 0
  }
}

extension [Float] {
  /// The places of the greatest elements, greatest first, the earlier of equals first.
  func greatest(_ count: Int) -> [Int] {
    guard count < self.count else {
      return indices.sorted { (self[$1], $0) < (self[$0], $1) }
    }
    var places: [Int] = []
    for (place, value) in enumerated() {
      if places.count == count, let last = places.last, value <= self[last] { continue }
      if places.count == count { places.removeLast() }
      let after = places.firstIndex { self[$0] < value } ?? places.count
      places.insert(place, at: after)
    }
    return places
  }

  /// Makes the tokens of a text less likely, by a penalty above 1 (Keskar et al., "CTRL", 2019): positive values are
  /// divided by it, negative ones multiplied.
  package mutating func penalise(_ text: [Int32], by penalty: Float) {
    for token in Set(text) where indices.contains(Int(token)) {
      let value = self[Int(token)]
      self[Int(token)] = value < 0 ? value * penalty : value / penalty
    }
  }
}
