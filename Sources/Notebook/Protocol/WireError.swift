/// Why bytes that came over a socket are not taken as a message.
package enum WireError: Error, Equatable, CustomStringConvertible {
  case malformed(String)
  case badSignature
  /// The same signed message came before.
  case replayed(id: String)

  package var description: String {
    switch self {
    case .malformed(let what): "A message was refused: \(what)."
    case .badSignature: "A message was refused: its signature is not made with this kernel's key."
    case .replayed(let id): "A message was refused: \(id) came before."
    }
  }
}
