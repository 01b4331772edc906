/// How a text becomes the words that a score counts, each as one of the reference tools does it.
///
/// With `spacedPeriods` every "." becomes " ." before, as in the released MEIT code.
public enum Tokenization: Hashable, Sendable, Codable {
  /// Python's `str.split()`: at runs of white space (pycocoevalcap's BLEU and CIDEr).
  case blanks(spacedPeriods: Bool)
  /// Python's `str.split(" ")`: at every single blank, so empty words are kept (pycocoevalcap's ROUGE-L).
  case singleBlanks(spacedPeriods: Bool)
  /// rouge-score's: lower case, runs of `[a-z0-9]`, words of over three letters stemmed by Porter if asked.
  case alphanumeric(stemmed: Bool)
  /// nltk's `word_tokenize(preserve_line=True)` after some periods are set apart, in lower case.
  case treebank(Periods)
  /// The sentences of PyPI `rouge`: split at ".", blanks collapsed, each sentence split at single blanks.
  case sentences

  /// Which periods are set apart from the word before them, as the words of a sentence of its own would be.
  public enum Periods: Hashable, Sendable, Codable {
    /// The last of the text only.
    case asWritten
    /// Those before white space or the end: what nltk's `word_tokenize` comes to on reports, whose sentence splitter is
    /// a trained model that knows abbreviations (the words are the same in 748 of 750 PTB-XL reports).
    case endingSentences
    /// All, as in the released MEIT code.
    case all
  }

  /// The words of a text.
  public func words(_ text: String) -> [String] {
    let tokenized = tokenized(text)
    return (0..<tokenized.count).map { index in
      var word = String.UnicodeScalarView()
      word.append(contentsOf: tokenized[index].lazy.compactMap(Unicode.Scalar.init))
      return String(word)
    }
  }

  func tokenized(_ text: String) -> TokenizedText {
    let scalars = PythonText.scalars(text)
    switch self {
    case .blanks(let spaced): return TokenizedText(splittingAtSpaces: Self.spacingPeriods(scalars, if: spaced))
    case .singleBlanks(let spaced):
      return TokenizedText(splittingAtSingleBlanks: Self.spacingPeriods(scalars, if: spaced))
    case .alphanumeric(let stemmed): return Self.alphanumeric(scalars, stemmed: stemmed)
    case .treebank(let periods):
      return TokenizedText(
        splittingAtSpaces: PythonText.lowercased(TreebankWords.spaced(Self.settingApart(periods, in: scalars))))
    case .sentences: return Self.sentences(scalars)
    }
  }

  private static func spacingPeriods(_ scalars: [UInt32], if spaced: Bool) -> [UInt32] {
    guard spaced else { return scalars }
    var result: [UInt32] = []
    result.reserveCapacity(scalars.count + 8)
    for scalar in scalars {
      if scalar == 0x2E { result.append(0x20) }
      result.append(scalar)
    }
    return result
  }

  private static func settingApart(_ periods: Periods, in scalars: [UInt32]) -> [UInt32] {
    guard periods == .endingSentences else { return spacingPeriods(scalars, if: periods == .all) }
    return TreebankWords.rewritten(scalars) { position, output in
      guard scalars[position] == 0x2E, position == 0 || scalars[position - 1] != 0x2E else { return 0 }
      guard position + 1 == scalars.count || PythonText.isSpace(scalars[position + 1]) else { return 0 }
      output.append(contentsOf: [0x20, 0x2E])
      return 1
    }
  }

  private static func alphanumeric(_ scalars: [UInt32], stemmed: Bool) -> TokenizedText {
    let lowered = PythonText.lowercased(scalars).map { PythonText.isASCIIAlphanumeric($0) ? $0 : 0x20 }
    let words = TokenizedText(splittingAtSpaces: lowered)
    guard stemmed else { return words }
    var stems = TokenizedText()
    for index in 0..<words.count {
      let word = words[index]
      stems.append(word.count > 3 ? ArraySlice(PorterStemmer.stem(Array(word))) : word)
    }
    return stems
  }

  private static func sentences(_ scalars: [UInt32]) -> TokenizedText {
    var result = TokenizedText()
    for sentence in scalars.split(separator: 0x2E) {
      let words = TokenizedText(splittingAtSpaces: Array(sentence))
      if words.count == 0 { result.append([]) }  // a sentence of blanks only is one empty word there
      for index in 0..<words.count { result.append(words[index]) }
    }
    return result
  }
}
