/// Text for LaTeX sources.
public enum LaTeX {
  /// `text` with every character that LaTeX reads as a command made printable.
  public static func escaped(_ text: String) -> String {
    text.reduce(into: "") { $0 += replacements[$1] ?? String($1) }
  }

  private static let replacements: [Character: String] = [
    "\\": "\\textbackslash{}", "{": "\\{", "}": "\\}", "$": "\\$", "&": "\\&", "#": "\\#", "%": "\\%", "_": "\\_",
    "^": "\\textasciicircum{}", "~": "\\textasciitilde{}", "<": "\\textless{}", ">": "\\textgreater{}",
    "|": "\\textbar{}", "\"": "\\char34{}", "`": "\\char96{}", "\n": " ",
    "±": "$\\pm$", "−": "$-$", "×": "$\\times$", "≤": "$\\leq$", "≥": "$\\geq$", "→": "$\\rightarrow$",
    "↑": "$\\uparrow$", "↓": "$\\downarrow$", "µ": "$\\mu$", "μ": "$\\mu$", "α": "$\\alpha$", "β": "$\\beta$",
    "∞": "$\\infty$", "†": "$\\dagger$", "‡": "$\\ddagger$",
    "⁰": "$^0$", "¹": "$^1$", "²": "$^2$", "³": "$^3$", "⁴": "$^4$", "⁵": "$^5$", "⁶": "$^6$", "⁷": "$^7$", "⁸": "$^8$",
    "⁹": "$^9$", "⁻": "$^-$",
  ]
}
