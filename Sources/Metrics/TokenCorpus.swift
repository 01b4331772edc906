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

  private init(texts: [String], firstTexts: [Int], _ tokenization: Tokenization) {
    let tokenized = Pool.map(texts.count) { tokenization.tokenized(texts[$0]) }
    var vocabulary = Vocabulary()
    var words: [Int32] = []
    var ends: [Int] = []
    ends.reserveCapacity(texts.count)
    for text in tokenized {
      for index in 0..<text.count { words.append(vocabulary.intern(text[index])) }
      ends.append(words.count)
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
