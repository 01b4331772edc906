import Foundation
import Randomness
import Reports
import Testing

struct PromptSetTests {
  @Test func thirtyTwoAreWrittenByHand() {
    #expect(Set(PromptSet.handwritten.prompts).count == 32)
  }

  @Test(arguments: [1, 32, 128, 256, 512, PromptSet.mostRephrased])
  func rephrasesToExactlyTheNumberAskedFor(_ count: Int) throws {
    let prompts = try PromptSet.rephrased(count: count, seed: 3).prompts
    #expect(prompts.count == count)
    #expect(Set(prompts).count == count)
  }

  @Test func largerSetsBeginWithSmallerOnesAndWithThoseWrittenByHand() throws {
    let large = try PromptSet.rephrased(count: 512, seed: 3).prompts
    #expect(try Array(large.prefix(128)) == PromptSet.rephrased(count: 128, seed: 3).prompts)
    #expect(Array(large.prefix(32)) == PromptSet.handwritten.prompts)
  }

  @Test func theSeedChoosesTheRephrasings() throws {
    #expect(try PromptSet.rephrased(count: 128, seed: 1) == PromptSet.rephrased(count: 128, seed: 1))
    #expect(try PromptSet.rephrased(count: 128, seed: 1) != PromptSet.rephrased(count: 128, seed: 2))
  }

  @Test func everyPromptIsOneCleanLine() throws {
    for prompt in try PromptSet.rephrased(count: PromptSet.mostRephrased, seed: 0).prompts {
      #expect(prompt.first?.isUppercase == true && ".:?".contains(prompt.last ?? " "), "\(prompt)")
      let broken = ["  ", "{", "}", "|", "\n", " ,", " ?", "a an ", "a ECG", "an report", "a electro", "an 12"]
      #expect(!broken.contains(where: (" " + prompt).contains), "\(prompt)")
    }
  }

  @Test(arguments: [0, -1, PromptSet.mostRephrased + 1])
  func impossibleCountsAreErrors(_ count: Int) {
    #expect(throws: PromptError.count(count, most: PromptSet.mostRephrased)) {
      try PromptSet.rephrased(count: count, seed: 0)
    }
  }

  @Test func drawsEveryPromptInTheLongRun() throws {
    var random = Random(seed: 5)
    let drawn = Set((0..<2000).map { _ in PromptSet.handwritten.drawn(using: &random) })
    #expect(drawn == Set(PromptSet.handwritten.prompts))
  }

  @Test func readsAFileWithCommentsAndRepetitions() throws {
    let file = FileManager.default.temporaryDirectory.appending(path: "prompts-\(UUID()).txt")
    defer { try? FileManager.default.removeItem(at: file) }
    try "# ours\nReport this ECG.\n\n  Report this ECG. \r\nBefunde dieses EKG.\n"
      .write(to: file, atomically: true, encoding: .utf8)
    #expect(try PromptSet.file(file).prompts == ["Report this ECG.", "Befunde dieses EKG."])
    try "# nothing\n".write(to: file, atomically: true, encoding: .utf8)
    #expect(throws: PromptError.none(file.path)) { try PromptSet.file(file) }
  }

  @Test func aMissingFileIsNamed() {
    #expect(throws: PromptError.unreadable("/nowhere/prompts.txt")) {
      try PromptSet.file(URL(filePath: "/nowhere/prompts.txt"))
    }
  }
}
