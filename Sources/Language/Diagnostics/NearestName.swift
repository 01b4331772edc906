/// The known name that was probably meant: at most a third of its letters away, counting swaps as one
/// (Damerau-Levenshtein).
public func nearestName(to written: String, among known: some Sequence<String>) -> String? {
  let lowered = Array(written.lowercased().utf8.prefix(80))
  var best: (name: String, distance: Int)?
  for candidate in known {
    let letters = Array(candidate.lowercased().utf8.prefix(80))
    let longer = max(lowered.count, letters.count)
    // Something of the name must be right.
    let bound = min(max(1, longer / 3), longer - 1)
    guard abs(letters.count - lowered.count) <= bound else { continue }
    let distance = editDistance(lowered, letters)
    if distance <= bound, distance < best?.distance ?? Int.max { best = (candidate, distance) }
  }
  return best?.name
}

/// The question after the nearest name.
func didYouMean(_ near: String) -> String { "did you mean `\(near)`?" }

/// The end of a sentence that says that a name is unknown: the question after the nearest one, or else `otherwise`.
public func suggestion(_ near: String?, otherwise: String = "") -> String {
  near.map { "; \(didYouMean($0))" } ?? otherwise
}

/// Edits between two words: insert, delete, replace, or swap of neighbours (optimal string alignment).
func editDistance(_ left: [UInt8], _ right: [UInt8]) -> Int {
  var twoAgo = [Int](repeating: 0, count: right.count + 1)
  var previous = Array(0...right.count)
  for i in left.indices {
    var current = [i + 1] + [Int](repeating: 0, count: right.count)
    for j in right.indices {
      let replaced = previous[j] + (left[i] == right[j] ? 0 : 1)
      current[j + 1] = min(previous[j + 1] + 1, current[j] + 1, replaced)
      if i > 0, j > 0, left[i] == right[j - 1], left[i - 1] == right[j] {
        current[j + 1] = min(current[j + 1], twoAgo[j - 1] + 1)
      }
    }
    (twoAgo, previous) = (previous, current)
  }
  return previous[right.count]
}
