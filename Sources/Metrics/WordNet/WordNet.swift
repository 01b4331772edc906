import Foundation

/// The synonyms of WordNet 3.0, read from its dict files (format: wndb(5WN)).
public struct WordNet: Sendable {
  /// The parts of speech in nltk's order.
  enum PartOfSpeech: String, CaseIterable, Sendable {
    case noun, verb
    case adjective = "adj"
    case adverb = "adv"
  }

  /// Where the dict files are: `$WNSEARCHDIR` as for WordNet's own programs, else where Debian's wordnet-base puts
  /// them.
  public static let defaultFolder = URL(
    filePath: ProcessInfo.processInfo.environment["WNSEARCHDIR"] ?? "/usr/share/wordnet", directoryHint: .isDirectory)

  private let dictionaries: [(part: PartOfSpeech, dictionary: WordNetDictionary)]

  /// Opens the dict files of a folder.
  /// - Throws: `MetricError.wordNet` if a file is missing or malformed.
  public init(folder: URL = defaultFolder) throws(MetricError) {
    var dictionaries: [(PartOfSpeech, WordNetDictionary)] = []
    for part in PartOfSpeech.allCases { dictionaries.append((part, try WordNetDictionary(folder, part.rawValue))) }
    self.dictionaries = dictionaries
  }

  /// The one-word names in every synset of every base form of a word, as nltk's `synsets(word)` finds them.
  public func synonyms(of word: String) -> Set<String> {
    Set(synonyms(of: PythonText.lowercased(PythonText.scalars(word))).map { String(decoding: $0, as: UTF8.self) })
  }

  /// The same for the scalars of a lower-case word; the names are ASCII.
  func synonyms(of word: [UInt32]) -> Set<[UInt8]> {
    guard word.allSatisfy({ $0 < 0x80 }) else { return [] }
    let word = word.map { UInt8(truncatingIfNeeded: $0) }
    var names: Set<[UInt8]> = []
    for (part, dictionary) in dictionaries {
      for offset in dictionary.offsets(ofForms: Morphy.forms(of: word, part, dictionary.exceptions)) {
        names.formUnion(dictionary.names(at: offset))
      }
    }
    return names
  }
}
