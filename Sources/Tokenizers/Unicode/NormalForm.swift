/// The four Unicode normal forms (Unicode Standard Annex 15), from tables made for the version that the ids depend on.
struct NormalForm: Equatable, Sendable {
  let isCompatible: Bool
  let composes: Bool

  /// No scalar below this combines, and none changes in the form C.
  private static let firstCombining: UInt8 = 0xCC

  /// The text in this form, or nil when a quick look shows that it stays as it is.
  func applied(to text: UTF8Bytes) -> [UInt8]? {
    let harmless = composes && !isCompatible ? Self.firstCombining : 0x80
    guard !text.allSatisfy({ $0 < harmless }) else { return nil }
    if composes, !isCompatible, !NormalFormData.shared.mayChange(text) { return nil }
    var scalars = decomposed(text)
    Self.order(&scalars)
    if composes { Self.compose(&scalars) }
    var result: [UInt8] = []
    result.reserveCapacity(text.count + text.count / 4)
    for scalar in scalars { result.append(scalar: scalar) }
    return result
  }

  private func decomposed(_ text: UTF8Bytes) -> [UInt32] {
    let data = NormalFormData.shared
    var scalars: [UInt32] = []
    scalars.reserveCapacity(text.count)
    var position = 0
    while position < text.count {
      let (scalar, length) = text.scalar(at: position)
      position += length
      if Hangul.syllables.contains(scalar) {
        scalars += Hangul.decomposition(of: scalar)
      } else if scalar >= 0xA0, let parts = data.decomposition(of: scalar, isCompatible: isCompatible) {
        scalars += parts
      } else {
        scalars.append(scalar)
      }
    }
    return scalars
  }

  /// Sorts every run of combining scalars by class, keeping the order of equals.
  private static func order(_ scalars: inout [UInt32]) {
    let data = NormalFormData.shared
    for index in scalars.indices.dropFirst() {
      let combiningClass = data.combiningClass(of: scalars[index])
      guard combiningClass > 0 else { continue }
      var position = index
      while position > 0, data.combiningClass(of: scalars[position - 1]) > combiningClass {
        scalars.swapAt(position, position - 1)
        position -= 1
      }
    }
  }

  private static func compose(_ scalars: inout [UInt32]) {
    let data = NormalFormData.shared
    var result: [UInt32] = []
    result.reserveCapacity(scalars.count)
    var starter = -1
    var lastClass = 0
    for scalar in scalars {
      let combiningClass = data.combiningClass(of: scalar)
      let isReachable = starter >= 0 && (lastClass == 0 ? starter == result.count - 1 : lastClass < combiningClass)
      if isReachable, let composed = data.composition(of: result[starter], scalar) {
        result[starter] = composed
        continue
      }
      if combiningClass == 0 { starter = result.count }
      lastClass = combiningClass
      result.append(scalar)
    }
    scalars = result
  }
}

/// The tables of the normal forms, ready for look-ups.
struct NormalFormData: Sendable {
  static let shared = NormalFormData()
  private static let firstCombining: UInt32 = 0x300

  private enum Kind: UInt32 { case canonical, compatible, combiningClass }

  /// (scalar, kind) -> (offset into `parts`, count), or the class.
  private var entries = PairTable(minimumCapacity: 8192)
  private var compositions = PairTable(minimumCapacity: 1024)
  private var parts: [UInt32] = []
  /// The scalars that the form C may change or that may combine with what stands before them.
  private var unstable = [Bool](repeating: false, count: ScalarClasses.scalarCount)

  private init() {
    addDecompositions(NormalFormTables.canonical, .canonical)
    addDecompositions(NormalFormTables.compatible, .compatible)
    addClasses()
    var recomposed: Set<UInt32> = []
    for entry in Self.words(NormalFormTables.compositions) {
      let numbers = Self.numbers(entry, separators: "+=")
      compositions.insert(numbers[0], numbers[1], numbers[2], 0)
      unstable[Int(numbers[1])] = true
      recomposed.insert(numbers[2])
    }
    for entry in entries.entries where !recomposed.contains(entry.left) {
      if entry.right != Kind.compatible.rawValue { unstable[Int(entry.left)] = true }
    }
    for scalar in Hangul.joining { unstable[Int(scalar)] = true }
  }

