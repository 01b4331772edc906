import Experiments
import Foundation
import Randomness
import Signals
import TestSupport
import Testing

struct TableDatasetTests {
  private func write(_ rows: [String], in folder: URL) throws {
    let ecg = SimulatedPatient(random: Random(seed: 5)).ecg(samplesPerSecond: 100, seconds: 2)
    for name in ["one", "two", "three"] { try ecg.write(record: name, in: folder) }
    try (["file,text,who,set"] + rows).joined(separator: "\n")
      .write(to: folder.appending(path: "list.csv"), atomically: true, encoding: .utf8)
  }

  private static let recipe = """
    data {
      source = table(csv = "list.csv", signal = "file", report = "text", patient = "who", split = "set")
      rate = 100 Hz; duration = 2 s; fewest-words = 1
    }
    encoder.kind = temporal-conv(depth = 18, width = 4)
    lora.rank = 2
    train { steps = 1; batch = 2; accumulation = 1 }
    eval.max-new = 4
    """

  @Test func theListsOwnPartsAreTheSplit() throws {
    let temporary = try TemporaryFolder()
    try write(
      ["one.hea,Sinus rhythm,a,train", "two,Sinus rhythm,b,train", "three.dat,Atrial flutter,c,test"], in: temporary.url
    )
    let run = try RecipeRun(Self.recipe, in: temporary.url)
    try run.runner.run()
    #expect(
      try run.record(of: "prepare").summary.notes["split"] == "2 train (2 patients), 0 validation (0), 1 test (1)")
    #expect(try SampleLog.read(folder: run.folder(of: "generate")).map(\.reference) == ["Atrial flutter"])
  }

  @Test func aPatientInTwoPartsIsAnError() throws {
    let temporary = try TemporaryFolder()
    try write(["one,Sinus rhythm,a,train", "two,Sinus rhythm,a,test"], in: temporary.url)
    let run = try RecipeRun(Self.recipe, in: temporary.url)
    let error = try #require(throws: DataError.self) { try run.runner.run() }
    #expect(error.description == "Patient a has records in both train and test.")
  }

  @Test func partsThatThereAreNotAreNamed() throws {
    let temporary = try TemporaryFolder()
    try write(["one,Sinus rhythm,a,training"], in: temporary.url)
    let error = try #require(throws: MissingFiles.self) { try RecipeRun(Self.recipe, in: temporary.url) }
    #expect(error.description.contains("record 1") && error.description.contains("“training”"))
  }
}
