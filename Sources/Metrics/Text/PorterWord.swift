/// A word on its way through Porter's steps.
struct PorterWord {
  var letters: [UInt32]

  init(_ letters: some Sequence<UInt32>) { self.letters = Array(letters) }

  /// How often a vowel is followed by a consonant.
  var measure: Int {
    let flags = consonants
    return zip(flags, flags.dropFirst()).count { !$0 && $1 }
  }

  func ends(_ suffix: StaticString) -> Bool {
    suffix.withUTF8Buffer { suffix in
      letters.count >= suffix.count && zip(letters.suffix(suffix.count), suffix).allSatisfy { $0 == UInt32($1) }
    }
  }

  /// Step 1a.
  mutating func removePlural() {
    if ends("ies") {
      letters.removeLast(letters.count == 4 ? 1 : 2)
    } else if ends("sses") {
      letters.removeLast(2)
    } else if ends("s"), !ends("ss") {
      letters.removeLast()
    }
  }

  /// Step 1b.
  mutating func removePastAndProgressive() {
    if ends("ied") {
      letters.removeLast(letters.count == 4 ? 1 : 2)
    } else if ends("eed") {
      if PorterWord(letters.dropLast(3)).measure > 0 { letters.removeLast() }
    } else if ends("ed") {
      removeIfVowelRemains(2)
    } else if ends("ing") {
      removeIfVowelRemains(3)
    }
  }

  /// Step 1c.
  mutating func turnFinalYIntoI() {
    let rest = PorterWord(letters.dropLast())
    if ends("y"), rest.letters.count > 1, rest.consonants.last == true { letters[letters.count - 1] = 0x69 }
  }

  /// Step 2.
  mutating func reduceDoubleSuffix() {
    while ends("alli"), PorterWord(letters.dropLast(4)).measure > 0 { letters.removeLast(2) }
    apply(PorterRules.second)
  }

  /// Step 5a.
  mutating func removeFinalE() {
    guard ends("e") else { return }
    let rest = PorterWord(letters.dropLast())
    let measure = rest.measure
    if measure > 1 || (measure == 1 && !rest.endsConsonantVowelConsonant) { letters.removeLast() }
  }

  /// Applies the first rule whose suffix fits, if its conditions hold; if they do not, no later rule is tried.
  mutating func apply(_ rules: [PorterRules.Rule]) {
    guard
      let rule = rules.first(where: {
        letters.count >= $0.suffix.count && letters.suffix($0.suffix.count).elementsEqual($0.suffix)
      })
    else { return }
    let rest = letters.dropLast(rule.suffix.count)
    guard PorterWord(letters.dropLast(rule.suffix.count - rule.keptInMeasure)).measure > rule.measureAbove else {
      return
    }
    guard rule.after.isEmpty || rest.last.map(rule.after.contains) == true else { return }
    letters = rest + rule.replacement
  }

  private mutating func removeIfVowelRemains(_ count: Int) {
    let rest = PorterWord(letters.dropLast(count))
    guard rest.consonants.contains(false) else { return }
    self = rest
    if ends("at") || ends("bl") || ends("iz") {
      letters.append(0x65)
    } else if endsDoubleConsonant {
      if let last = letters.last, ![0x6C, 0x73, 0x7A].contains(last) { letters.removeLast() }
    } else if measure == 1, endsConsonantVowelConsonant {
      letters.append(0x65)
    }
  }

  private var endsDoubleConsonant: Bool {
    letters.count >= 2 && letters[letters.count - 1] == letters[letters.count - 2] && consonants.last == true
  }

  /// Also true of two letters, a vowel and a consonant: nltk's addition.
  private var endsConsonantVowelConsonant: Bool {
    let flags = consonants
    if flags.count == 2 { return !flags[0] && flags[1] }
    guard let last = letters.last, flags.count >= 3 else { return false }
    return flags.suffix(3).elementsEqual([true, false, true]) && ![0x77, 0x78, 0x79].contains(last)
  }

  /// Which letters are consonants; a "y" is one if the letter before it is not.
  private var consonants: [Bool] {
    var flags: [Bool] = []
    flags.reserveCapacity(letters.count)
    for letter in letters {
      switch letter {
      case 0x61, 0x65, 0x69, 0x6F, 0x75: flags.append(false)
      case 0x79: flags.append(flags.last.map(!) ?? true)
      default: flags.append(true)
      }
    }
    return flags
  }
}
