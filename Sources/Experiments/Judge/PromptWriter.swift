import Foundation
import Reports

/// Has a language model rephrase the handwritten instructions, as the paper did with GPT-4 (section 3.3, Table 12).
struct PromptWriter {
  static let fileName = "prompts.txt"
  let client: ChatClient
  /// How many distinct prompts are wanted, the handwritten ones included.
  let count: Int

  /// How often each handwritten prompt is rephrased anew when too few distinct ones came.
  private static let rounds = 3

  /// The prompts: those written by hand first, then rephrasings of each in turn.
  /// - Parameter advance: told how many there are.
  /// - Throws: `ChatError`; `DataError` when the model does not come up with enough.
  func prompts(advance: (Int) throws -> Void) throws -> [String] {
    let originals = PromptSet.handwritten.prompts
    var found = Array(originals.prefix(count))
    var seen = Set(found.map { $0.lowercased() })
    let each = (max(0, count - originals.count) + originals.count - 1) / originals.count
    for round in 0..<Self.rounds {
      for original in originals where found.count < count {
        let answer = try client.answer(Self.question(original, count: each + round))
        let fresh = Self.lines(answer).filter { seen.insert($0.lowercased()).inserted }
        found += fresh.prefix(min(each + round, count - found.count))
        try advance(found.count)
      }
    }
    guard found.count == count else {
      throw DataError("\(client.model) wrote \(found.count) distinct prompts, and \(count) are wanted.")
    }
    return found
  }

  private static func question(_ prompt: String, count: Int) -> String {
    """
    Rephrase the following instruction in \(count) different ways. Keep its meaning. Write one rephrasing on each line, \
    without numbers and without anything else.

    \(prompt)
    """
  }

  /// The rephrasings of an answer, without the numbers, bullets and quotes that models put around lines all the same.
  static func lines(_ answer: String) -> [String] {
    answer.split(whereSeparator: \.isNewline).compactMap { line in
      var text = line.trimmingCharacters(in: .whitespaces)
      if let range = text.range(of: #"^(\d+[.)]|[-*•])\s+"#, options: .regularExpression) { text.removeSubrange(range) }
      text = text.trimmingCharacters(in: CharacterSet(charactersIn: "\"“” "))
      return text.isEmpty || text.hasPrefix("#") || text.hasSuffix(":") ? nil : text
    }
  }
}
