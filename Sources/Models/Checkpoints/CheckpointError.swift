import Foundation

/// Why a checkpoint could not be read or written: the file, the tensor or place, what was expected and what was found.
public struct CheckpointError: Error, Equatable, Sendable, CustomStringConvertible {
  public enum Kind: Equatable, Sendable {
    /// The file cannot be opened or mapped.
    case unreadable
    /// The file cannot be written.
    case unwritable
    /// The file ends before what its header promises.
    case truncated
    /// The header breaks the rules of its format.
    case malformed
    /// Two tensors claim the same bytes.
    case overlap
    /// Two tensors bear the same name.
    case duplicate
    /// A tensor that the model needs is not there.
    case missingTensor
    /// A tensor that nothing in the model takes.
    case unexpectedTensor
    /// A tensor has another shape than the model needs.
    case wrongShape
    /// The file is sound, but uses something that is not read here.
    case unsupported
    /// A pickle names something that is not a tensor, a storage or a dictionary. Nothing of it was executed.
    case refusedPickle
  }

  public let kind: Kind
  public let file: URL
  /// The tensor concerned, or nil where the fault lies in the file as a whole.
  public let tensor: String?
  public let expected: String
  public let found: String

  public init(_ kind: Kind, file: URL, tensor: String? = nil, expected: String, found: String) {
    self.kind = kind
    self.file = file
    self.tensor = tensor
    self.expected = expected
    self.found = found
  }

  public var description: String {
    let place = tensor.map { "\(file.path): tensor `\($0)`" } ?? file.path
    return "\(place): expected \(expected), found \(found)"
  }
}
