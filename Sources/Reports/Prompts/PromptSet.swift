import Foundation
import Randomness

/// The instruction prompts of an experiment; one is drawn for each pair of ECG and report (paper 3.3).
public struct PromptSet: Equatable, Sendable {
  /// The prompts, without repetition.
  public let prompts: [String]

  /// The 32 prompts written by hand.
  public static let handwritten = PromptSet(unchecked: PromptPatterns.all.map { TextPattern($0).written })

  /// How many distinct prompts `rephrased` can make.
  public static let mostRephrased = PromptPatterns.all.reduce(0) { $0 + TextPattern($1).count }

  /// Exactly `count` distinct prompts: those written by hand first, then rephrasings of each in turn (paper Table 11:
  /// 128, 256 or 512; 256 is its default). The set of a larger count begins with that of a smaller one.
  /// - Throws: `PromptError.count` when `count` is not in 1...`mostRephrased`.
  public static func rephrased(count: Int, seed: UInt64) throws(PromptError) -> PromptSet {
    guard (1...mostRephrased).contains(count) else { throw .count(count, most: mostRephrased) }
    let patterns = PromptPatterns.all.map(TextPattern.init)
    let streams = patterns.indices.map { index in
      var random = Random(seed: seed).split("prompts").split(index)
      return [patterns[index].written] + patterns[index].rephrasings(using: &random)
    }
    let longest = streams.map(\.count).max() ?? 0
    let rounds = (0..<longest).lazy.flatMap { round in streams.lazy.filter { round < $0.count }.map { $0[round] } }
    return PromptSet(unchecked: Array(rounds.prefix(count)))
  }

  /// One prompt for every line of a UTF-8 text file; empty lines and those that begin with "#" do not count.
  /// - Throws: `PromptError` when the file cannot be read or holds no prompt.
  public static func file(_ url: URL) throws(PromptError) -> PromptSet {
    guard let text = try? String(contentsOf: url, encoding: .utf8) else { throw .unreadable(url.path) }
    do {
      return try PromptSet(text.split(whereSeparator: \.isNewline).map(String.init).filter { !$0.hasPrefix("#") })
    } catch {
      throw .none(url.path)
    }
  }

  /// The set of the given prompts, trimmed, without repetition and without empty ones.
  /// - Throws: `PromptError.none` when none is left.
  public init(_ prompts: [String]) throws(PromptError) {
    var seen: Set<String> = []
    self.prompts = prompts.map { $0.trimmingCharacters(in: .whitespaces) }
      .filter { !$0.isEmpty && seen.insert($0).inserted }
    guard !self.prompts.isEmpty else { throw .none("the list given") }
  }

  private init(unchecked prompts: [String]) { self.prompts = prompts }

  /// One of the prompts, each equally likely.
  public func drawn(using random: inout Random) -> String {
    prompts[Int.random(in: prompts.indices, using: &random)]
  }
}

/// Why there is no set of prompts.
public enum PromptError: Error, Equatable, Sendable, CustomStringConvertible {
  case count(Int, most: Int)
  case unreadable(String)
  case none(String)

  public var description: String {
    switch self {
    case .count(let count, let most):
      "\(count) prompts were asked for, but the rephraser makes between 1 and \(most) distinct ones"
    case .unreadable(let path): "\(path): the file of prompts could not be read as UTF-8 text"
    case .none(let place): "\(place): there is no prompt; expected one prompt a line"
    }
  }
}
