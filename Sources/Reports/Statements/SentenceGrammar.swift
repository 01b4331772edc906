/// Joins the concepts of one sentence to findings with certainty and age.
struct SentenceGrammar {
  typealias Find = Phrasebook<Concept>.Find

  let concepts: [Find]
  let words: ReportWords
  private var found: [Finding] = []

  /// A finding on its way: which concepts made it.
  private struct Finding {
    var statements: [DiagnosticStatement]
    let concepts: Range<Int>
    var certainty = Certainty.definite
    var age: InfarctAge?
    var isDismissed = false
    var isInfarct = false
  }

  /// How many words may stand between a modifier and its finding.
  private static let reach = 5

  init(concepts: [Find], words: ReportWords) {
    self.concepts = concepts
    self.words = words
  }

  mutating func mentions() -> [StatementMention] {
    collect()
    found.sort { $0.concepts.lowerBound < $1.concepts.lowerBound }
    for index in concepts.indices { modify(with: index) }
    return found.filter { !$0.isDismissed }.flatMap { finding in
      let span =
        concepts[finding.concepts.lowerBound].words
        .lowerBound..<concepts[finding.concepts.upperBound - 1].words.upperBound
      return finding.statements.map {
        StatementMention(statement: $0, certainty: finding.certainty, age: finding.age, words: span)
      }
    }
  }

  // MARK: Findings

  private mutating func collect() {
    var part: PartReading?
    for (index, concept) in concepts.enumerated() {
      switch concept.meaning {
      case .finding(let statements):
        found.append(Finding(statements: statements, concepts: index..<index + 1))
      case .part(let named):
        flush(&part)
        part = PartReading(part: named, first: index)
        takeQualities(before: index, into: &part)
      case .quality(let quality) where !isLedIntoPart(index):
        part?.add(quality, at: index)
      case .process(let process): found.append(located(process, at: index))
      default: break
      }
    }
    flush(&part)
  }

  private mutating func flush(_ part: inout PartReading?) {
    if let reading = part, !reading.statements.isEmpty {
      found.append(Finding(statements: reading.statements, concepts: reading.first..<reading.last + 1))
    }
    part = nil
  }

  /// Qualities that stand right before the part: "inverted T waves", "unspezifisches abnormes t".
  private func takeQualities(before index: Int, into part: inout PartReading?) {
    var at = index - 1
    while at >= 0, case .quality(let quality) = concepts[at].meaning, gap(at, at + 1) == 0 {
      part?.add(quality, at: at)
      at -= 1
    }
  }

  /// Whether a part follows a quality at once or after other qualities.
  private func isLedIntoPart(_ index: Int) -> Bool {
    var at = index + 1
    while at < concepts.count, gap(at - 1, at) == 0 {
      switch concepts[at].meaning {
      case .part: return true
      case .quality: at += 1
      default: return false
      }
    }
    return false
  }

  /// A process with the territories that belong to it: those right before it, or else right after it, or else the
  /// last ones named in the sentence.
  private func located(_ process: MyocardialProcess, at index: Int) -> Finding {
    var territory: Territory = []
    var span = index..<index + 1
    if let run = territories(from: index, step: -1) {
      (territory, span) = (run.territory, run.end..<index + 1)
    } else if let run = territories(from: index, step: 1) {
      (territory, span) = (run.territory, index..<run.end + 1)
    } else if let earlier = earlierTerritory(before: index) {
      territory = earlier
    }
    return Finding(statements: process.statements(in: territory), concepts: span, isInfarct: process == .infarct)
  }

  private func territories(from index: Int, step: Int) -> (territory: Territory, end: Int)? {
    var territory: Territory = []
    var end = index
    var at = index + step
    scan: while concepts.indices.contains(at), gap(min(at, at - step), max(at, at - step)) <= 1 {
      switch concepts[at].meaning {
      case .territory(let next):
        territory.formUnion(next)
        end = at
      case .age, .connector, .filler: break
      case .certainty where territory.isEmpty: break
      default: break scan
      }
      at += step
    }
    return territory.isEmpty ? nil : (territory, end)
  }

  /// Territories named earlier that no other process has taken: "T wave inversion in anterior leads, possible
  /// ischemia".
  private func earlierTerritory(before index: Int) -> Territory? {
    var territory: Territory = []
    for at in (0..<index).reversed() where gap(at, index) <= 8 {
      if case .process = concepts[at].meaning { break }
      if case .territory(let next) = concepts[at].meaning { territory.formUnion(next) }
    }
    return territory.isEmpty ? nil : territory
  }

  // MARK: Modifiers

  private mutating func modify(with index: Int) {
    switch concepts[index].meaning {
    case .certainty(let certainty, let side):
      for target in targets(of: index, side) { found[target].certainty = min(found[target].certainty, certainty) }
    case .dismissal:
      for target in targets(of: index, .next) { found[target].isDismissed = true }
    case .age(let age, let side):
      let target = infarct(near: index, side) ?? infarct(near: index, side == .next ? .previous : .next)
      if let target, found[target].age == nil { found[target].age = age }
    default: break
    }
  }

  /// The finding beside a modifier, and those joined to it.
  private func targets(of index: Int, _ side: Side) -> [Int] {
    switch side {
    case .next: return joined(following(index), step: 1)
    case .previous: return joined(preceding(index), step: -1)
    case .nearest:
      if let next = following(index), distance(index, next) <= 1 { return joined(next, step: 1) }
      return joined(preceding(index), step: -1)
    }
  }

  private func following(_ index: Int) -> Int? {
    found.firstIndex { $0.concepts.upperBound - 1 > index }.flatMap { distance(index, $0) <= Self.reach ? $0 : nil }
  }

  private func preceding(_ index: Int) -> Int? {
    found.lastIndex { $0.concepts.lowerBound < index }.flatMap { distance(index, $0) <= Self.reach ? $0 : nil }
  }

  private func infarct(near index: Int, _ side: Side) -> Int? {
    let candidates = found.indices.filter { found[$0].isInfarct && distance(index, $0) <= Self.reach }
    return side == .next
      ? candidates.first { found[$0].concepts.upperBound - 1 > index }
      : candidates.last { found[$0].concepts.lowerBound < index }
  }

  /// The finding at `start` and those that only connectors join to it in one direction.
  private func joined(_ start: Int?, step: Int) -> [Int] {
    guard var at = start else { return [] }
    var targets = [at]
    while found.indices.contains(at + step), isJoined(min(at, at + step), max(at, at + step)) {
      at += step
      targets.append(at)
    }
    return targets
  }

  private func isJoined(_ left: Int, _ right: Int) -> Bool {
    let between =
      found[left].concepts.upperBound..<max(found[left].concepts.upperBound, found[right].concepts.lowerBound)
    let onlyJoints =
      concepts[between].contains { if case .connector = $0.meaning { true } else { false } }
      && concepts[between].allSatisfy {
        switch $0.meaning {
        case .connector, .filler, .age: true
        default: false
        }
      }
    return onlyJoints && gap(found[left].concepts.upperBound - 1, found[right].concepts.lowerBound) <= between.count + 1
  }

  // MARK: Distances

  /// The words between two concepts.
  private func gap(_ left: Int, _ right: Int) -> Int {
    max(0, concepts[right].words.lowerBound - concepts[left].words.upperBound)
  }

  /// The words between a concept and a finding; 0 when the concept stands inside it.
  private func distance(_ index: Int, _ finding: Int) -> Int {
    let span = found[finding].concepts
    if span.contains(index) { return 0 }
    return index < span.lowerBound ? gap(index, span.lowerBound) : gap(span.upperBound - 1, index)
  }
}
