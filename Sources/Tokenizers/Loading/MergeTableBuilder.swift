/// Builds the merge table of a vocabulary from lists of merges or from the order of the tokens alone.
enum MergeTableBuilder {
  /// From pairs of token texts, best first, as `merges.txt` and tokenizer.json list them.
  ///
  /// - Throws: `TokenizerError` when a merge names tokens that the vocabulary lacks.
  static func table(
    pairs: [(String, String)], _ vocabulary: Vocabulary, file: String
  ) throws -> PairTable {
    var table = PairTable(minimumCapacity: pairs.count)
    for (rank, pair) in pairs.enumerated() {
      guard let left = vocabulary.id(spelled: pair.0), let right = vocabulary.id(spelled: pair.1),
        let merged = vocabulary.id(spelled: pair.0 + pair.1)
      else {
        throw TokenizerError(
          file: file, place: "merge \(rank + 1)", expected: "two tokens whose concatenation is a token",
          found: "\"\(pair.0)\" and \"\(pair.1)\"")
      }
      table.insert(UInt32(left), UInt32(right), UInt32(rank), UInt32(merged))
    }
    return table
  }

  /// Splits `left right` as written in `merges.txt`.
  static func pair(_ line: String, rank: Int, file: String) throws -> (String, String) {
    let parts = line.split(separator: " ", omittingEmptySubsequences: false)
    guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty else {
      throw TokenizerError(
        file: file, place: "merge \(rank + 1)", expected: "two tokens with a blank between them", found: "\"\(line)\"")
    }
    return (String(parts[0]), String(parts[1]))
  }

  /// From ranks: every pair of tokens merges whose concatenation has a rank, the lowest first (tiktoken,
  /// SentencePiece).
  static func table(ranks: [UInt32?], excluding frozen: Set<Int32> = [], _ vocabulary: Vocabulary) -> PairTable {
    var table = PairTable(minimumCapacity: vocabulary.count * 2)
    for (id, rank) in ranks.enumerated() {
      guard let rank, vocabulary.bytes[id].count > 1 else { continue }
      vocabulary.bytes[id].withUnsafeBufferPointer { bytes in
        for middle in 1..<bytes.count {
          guard let left = vocabulary.id(bytes.slice(0..<middle)),
            let right = vocabulary.id(bytes.slice(middle..<bytes.count)),
            !frozen.contains(left), !frozen.contains(right)
          else { continue }
          table.insert(UInt32(left), UInt32(right), rank, UInt32(id))
        }
      }
    }
    return table
  }
}
