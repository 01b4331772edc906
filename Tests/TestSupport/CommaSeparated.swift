/// Comma-separated values with quoted fields (RFC 4180), for tests that must not lean on the reader that they test.
public enum CommaSeparated {
  /// The first rows of a text, with quotes taken off.
  public static func rows(_ text: String, first count: Int = .max) -> [[String]] {
    var rows: [[String]] = [[""]]
    var isQuoted = false
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": isQuoted.toggle()
      case "," where !isQuoted: rows[rows.count - 1].append("")
      case "\n" where !isQuoted:
        if rows.count == count { return rows }
        rows.append([""])
      case "\r" where !isQuoted: continue
      default: rows[rows.count - 1][rows[rows.count - 1].count - 1].unicodeScalars.append(scalar)
      }
    }
    return rows
  }
}
