import Console
import Experiments
import Foundation

extension CommandSpec {
  private static let remove = OptionSpec("remove", "remove what was listed")

  static let collect = CommandSpec(
    "gc", "[FILE ...]", "list results that no recipe needs, and remove them when asked",
    details: """
      With recipes, what they need is kept and everything else is listed. Without, all that any run ever asked for is
      kept: then only work that was cut short and damaged results are listed. What another process is doing stays.

        meit gc Recipes/
        meit gc Recipes/ --remove
      """, options: [remove, .set, .runs], count: 0...Int.max
  ) { invocation in
    let ledger = invocation.ledger
    let found = try ledger.unneeded(keeping: needed(invocation))
    for item in found {
      Terminal.output.line(
        "\(item.folder.relativeToHere)  \(item.bytes.formatted(.byteCount(style: .file)))  \(item.reason.word)")
    }
    let total = found.reduce(0) { $0 + $1.bytes }
    if invocation.has(remove) {
      let freed = try ledger.remove(found)
      Terminal.output.line("removed \(freed.formatted(.byteCount(style: .file)))")
    } else if found.isEmpty {
      Terminal.output.line("Everything is needed.")
    } else {
      Terminal.output.line(
        "\(found.count) folders, \(total.formatted(.byteCount(style: .file))); --remove removes them")
    }
    return .success
  }

  private static func needed(_ invocation: Invocation) throws -> Set<StepKey> {
    guard !invocation.operands.isEmpty else {
      return Set(try invocation.ledger.runs().flatMap { $0.description.steps.map(\.key) })
    }
    var keys: Set<StepKey> = []
    for path in try invocation.operands.flatMap(invocation.recipes) {
      let scales = try invocation.opened(path, SessionTurn(show: { _ in })).session.program.scales
      for scale in scales.isEmpty ? [nil] : scales.map(Optional.some) {
        let session = try invocation.opened(path, SessionTurn(show: { _ in }), scale: scale).session
        keys.formUnion(try session.plan().plan.steps.map(\.key))
      }
    }
    return keys
  }
}

extension UnneededFolder.Reason {
  fileprivate var word: String {
    switch self {
    case .finished: "no recipe asks for it"
    case .interrupted: "cut short"
    case .damaged: "damaged"
    }
  }
}
