import Experiments
import Figures
import Foundation
import Language
import Testing

/// A session with a ledger of its own, and what it showed.
private final class ScratchSession {
  let scratch = ScratchLedger()
  let session: Session
  var shown: [SessionOutput] = []

  init() { session = Session(ledger: scratch.ledger, base: scratch.ledger.folder) }

  @discardableResult
  func submit(_ text: String, stop: StopRequest = StopRequest(), sink: (any ProgressSink)? = nil) throws -> Bool {
    try session.submit(
      SourceText(name: "<test>", text: text), SessionTurn(sink: sink, stop: stop) { self.shown.append($0) })
  }

  var tables: [Table] { shown.compactMap { if case .table(let table) = $0 { table } else { nil } } }
  var plans: [PlanReport] { shown.compactMap { if case .plan(let plan) = $0 { plan } else { nil } } }
}

/// Asks for a stop at the first sign of work.
private struct StopAtOnce: ProgressSink {
  let stop: StopRequest

  func receive(_ event: ProgressEvent) {
    if case .advanced = event.what { stop.request() }
  }
}

/// The smallest training that goes all the way.
private let smallest = """
  experiment small {
    model.llm = decoder(layers = 1, width = 16, heads = 2, vocabulary = 300)
    data.source = simulated(records = 20)
    data.rate = 100 Hz
    train.task = language-model
    train.steps = 2; train.batch = 4; train.accumulation = 1
  }
  """

@Suite struct SessionTests {
  @Test func aTextWithAnErrorChangesNothing() throws {
    let scratch = ScratchSession()
    try scratch.submit("model.fusion = llava")
    #expect(throws: Diagnostics.self) { try scratch.submit("seed = 4\nmodel.fusion = flamigo") }
    #expect(scratch.session.recipe == "model.fusion = llava\n")
  }

  @Test func declaredNamesAreExplainedAndShown() throws {
    let scratch = ScratchSession()
    try scratch.submit("let noises = [none, gaussian(snr = 10 dB)]\nexperiment a { seed = 1 }")
    try scratch.submit("sweep b from a { vary eval.noise in noises }")
    #expect(scratch.session.value(of: "noises") == "let noises = [none, gaussian(snr = 10 dB)]")
    let text = try scratch.session.explanation(of: "b")
    #expect(text.hasPrefix("b, as it is declared, with 2 cells:\n\nsweep b from a {\n"))
    #expect(scratch.session.topics.contains("noises"))
    #expect(throws: DataError.self) { try scratch.session.explanation(of: "c-that-nobody-declared") }
  }

  @Test func aNameThatNothingHasIsNotPlanned() throws {
    let scratch = ScratchSession()
    try scratch.submit("experiment small { seed = 1 }")
    #expect(throws: DataError("Nothing is called `smal`; did you mean `small`?")) { try scratch.session.plan(["smal"]) }
  }

  @Test func reportsThatNobodyWroteCannotBeSampled() throws {
    let scratch = ScratchSession()
    try scratch.submit(smallest)
    #expect(throws: DataError.self) { try scratch.submit("sample small 2") }
  }

  @Test func whatIsSaidAgainReplacesWhatWasSaid() throws {
    let scratch = ScratchSession()
    try scratch.submit("model.fusion = llava\nexperiment a { seed = 1 }")
    try scratch.submit("experiment a { seed = 2 }")
    try scratch.submit("model.fusion = concat")
    #expect(scratch.session.program.experiments.map(\.name) == ["a", "scratch"])
    #expect(scratch.session.program.experiment("a")?.cells[0].configuration.integer("seed") == 2)
    #expect(scratch.session.program.experiment("scratch")?.cells[0].configuration.choice("model.fusion") == "concat")
  }

  @Test func completionKnowsWhatWasDeclaredBefore() throws {
    let scratch = ScratchSession()
    try scratch.submit(smallest)
    let found = scratch.session.completion(of: "run sm", at: 6)
    #expect(found.candidates.map(\.text) == ["small"])
    #expect(found.range == 4..<6)
  }

  @Test func aRunThatIsFinishedIsNotDoneAgain() throws {
    let scratch = ScratchSession()
    #expect(try scratch.submit(smallest) == false)
    try scratch.submit("plan\nrun\nplan")
    #expect(scratch.plans.map(\.hasWork) == [true, false])
    let table = try #require(scratch.tables.first)
    #expect(table.columns.contains { $0.title == "Training loss" })
    let run = try #require(try scratch.scratch.ledger.runs().first)
    #expect(run.outcome == .finished)
    #expect(run.description.recipe == scratch.session.recipe)
  }

  @Test func aStoppedRunGoesOnWhereItStopped() throws {
    let scratch = ScratchSession()
    let stop = StopRequest()
    try scratch.submit(smallest)
    #expect(throws: Stopped.self) { try scratch.submit("run", stop: stop, sink: StopAtOnce(stop: stop)) }
    try scratch.submit("run")
    #expect(try scratch.scratch.ledger.runs().map(\.outcome) == [.stopped, .finished])
  }

  @Test func aFailureNamesThePlace() throws {
    let scratch = ScratchSession()
    try scratch.submit("experiment a { data.source = ptb-xl(path = \"nowhere\") }")
    do {
      try scratch.submit("run")
      Issue.record("there is no such folder")
    } catch { #expect("\(error)".contains("nowhere")) }
  }

  @Test func commandsOnWhatIsNotThereSayWhatIs() throws {
    let scratch = ScratchSession()
    try scratch.submit(smallest)
    func complaint(_ text: String) -> String {
      do {
        try scratch.submit(text)
        return ""
      } catch { return "\(error)" }
    }
    #expect(complaint("show smal") == "Nothing is called `smal`; did you mean `small`?")
    #expect(complaint("show small") == "`small` is not finished; run it first.")
    #expect(complaint("explain model.fuson") == "Nothing is called `model.fuson`; did you mean `model.fusion`?")
    #expect(complaint("diff small").hasSuffix("`diff` needs two names."))
  }

  @Test func differencesAreShownByOption() throws {
    let scratch = ScratchSession()
    try scratch.submit("\(smallest)\nexperiment other from small { seed = 7 }\ndiff small other")
    let table = try #require(scratch.tables.first)
    #expect(table.rows == [Table.Row(["seed"], [.text("0"), .text("7")])])
  }
}

@Suite struct RecipeFileTests {
  @Test(arguments: [
    ("x", "", "y.meit"), ("-", "", "y.meit"), ("a/x.meit", "a", "a/y.meit"), ("/x", "/", "/y.meit"),
    ("./x", ".", "y.meit"), ("../a/x", "../a", "../a/y.meit"), ("", "", "y.meit"),
  ])
  func aFileBesideAnotherHasItsFolder(path: String, folder: String, beside: String) {
    #expect(RecipeFile.folder(of: path) == folder)
    #expect(RecipeFile.path("y.meit", in: RecipeFile.folder(of: path)) == beside)
    #expect(RecipeFile.path("/y.meit", in: folder) == "/y.meit")
  }

  @Test func whatCannotBeReadIsNamed() {
    #expect(throws: DataError("nowhere.meit cannot be read: there is no such file")) {
      _ = try RecipeFile.read("nowhere.meit")
    }
    #expect(throws: DataError("/ cannot be read: it is a folder")) { _ = try RecipeFile.read("/") }
  }
}
