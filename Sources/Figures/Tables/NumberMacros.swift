import Foundation

/// The numbers of tables as LaTeX macros, so that prose quotes results instead of copying them.
///
/// A cell of table `table-5` in row `concat` and column `BLEU-4` is `\TableFiveConcatBLEUFour`; its bounds end in
/// `Low` and `High`, a deviation in `Deviation`, the count in `N`.
public struct NumberMacros: Equatable, Sendable {
  public struct Macro: Equatable, Sendable {
    /// Letters only, without the backslash.
    public var name: String
    /// As the table prints it.
    public var value: String
  }

  public private(set) var macros: [Macro] = []
  private var provenance = Provenance()

  public init(_ tables: [Table], provenance: Provenance = Provenance()) {
    self.provenance = provenance
    for table in tables { add(table) }
  }

  /// The number that a macro stands for, named with its backslash or without.
  public func value(of name: String) -> String? {
    let bare = name.hasPrefix("\\") ? String(name.dropFirst()) : name
    return macros.first { $0.name == bare }?.value
  }

  /// The file `numbers.tex`: one `\newcommand` per number.
  public var latex: String {
    provenance.comments("%") + macros.map { "\\newcommand{\\\($0.name)}{\(LaTeX.escaped($0.value))}\n" }.joined()
  }

  private mutating func add(_ table: Table) {
    for row in table.rows {
      for (index, column) in table.columns.enumerated() {
        guard let measured = row.cell(index).measured else { continue }
        let stem = ([table.name] + row.names + [column.title]).map(Self.word).joined()
        add(stem, measured, column)
      }
    }
  }

  private mutating func add(_ stem: String, _ measured: Measured, _ column: Table.Column) {
    let name = unused(stem)
    macros.append(Macro(name: name, value: column.text(measured.value)))
    switch measured.spread {
    case nil: break
    case .interval(let interval):
      macros.append(Macro(name: unused(name + "Low"), value: column.text(interval.low)))
      macros.append(Macro(name: unused(name + "High"), value: column.text(interval.high)))
    case .deviation(let deviation):
      macros.append(Macro(name: unused(name + "Deviation"), value: column.text(deviation)))
    }
    if let n = measured.n { macros.append(Macro(name: unused(name + "N"), value: String(n))) }
  }

  /// The name itself, or with `Again` until nothing else carries it: LaTeX refuses a second `\newcommand`.
  private func unused(_ name: String) -> String {
    macros.contains { $0.name == name } ? unused(name + "Again") : name
  }

  /// The text as one word of ASCII letters in camel case, digits spelt out: `BLEU-4` is `BLEUFour`, `rouge-l` is `RougeL`.
  static func word(_ text: String) -> String {
    var word = ""
    var startsPart = true
    for character in text {
      if let digit = character.wholeNumberValue, digits.indices.contains(digit) {
        word += digits[digit]
        startsPart = true
      } else if let letter = character.decomposedStringWithoutMarks {
        word += startsPart ? letter.uppercased() : letter
        startsPart = false
      } else {
        if let name = names[character] { word += name }
        startsPart = true
      }
    }
    return word
  }

  private static let digits = ["Zero", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine"]
  /// Signs that tell names apart.
  private static let names: [Character: String] = ["+": "Plus", "@": "At", "%": "Percent", ".": "Point"]
}

extension Character {
  /// The ASCII letter under its accents; nil for everything else.
  fileprivate var decomposedStringWithoutMarks: String? {
    let letters = String(self).decomposedStringWithCanonicalMapping.unicodeScalars.filter {
      $0.isASCII && $0.properties.isAlphabetic
    }
    return letters.isEmpty ? nil : String(String.UnicodeScalarView(letters))
  }
}
