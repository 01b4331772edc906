import Experiments
import Foundation
import Testing

struct QuestionsTests {
  let scratch = ScratchLedger()
  var ledger: Ledger { scratch.ledger }

  private func run(_ name: String, _ steps: [(StepKey, String)]) throws -> RunRecord {
    let journal = try ledger.beginRun(
      RunDescription(
        name: name, recipe: "experiment \(name) {}\n",
        steps: steps.map { RunDescription.Step(key: $0.0, place: $0.1) }))
    try journal.finish(.finished)
    return try ledger.run(journal.id)
  }

  @Test func aStepIsFoundByTheBeginningOfItsName() throws {
    let first = try scratch.finish(ScratchLedger.description("tune", 0xabc))
    let second = try scratch.finish(ScratchLedger.description("tune", 0xabd))
    #expect(try ledger.step("tune-abc") == first)
    #expect(try ledger.step("abd0") == second)
    #expect(throws: LedgerError.unknown(name: "tune-ab", candidates: [first, second].map(\.key.folderName))) {
      try ledger.step("tune-ab")
    }
  }

  @Test func differentOptionsAndScoresAreNamed() throws {
    let left = try scratch.finish(
      ScratchLedger.description("score", 1, options: ["model.fusion": "llava", "seed": "1"]),
      scores: ["bleu-4": RecordedScore(0.25), "meteor": RecordedScore(0.5)])
    let right = try scratch.finish(
      ScratchLedger.description("score", 2, options: ["model.fusion": "concat", "seed": "1"]),
      scores: ["bleu-4": RecordedScore(0.5), "meteor": RecordedScore(0.5)])
    let difference = Difference(left, right)
    #expect(difference.options.map { [$0.name, $0.left, $0.right] } == [["model.fusion", "llava", "concat"]])
    #expect(difference.scores.map(\.name) == ["bleu-4"])
    #expect(difference.scores.map { [$0.left?.value, $0.right?.value] } == [[0.25, 0.5]])
    #expect(difference.circumstances.isEmpty)
    #expect(Difference(left, left).isEmpty)
    let other = ScratchLedger.key("score", 3)
    let first = try run("a", [(left.key, "score of a [1]"), (left.key, "score of a [2]"), (other, "score of a [3]")])
    let second = try run("b", [(right.key, "score of b [1]"), (left.key, "score of b [3]")])
    let runs = try ledger.difference(first, second)
    #expect(runs.places.map(\.place) == ["score [1]"])
    #expect(runs.places.map(\.difference) == [difference])
    #expect(runs.onlyLeft == ["score [2]"])
    #expect(runs.onlyRight == ["score [3]"])
  }

  @Test func aRunShowsTheStateOfItsSteps() throws {
    let done = try scratch.finish()
    let busy = try scratch.workspace(ScratchLedger.description("generate", 2))
    let run = try run("a", [(done.key, "tune of a"), (busy.description.key, "generate of a")])
    let steps = try ledger.steps(of: run)
    #expect(steps.map(\.state) == [.finished(done), .absent])
    #expect(steps.map { $0.owner?.process } == [nil, getpid()])
    busy.suspend()
  }

  @Test func damageIsListedByName() throws {
    let records = try (1...3).map { try scratch.finish(ScratchLedger.description("tune", $0)) }
    #expect(try ledger.damage().isEmpty)
    let file = ledger.folder(of: records[1].key).appending(path: "adapter/weights.bin")
    try flipByte(of: file)
    #expect(try ledger.damage().map(\.path) == [file.path])
  }

  @Test func whatNoRecipeNeedsIsListedAndThenRemoved() throws {
    let data = try scratch.finish(ScratchLedger.description("prepare", 1))
    let kept = try scratch.finish(ScratchLedger.description("tune", 2, inputs: [data.key]))
    let old = try scratch.finish(ScratchLedger.description("tune", 3, inputs: [data.key]))
    let busy = try scratch.workspace(ScratchLedger.description("tune", 4))
    let cut = try scratch.workspace(ScratchLedger.description("tune", 5))
    try Data("half".utf8).write(to: cut.file("a"))
    cut.suspend()
    let unneeded = try ledger.unneeded(keeping: [kept.key])
    #expect(unneeded.map(\.folder) == [ledger.folder(of: old.key), cut.folder])
    #expect(unneeded.map(\.reason) == [.finished, .interrupted])
    #expect(unneeded.allSatisfy { $0.bytes > 0 })
    #expect(try ledger.steps() == [data, kept, old])
    #expect(try ledger.remove(unneeded) == unneeded.map(\.bytes).reduce(0, +))
    #expect(try ledger.steps() == [data, kept])
    #expect(FileManager.default.fileExists(atPath: busy.folder.path))
    #expect(try ledger.unneeded(keeping: [kept.key]).isEmpty)
    busy.suspend()
  }

  @Test func aBundleHoldsNoPatientData() throws {
    let files = [
      ("prepare", ["split.json", "records.npy"]), ("tune", ["metrics.csv", "adapter/weights.safetensors"]),
      ("generate", ["samples.jsonl"]), ("draw", ["figure-3.pdf", "figure-3.gp"]), ("draw", ["ecg.pdf"]),
    ]
    var steps: [(StepKey, String)] = [(ScratchLedger.key("judge", 99), "judge of a")]
    for (number, (kind, names)) in files.enumerated() {
      let workspace = try scratch.workspace(ScratchLedger.description(kind, number + 1))
      for name in names { try Data(name.utf8).write(to: workspace.file(name)) }
      let record = try workspace.commit(StepSummary(showsPatients: names == ["ecg.pdf"]))
      steps.append((record.key, "\(kind) \(number + 1)"))
    }
    let bundle = try ResultBundle(try run("a", steps), of: ledger)
    #expect(bundle.missing == ["judge of a"])
    #expect(bundle.withheld == ["draw 5"])
    let handedOn = bundle.files.filter { if case .file = $0.value { true } else { false } }.keys
    #expect(
      Set(handedOn.compactMap { $0.split(separator: "/").last }) == [
        "split.json", "metrics.csv", "figure-3.pdf", "figure-3.gp",
      ])
    let target = ledger.folder.appending(path: "bundle")
    try bundle.write(to: target)
    let paths = try FileManager.default.subpathsOfDirectory(atPath: target.path)
    #expect(Set(bundle.files.keys).isSubset(of: paths))
    let sums = try String(contentsOf: target.appending(path: "SHA256SUMS"), encoding: .utf8)
    #expect(sums.split(separator: "\n").count == bundle.files.count)
    #expect(throws: LedgerError.self) { try bundle.write(to: target) }
  }
}
