/// The command line says something that `meit` does not understand.
package struct UsageError: Error, Equatable, CustomStringConvertible {
  package let description: String
  /// Whose help page tells more.
  package let command: String?

  package init(_ description: String, command: String? = nil) {
    self.description = description
    self.command = command
  }
}
