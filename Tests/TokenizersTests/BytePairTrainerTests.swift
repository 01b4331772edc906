import Foundation
import Testing
import Tokenizers

struct BytePairTrainerTests {
  private static let trainer = BytePairTrainer(vocabularySize: 600, specialTokens: ["<s>", "</s>", "<pad>"])

  @Test func learnsTheMergesOfThePythonTrainer() throws {
    let ours = try Self.trainer.train(on: [TokenizerFixture.corpus()], bos: "<s>", eos: "</s>", pad: "<pad>")
    let theirs = try Tokenizer(contentsOf: TokenizerFixture.url("byte_level_600.json"))
    #expect(ours.vocabularySize == 600)
    #expect((0..<600).map { ours.token($0) } == (0..<600).map { theirs.token($0) })
    #expect(ours.specialTokens == SpecialTokens(bos: 0, eos: 1, pad: 2))
  }

  @Test func doesNotDependOnTheOrderOfTheTexts() throws {
    let lines = try TokenizerFixture.corpus().split(separator: "\n").map { String($0) }
    let forward = try Self.trainer.train(on: lines)
    let backward = try Self.trainer.train(on: lines.reversed())
    #expect((0..<600).map { forward.token($0) } == (0..<600).map { backward.token($0) })
  }

  @Test func writtenAndReadAgainItGivesTheSameIDs() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let learnt = try Self.trainer.train(on: [TokenizerFixture.corpus()], bos: "<s>", eos: "</s>", pad: "<pad>")
    try learnt.write(toFolder: folder)
    let read = try Tokenizer(contentsOf: folder)
    #expect(read.specialTokens == learnt.specialTokens)
    for text in try RandomStrings.make(300, ["<s>"]) { #expect(read.encode(text) == learnt.encode(text)) }
  }

  @Test func refusesAVocabularyWithoutRoomForTheBytes() {
    #expect(throws: TokenizerError.self) { try BytePairTrainer(vocabularySize: 100).train(on: ["text"]) }
    #expect(throws: TokenizerError.self) { try Self.trainer.train(on: ["text"], eos: "<eos>") }
  }
}
