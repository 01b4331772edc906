import Foundation
import Testing

/// The program itself, whose jobs are processes of their own.
struct StepProcessTests {
  private static let recipe = """
    experiment small {
      train { task = language-model; steps = 1; batch = 2 }
      model.llm = decoder(layers = 1, width = 16, heads = 2, vocabulary = 300)
      data { source = text(path = "texts.txt"); fewest-words = 1 }
    }
    """

  /// The recipe is in one folder and its data in another.
  @Test func jobsFindTheirFilesWhereTheRunDoes() throws {
    let launch = try Launch(Self.recipe)
    let data = launch.folder.appending(path: "data")
    try FileManager.default.createDirectory(at: data, withIntermediateDirectories: false)
    try String(repeating: "a sinus rhythm\n", count: 20)
      .write(to: data.appending(path: "texts.txt"), atomically: true, encoding: .utf8)
    let status = try launch.run(ranks: nil, in: "runs", options: ["--jobs", "2", "--base", "data"])
    let output = try launch.output
    #expect(status == 0, "\(output)")
    #expect(try launch.names("runs/steps").contains { $0.hasPrefix("tune-") })
  }
}
