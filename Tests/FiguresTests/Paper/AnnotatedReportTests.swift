import Figures
import Testing

@Suite struct AnnotatedReportTests {
  @Test func phrasesAreHighlightedWhateverTheirCase() {
    let report = AnnotatedReport(
      "t", text: "Sinus rhythm. Sinus arrest", highlighting: ["SINUS RHYTHM", "rhythm.", ""])
    #expect(report.runs == [.init("Sinus rhythm.", isHighlighted: true), .init(" Sinus arrest")])
  }

  @Test func theSheetIsTwoHundredAndFiftyMillimetresForTenSeconds() {
    let lead = ElectrocardiogramSheet.Lead("II", millivolts: [Float](repeating: 0.5, count: 1000))
    let figure = ElectrocardiogramSheet(leads: [lead], samplesPerSecond: 100).figure("f")
    let rows = figure.script.data.components(separatedBy: "# lead II\n# mm\tmm\n").last?.split(separator: "\n") ?? []
    let places = rows.prefix(1000).map { $0.split(separator: "\t").compactMap { Double($0) } }
    #expect(abs(places[999][0] - places[0][0] - 249.75) < 1e-9)
    #expect(figure.script.commands.contains("'V1: not recorded'"))
    #expect(figure.size.width == 272)
  }

  @Test func leadsAreFoundByNameAndGapsAreNotDrawn() {
    let values: [Float] = [0, 1, .nan, .nan, 0.25]
    let sheet = ElectrocardiogramSheet(
      leads: [.init("AVR", millivolts: values)], samplesPerSecond: 1, layout: .twelveByOne)
    let data = sheet.figure("f").script.data
    let block = data.components(separatedBy: "# lead AVR\n# mm\tmm\n")[1].components(separatedBy: "\n\n\n")[0]
    let heights = block.split(separator: "\n", omittingEmptySubsequences: false).map {
      $0.split(separator: "\t").last.flatMap { Double($0) }
    }
    #expect(heights.count == 4 && heights[2] == nil)
    #expect(heights[1].map { $0 - (heights[0] ?? 0) } == 10)
  }
}
