import Console
import Experiments
import Foundation

extension CommandSpec {
  static let data = CommandSpec(
    "data", "check PATH", "tell what a folder of ECGs holds",
    details: """
      PATH is a folder (PTB-XL, MIMIC-IV-ECG, CinC 2021) or a list in CSV. Told are the records, patients, statements,
      report lengths and languages, and the records that cannot be used, with the reasons.

        meit data check /data/ptb-xl
      """, options: [.width, .json], count: 2...2
  ) { invocation in
    let words = invocation.operands
    guard words[0] == "check" else { throw UsageError("data checks a path: data check PATH", command: "data") }
    let check = try DataCheck(DataCheck.dataset(at: URL(filePath: words[1])))
    try invocation.printer.list(check.table)
    return .success
  }
}