  private static func words(_ table: String) -> [Substring] { table.split { $0 == " " || $0 == "\n" } }

  private static func numbers(_ word: Substring, separators: String) -> [UInt32] {
    word.split { separators.contains($0) }.compactMap { UInt32($0, radix: 16) }
  }

  private mutating func addDecompositions(_ table: String, _ kind: Kind) {
    var scalar: UInt32 = 0
    for word in Self.words(table) {
      let numbers = Self.numbers(word, separators: ":+")
      scalar += numbers[0]
      entries.insert(scalar, kind.rawValue, UInt32(parts.count), UInt32(numbers.count - 1))
      parts += numbers.dropFirst()
    }
  }

  private mutating func addClasses() {
    var scalar: UInt32 = 0
    for word in Self.words(NormalFormTables.combiningClasses) {
      let numbers = Self.numbers(word, separators: ".")
      scalar += numbers[0]
      for _ in 0..<numbers[1] {
        entries.insert(scalar, Kind.combiningClass.rawValue, numbers[2], 0)
        scalar += 1
      }
    }
  }

  /// Whether the form C of this text can differ from it; a quick look that errs on the side of yes.
  func mayChange(_ text: UTF8Bytes) -> Bool {
    unstable.withUnsafeBufferPointer { unstable in
      var position = 0
      while position < text.count {
        let (scalar, length) = text.scalar(at: position)
        if unstable[Int(scalar)] { return true }
        position += length
      }
      return false
    }
  }

  func combiningClass(of scalar: UInt32) -> Int {
    guard scalar >= Self.firstCombining else { return 0 }
    return Int(entries.find(scalar, Kind.combiningClass.rawValue)?.first ?? 0)
  }

  func decomposition(of scalar: UInt32, isCompatible: Bool) -> ArraySlice<UInt32>? {
    let wide = isCompatible ? entries.find(scalar, Kind.compatible.rawValue) : nil
    guard let entry = wide ?? entries.find(scalar, Kind.canonical.rawValue) else { return nil }
    return parts[Int(entry.first)..<Int(entry.first + entry.second)]
  }

  func composition(of first: UInt32, _ second: UInt32) -> UInt32? {
    Hangul.composition(of: first, second) ?? compositions.find(first, second)?.first
  }
}

/// Hangul syllables decompose and compose by arithmetic (Unicode Standard, section 3.12).
enum Hangul {
  static let syllables: Range<UInt32> = 0xAC00..<0xD7A4
  private static let leads: Range<UInt32> = 0x1100..<0x1113
  private static let vowels: Range<UInt32> = 0x1161..<0x1176
  /// The first of these stands for "no trail".
  private static let trails: Range<UInt32> = 0x11A7..<0x11C3

  /// The vowels and trails, which join with what stands before them.
  static var joining: [UInt32] { Array(vowels) + Array(trails.dropFirst()) }

  static func decomposition(of syllable: UInt32) -> [UInt32] {
    let index = syllable - syllables.lowerBound
    let trailCount = UInt32(trails.count)
    let lead = leads.lowerBound + index / (trailCount * UInt32(vowels.count))
    let vowel = vowels.lowerBound + index / trailCount % UInt32(vowels.count)
    let trail = index % trailCount
    return trail == 0 ? [lead, vowel] : [lead, vowel, trails.lowerBound + trail]
  }

  static func composition(of first: UInt32, _ second: UInt32) -> UInt32? {
    let trailCount = UInt32(trails.count)
    if leads.contains(first), vowels.contains(second) {
      let index = (first - leads.lowerBound) * UInt32(vowels.count) + second - vowels.lowerBound
      return syllables.lowerBound + index * trailCount
    }
    let isOpen = syllables.contains(first) && (first - syllables.lowerBound) % trailCount == 0
    return isOpen && trails.dropFirst().contains(second) ? first + second - trails.lowerBound : nil
  }
}
