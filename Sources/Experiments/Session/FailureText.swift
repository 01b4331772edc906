import Foundation
import Language

/// An error in the words that a user is told.
public struct FailureText {
  private let error: any Error

  public init(_ error: any Error) { self.error = error }

  /// With the lines and carets of a recipe's mistakes, and `error:` before everything else.
  public func text(colour: Bool) -> String {
    if let diagnostics = error as? Diagnostics {
      return "\(diagnostics.all.rendered(colour: colour))\n\n\(Self.count(diagnostics))"
    }
    return Self.headline(plain, colour: colour)
  }

  /// The error alone.
  public var plain: String {
    // Foundation's errors describe themselves for people only in their localised form.
    let isFoundations = error is CocoaError || type(of: error) is NSError.Type
    return isFoundations ? error.localizedDescription : "\(error)"
  }

  public static func headline(_ text: String, colour: Bool) -> String {
    Paint(enabled: colour)(.red, "error") + ": \(text)"
  }

  private static func count(_ diagnostics: Diagnostics) -> String {
    let errors = diagnostics.all.filter { $0.severity == .error }
    let codes = Set(errors.map(\.code.rawValue)).sorted()
    let more = codes.first.map { "; meit explain \($0) tells more" } ?? ""
    return "\(errors.count) error\(errors.count == 1 ? "" : "s")\(more)"
  }
}
