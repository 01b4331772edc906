import Console
import Experiments
import Language

extension CommandSpec {
  static let explain = CommandSpec(
    "explain", "NAME ...", "tell about an option, a choice, a metric, a command, a unit or an error number",
    details: """
      The lists are called options, metrics, commands, units and errors.

        meit explain model.fusion
        meit explain E012
      """, count: 1...Int.max
  ) { invocation in
    for topic in invocation.operands {
      guard let text = Catalog.meit.explanation(of: topic) else {
        throw DataError("nothing is called `\(topic)`\(suggestion(Catalog.meit.nearestTopic(to: topic)))")
      }
      Terminal.output.line(text)
    }
    return .success
  }
}
