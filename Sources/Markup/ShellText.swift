/// Text for the POSIX shell.
public enum ShellText {
  /// One word of exactly these characters: in single quotes nothing has a meaning (POSIX.1-2017, XCU 2.2.2).
  public static func quoted(_ text: String) -> String { "'" + text.replacing("'", with: "'\\''") + "'" }
}
