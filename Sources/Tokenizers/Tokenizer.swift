/// Turns text into token ids and back, exactly as the tokenizer that a checkpoint was trained with.
///
/// One value serves any number of threads. The way of a text: added tokens, normalizer, words, subword model, template.
public struct Tokenizer: Sendable {
  /// The ids with a role.
  public let specialTokens: SpecialTokens
  /// The tokens that are found in the text itself.
  public let addedTokens: [AddedToken]
  /// What stands before and after an encoded text when special tokens are asked for.
  public let template: (prefix: [Int32], suffix: [Int32])

  let vocabulary: Vocabulary
  let model: SubwordModel
  let normalizer: Normalizer?
  let pattern: WordPattern
  let wordPrefix: WordPrefix
  let detokenizer: Detokenizer
  private let originalFinder: AddedTokenFinder
  private let normalizedFinder: AddedTokenFinder
  private let specialIDs: Set<Int32>
  private let workspaces: WorkspacePool

  init(_ parts: TokenizerParts) {
    workspaces = WorkspacePool()
    specialTokens = parts.specialTokens
    addedTokens = parts.addedTokens
    template = parts.template
    vocabulary = parts.vocabulary
    model = parts.model
    normalizer = parts.normalizer
    pattern = parts.pattern
    wordPrefix = parts.wordPrefix
    detokenizer = parts.detokenizer
    originalFinder = AddedTokenFinder(addedTokens.filter { !$0.isNormalized })
    normalizedFinder = AddedTokenFinder(addedTokens.filter { $0.isNormalized })
    specialIDs = parts.specialIDs.union(addedTokens.lazy.filter(\.isSpecial).map { Int32($0.id) })
  }

  /// How many ids there are: the highest plus one.
  public var vocabularySize: Int { vocabulary.count }

  /// The token with this id as the tokenizer's file spells it, or nil when there is none.
  public func token(_ id: Int32) -> String? { vocabulary.spelling(Int(id)) }

  /// The id of a token as the tokenizer's file spells it, or nil when there is none.
  public func id(_ token: String) -> Int32? {
    addedTokens.first { $0.content == token }.map { Int32($0.id) } ?? vocabulary.id(spelled: token)
  }

  /// Whether decoding leaves this token out on demand.
  public func isSpecial(_ id: Int32) -> Bool { specialIDs.contains(id) }

  /// The ids of a text; special tokens written out in it are recognised, those of the template are added on demand.
  public func encode(_ text: String, addingSpecialTokens: Bool = true) -> [Int32] {
    workspaces.withWorkspace { encode(text, addingSpecialTokens, $0) }
  }

  /// The ids of many texts, in order, on the calling thread.
  public func encode(_ texts: [String], addingSpecialTokens: Bool = true) -> [[Int32]] {
    workspaces.withWorkspace { workspace in texts.map { encode($0, addingSpecialTokens, workspace) } }
  }

  private func encode(_ text: String, _ addingSpecialTokens: Bool, _ workspace: Workspace) -> [Int32] {
    var text = text
    var ids: [Int32] = []
    text.withUTF8 { bytes in
      ids.reserveCapacity(bytes.count / 3 + 4)
      if addingSpecialTokens { ids.append(contentsOf: template.prefix) }
      originalFinder.split(bytes) { range in
        encodeStretch(bytes.slice(range), isFirst: range.lowerBound == 0, workspace, into: &ids)
      } token: {
        ids.append(Int32($0.id))
      }
      if addingSpecialTokens { ids.append(contentsOf: template.suffix) }
    }
    return ids
  }

  private func encodeStretch(
    _ bytes: UTF8Bytes, isFirst: Bool, _ workspace: Workspace, into ids: inout [Int32]
  ) {
    if let rewritten = normalizer?.rewritten(bytes) {
      rewritten.withUnsafeBufferPointer { encodeNormalized($0, isFirst, workspace, into: &ids) }
    } else {
      encodeNormalized(bytes, isFirst, workspace, into: &ids)
    }
  }

  private func encodeNormalized(
    _ bytes: UTF8Bytes, _ isFirst: Bool, _ workspace: Workspace, into ids: inout [Int32]
  ) {
    normalizedFinder.split(bytes) { range in
      let stretch = bytes.slice(range)
      guard let prefixed = wordPrefix.applied(to: stretch, isFirst: isFirst && range.lowerBound == 0) else {
        return encodeWords(stretch, workspace, into: &ids)
      }
      prefixed.withUnsafeBufferPointer { encodeWords($0, workspace, into: &ids) }
    } token: {
      ids.append(Int32($0.id))
    }
  }

  private func encodeWords(_ bytes: UTF8Bytes, _ workspace: Workspace, into ids: inout [Int32]) {
    var scanner = WordScanner(bytes, pattern)
    while let range = scanner.next() {
      model.encode(bytes.slice(range), vocabulary, workspace, into: &ids)
    }
  }

  /// The text of some ids; ids outside of the vocabulary give nothing, bytes that are not UTF-8 give U+FFFD.
  public func decode(_ ids: [Int32], skippingSpecialTokens: Bool = true) -> String {
    var decoder = StreamingDecoder(self, skippingSpecialTokens: skippingSpecialTokens)
    return decoder.append(contentsOf: ids) + decoder.finish()
  }
}

/// Everything that a tokenizer consists of, for the loaders to fill.
struct TokenizerParts {
  var vocabulary: Vocabulary
  var model: SubwordModel
  var normalizer: Normalizer?
  var pattern = WordPattern.whole
  var wordPrefix = WordPrefix.none
  var detokenizer: Detokenizer
  var addedTokens: [AddedToken] = []
  var specialTokens = SpecialTokens()
  /// Special ids beyond those of the added tokens.
  var specialIDs: Set<Int32> = []
  var template: (prefix: [Int32], suffix: [Int32]) = ([], [])
}
