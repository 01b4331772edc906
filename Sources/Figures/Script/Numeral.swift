import Foundation

/// Numbers as text, the same in every locale.
enum Numeral {
  /// The shortest text that reads back as the same number; `NaN` for what cannot be drawn.
  static func exact(_ value: Double) -> String {
    guard value.isFinite else { return "NaN" }
    return value == value.rounded() && abs(value) < 1e15 ? String(Int64(value)) : "\(value)"
  }

  /// `value` with a fixed number of digits after the point; a zero never carries a sign.
  static func fixed(_ value: Double, _ digits: Int) -> String {
    guard value.isFinite else { return value.isNaN ? "NaN" : value < 0 ? "−∞" : "∞" }
    let text = String(format: "%.*f", digits, value)
    return text.hasPrefix("-") && !text.contains(where: { ("1"..."9").contains($0) }) ? String(text.dropFirst()) : text
  }

  /// A power of ten in superscripts, as `10⁶`.
  static func powerOfTen(_ exponent: Int) -> String {
    "10" + String(String(exponent).map { superscripts[$0] ?? $0 })
  }

  private static let superscripts: [Character: Character] = [
    "-": "⁻", "0": "⁰", "1": "¹", "2": "²", "3": "³", "4": "⁴", "5": "⁵", "6": "⁶", "7": "⁷", "8": "⁸", "9": "⁹",
  ]

  /// The number with a suffix for thousands, millions, billions: 300 K, 1.5 M.
  static func scaled(_ value: Double) -> String {
    let steps: [(Double, String)] = [(1e12, "T"), (1e9, "B"), (1e6, "M"), (1e3, "K")]
    guard let (unit, suffix) = steps.first(where: { abs(value) >= $0.0 * 0.9995 }) else { return short(value) }
    return significant(value / unit, 3) + suffix
  }

  /// So many significant digits, without zeros at the end.
  static func significant(_ value: Double, _ digits: Int) -> String {
    guard value.isFinite, value != 0 else { return fixed(value, 0) }
    let decimals = max(0, digits - 1 - Int(floor(log10(abs(value)))))
    let text = fixed(value, decimals)
    guard text.contains(".") else { return text.replacing("-", with: "−") }
    let zeros = text.reversed().prefix { $0 == "0" }.count
    let cut = text.dropLast(zeros)
    return String(cut.hasSuffix(".") ? cut.dropLast() : cut).replacing("-", with: "−")
  }

  /// Up to four significant digits without trailing zeros.
  static func short(_ value: Double) -> String {
    String(format: "%.4g", value).replacing("-", with: "−")
  }
}
