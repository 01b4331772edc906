import Foundation
import Metrics
import TestSupport
import Testing

/// The PTB-XL reports of the development data against the scores that `make_ptbxl.py` wrote for them.
@Suite(.enabled(if: TestFiles.shared != nil, TestFiles.noShared)) struct PTBXLTests {
  struct Fixture: Decodable {
    let count: Int
    let training: Int
    let scores: [String: PairsFixture.Expected]
  }

  @Test func everyScoreEqualsItsReferencePackage() throws {
    let fixture = try JSONDecoder().decode(
      Fixture.self, from: Data(contentsOf: TestFiles.fixture("metrics/ptbxl.json")))
    let reports = try Self.reports(count: fixture.count + 1)
    let references = Array(reports.dropFirst())
    let corpus = try Corpus(candidates: reports.dropLast(), references: references)
    let measures = ReferenceMeasures.all(training: Array(references.prefix(fixture.training)))
    #expect(Set(measures.keys) == Set(fixture.scores.keys))
    for (name, expected) in fixture.scores {
      let measure = try #require(measures[name])
      #expect(try PairsFixture.deviation(of: measure, on: corpus, from: expected) < 1e-8, "\(name)")
    }
  }

  /// The `report` column of the first rows of PTB-XL's metadata.
  private static func reports(count: Int) throws -> [String] {
    let file = try #require(TestFiles.shared).appending(path: "data/ptbxl/ptbxl_database.csv")
    let rows = CommaSeparated.rows(try String(contentsOf: file, encoding: .utf8), first: count + 1)
    let column = try #require(rows.first?.firstIndex(of: "report"))
    let reports = rows.dropFirst().map { $0[column] }
    try #require(reports.count == count)
    return reports
  }
}
