/// Whose numbers a series shows; published ones are drawn hollow and dashed.
public enum Origin: Equatable, Sendable {
  case ours
  case published
}
