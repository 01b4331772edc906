import Parallel

/// A corpus under one tokenisation: every text as numbered words.
struct TokenCorpus {
  let vocabulary: Vocabulary
  private let words: [Int32]
  private let ends: [Int]
  private let firstTexts: [Int]

  init(_ corpus: Corpus, _ tokenization: Tokenization) {
    var texts: [String] = []
    var firstTexts: [Int] = []
    for (candidate, references) in zip(corpus.candidates, corpus.references) {
      firstTexts.append(texts.count)
      texts.append(candidate ?? "")
      texts.append(contentsOf: references)
    }
    firstTexts.append(texts.count)
    self.init(texts: texts, firstTexts: firstTexts, tokenization)
  }

  /// Documents without candidates, each one text.
  init(documents: [String], _ tokenization: Tokenization) {
    self.init(texts: documents, firstTexts: Array(0...documents.count), tokenization)
  }

  /// Pieces of the texts are tokenised and numbered in parallel, then their numbers are made the corpus's in order.
  private init(texts: [String], firstTexts: [Int], _ tokenization: Tokenization) {
    let grain = 512
    let pieces = Pool.map((texts.count + grain - 1) / grain) { piece in
      TokenizedPiece(texts[piece * grain..<min(texts.count, (piece + 1) * grain)], tokenization)
    }
    var vocabulary = Vocabulary()
    var words: [Int32] = []
    var ends: [Int] = []
    words.reserveCapacity(pieces.reduce(0) { $0 + $1.words.count })
    ends.reserveCapacity(texts.count)
    for piece in pieces {
      let numbers = vocabulary.intern(allOf: piece.vocabulary)
      ends.append(contentsOf: piece.ends.lazy.map { [start = words.count] in start + $0 })
      words.append(contentsOf: piece.words.lazy.map { numbers[Int($0)] })
    }
    self.vocabulary = vocabulary
    self.words = words
    self.ends = ends
    self.firstTexts = firstTexts
  }

  /// How many pairs there are.
  var count: Int { firstTexts.count - 1 }

  func candidate(_ pair: Int) -> ArraySlice<Int32> { text(firstTexts[pair]) }

  func references(_ pair: Int) -> some Sequence<ArraySlice<Int32>> {
    (firstTexts[pair] + 1..<firstTexts[pair + 1]).lazy.map(text)
  }

  func document(_ index: Int) -> ArraySlice<Int32> { text(index) }

  private func text(_ index: Int) -> ArraySlice<Int32> { words[(index == 0 ? 0 : ends[index - 1])..<ends[index]] }
}

/// Some texts of a corpus as words numbered among themselves.
private struct TokenizedPiece {
  private(set) var vocabulary = Vocabulary()
  private(set) var words: [Int32] = []
  private(set) var ends: [Int] = []

  init(_ texts: ArraySlice<String>, _ tokenization: Tokenization) {
    for text in texts {
      tokenization.tokenized(text).forEachWord { words.append(vocabulary.intern($0)) }
      ends.append(words.count)
    }
  }
}
