import Foundation
import Parallel

/// METEOR as nltk's `meteor_score` computes it (Lavie and Agarwal, 2007): words are aligned if they are equal, then if
/// their stems are, then if WordNet knows the reference's stem as a synonym of the candidate's; of the best reference,
/// averaged over the pairs.
public struct Meteor: TextMeasure {
  /// How texts become words.
  public let tokenization: Tokenization
  /// The weight of precision against recall.
  public let alpha: Double
  /// The exponent of the fragmentation.
  public let beta: Double
  /// The greatest penalty.
  public let gamma: Double
  /// Where WordNet's dict files are.
  public let wordNet: URL

  /// nltk's parameters by default.
  public init(
    tokenization: Tokenization = .treebank(.endingSentences), alpha: Double = 0.9, beta: Double = 3,
    gamma: Double = 0.5, wordNet: URL = WordNet.defaultFolder
  ) {
    self.tokenization = tokenization
    self.alpha = alpha
    self.beta = beta
    self.gamma = gamma
    self.wordNet = wordNet
  }

  public func rows(of corpus: MeasuredCorpus) throws(MetricError) -> RowWriter {
    let lexicon = try MeteorLexicon(corpus.tokens.vocabulary, WordNet(folder: wordNet))
    let tokens = corpus.tokens
    return RowWriter { pair, _, row in
      let candidate = tokens.candidate(pair)
      row[0] = tokens.references(pair).reduce(0) { max($0, score(candidate, $1, lexicon)) }
    }
  }

  private func score(_ candidate: ArraySlice<Int32>, _ reference: ArraySlice<Int32>, _ lexicon: MeteorLexicon) -> Double
  {
    let alignment = MeteorAlignment(candidate, reference, lexicon)
    guard alignment.matches > 0 else { return 0 }
    let matches = Double(alignment.matches)
    let precision = matches / Double(candidate.count)
    let recall = matches / Double(reference.count)
    let mean = precision * recall / (alpha * precision + (1 - alpha) * recall)
    return (1 - gamma * pow(Double(alignment.chunks) / matches, beta)) * mean
  }
}

/// What METEOR knows about the words of a corpus: their stems, and which stems are synonyms.
struct MeteorLexicon {
  /// The stem of each word.
  let stems: [Int32]
  /// The synonyms of each stem among the stems of the corpus.
  let synonyms: [[Int32]]

  init(_ vocabulary: Vocabulary, _ wordNet: WordNet) {
    let stemmed = Pool.map(vocabulary.count) { PorterStemmer.stem(Array(vocabulary[Int32($0)])) }
    var distinct = Vocabulary()
    var stems: [Int32] = []
    for stem in stemmed { stems.append(stem.withUnsafeBufferPointer { distinct.intern($0) }) }
    self.stems = stems
    let known = distinct
    synonyms = Pool.map(known.count) { stem in
      wordNet.synonyms(of: Array(known[Int32(stem)])).compactMap { known.find($0.map(UInt32.init)) }
    }
  }
}

/// Which word of a reference each word of a candidate is matched with.
///
/// Like nltk's, it goes through the candidate from its end and takes the last free word of the reference that fits.
struct MeteorAlignment {
  private(set) var matches = 0
  private var partners: [Int32]
  private var isFree: [Bool]

  init(_ candidate: ArraySlice<Int32>, _ reference: ArraySlice<Int32>, _ lexicon: MeteorLexicon) {
    partners = [Int32](repeating: -1, count: candidate.count)
    isFree = [Bool](repeating: true, count: reference.count)
    match(Array(candidate), Array(reference)) { $0 == $1 }
    let candidateStems = candidate.map { lexicon.stems[Int($0)] }
    let referenceStems = reference.map { lexicon.stems[Int($0)] }
    match(candidateStems, referenceStems) { $0 == $1 }
    match(candidateStems, referenceStems) { lexicon.synonyms[Int($0)].contains($1) }
  }

  /// The fewest runs that are adjacent in both texts.
  var chunks: Int {
    var chunks = 0
    var previous: (candidate: Int, reference: Int32)?
    for (position, partner) in partners.enumerated() where partner >= 0 {
      if previous.map({ $0.candidate + 1 == position && $0.reference + 1 == partner }) != true { chunks += 1 }
      previous = (position, partner)
    }
    return chunks
  }

  private mutating func match(_ candidate: [Int32], _ reference: [Int32], by fits: (Int32, Int32) -> Bool) {
    for position in candidate.indices.reversed() where partners[position] < 0 {
      for other in reference.indices.reversed() where isFree[other] && fits(candidate[position], reference[other]) {
        partners[position] = Int32(other)
        isFree[other] = false
        matches += 1
        break
      }
    }
  }
}
