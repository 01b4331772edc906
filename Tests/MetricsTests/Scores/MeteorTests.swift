import Foundation
import Metrics
import Testing

@Suite struct MeteorTests {
  @Test func equalsNltk() throws {
    #expect(try PairsFixture.load().deviation(of: Meteor(), from: "meteor") < 1e-9)
  }

  @Test func missingWordNetIsNamed() throws {
    let corpus = try Corpus(candidates: ["a"], references: ["a"])
    let meteor = Meteor(wordNet: URL(filePath: "/nowhere"))
    let metric = Metric(name: "m", displayName: "m", documentation: "m", source: .words(meteor))
    let error = #expect(throws: MetricError.self) { try Scorer([metric]).statistics(corpus) }
    #expect(error?.description.contains("/nowhere/index.noun (Debian package wordnet-base)") == true)
  }
}
