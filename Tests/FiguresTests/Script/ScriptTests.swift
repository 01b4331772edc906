import Figures
import Foundation
import TestSupport
import Testing

@Suite struct ScriptTests {
  private func golden(_ name: String) throws -> String {
    try String(contentsOf: TestFiles.fixture("figures/\(name)"), encoding: .utf8)
  }

  /// What follows the house style.
  private func drawing(_ figure: Figure) -> String {
    figure.script.commands.range(of: "set multiplot").map { String(figure.script.commands[$0.lowerBound...]) } ?? ""
  }

  @Test(arguments: ["robustness", "zero-shot"]) func scriptsAndDataAreAsBefore(_ name: String) throws {
    let figure = try #require(Gallery.all.first { $0.name == name })
    #expect(try drawing(figure) == golden("\(name).gp"))
    #expect(try figure.script.data == golden("\(name).tsv"))
  }

  @Test func scriptsHoldTheHouseStyle() throws {
    let house = try String(contentsOf: TestFiles.package.appending(path: "Plots/house.gp"), encoding: .utf8)
    #expect(Gallery.robustness.script.commands.contains(house))
  }

  @Test func scriptsAndDataSayWhatTheyWereMadeFrom() {
    let script = Gallery.robustness.script
    for text in [script.commands, script.data] { #expect(text.contains("# recipe: 3f1c9a\n# data: 77aa01\n")) }
  }

  @Test func oneNameHasOneLookInAllPanels() {
    let axis = Axis("x")
    let figure = Figure(
      "f",
      panels: [
        .chart(x: axis, y: axis, [.line(LineMark("a", [Point(0, 1)])), .line(LineMark("b", [Point(0, 2)]))]),
        .chart(x: axis, y: axis, [.line(LineMark("b", [Point(0, 3)]))]),
      ])
    let second = figure.script.commands.components(separatedBy: "# panel 2")[1]
    #expect(second.contains("colour(2)") && !second.contains("colour(1)"))
  }

  @Test func theLegendShowsTheShapesThatAnyPanelShows() {
    let axis = Axis("x")
    let points = [Point(0, 1), Point(1, 2)]
    let figure = Figure(
      "f",
      panels: [
        .chart(x: axis, y: axis, ["a", "b"].map { .loss(LossMark($0, points)) }),
        .chart(x: axis, y: axis, ["a", "b"].map { .line(LineMark($0, points)) }),
      ])
    let legend = figure.script.commands.components(separatedBy: "# panel 1")[0]
    #expect(legend.contains("pointtype filled(1)") && legend.contains("pointtype filled(2)"))
  }

  /// Two bands can be told apart where they overlap, three not.
  @Test(arguments: [(2, 0), (3, 2)]) func manyIntervalsAreBarsBesideEachOther(_ count: Int, _ moved: Int) {
    let figure = Figure(
      "f",
      panels: [
        .chart(
          x: Axis(), y: Axis(),
          ["a", "b", "c"].prefix(count).map { name in
            .line(LineMark(name, [0, 1, 2].map { Point($0, 1, Interval(0.5, 1.5)) }))
          })
      ])
    #expect(figure.script.commands.contains("filledcurves") == (count == 2))
    #expect(figure.script.commands.contains("vectors nohead") == (count == 3))
    // The middle one of three stays, the others are moved by an eightieth of the axis's 2.16: bar, line and points.
    #expect(figure.script.commands.components(separatedBy: "using ($1+-0.027):").count == 1 + 3 * moved / 2)
    #expect(figure.script.commands.components(separatedBy: "using ($1+0.027):").count == 1 + 3 * moved / 2)
  }

  @Test func infiniteValuesStandOneStepPastTheLargestNumber() {
    let figure = Figure(
      "f",
      panels: [
        .chart(
          x: Axis("SNR", infinity: "clean"), y: Axis("y"),
          [.line(LineMark("a", [Point(.infinity, 1), Point(0, 2), Point(10, 3)]))])
      ])
    #expect(figure.script.commands.contains("set xtics norotate noenhanced ('0' 0, '10' 10, 'clean' 20)"))
    #expect(figure.script.data.contains("\n20\t1\tNaN\tNaN\n0\t2\t"))
  }

  @Test func numbersThatCannotBeDrawnBreakTheCurve() {
    let line = LineMark(
      "a", [Point(0, .nan), Point(1, 1), Point(2, .nan), Point(.nan, 2), Point(3, 4), Point(4, .infinity)])
    let figure = Figure("f", panels: [.chart(x: Axis(), y: Axis(), [.line(line)])])
    #expect(figure.script.data == "# f\n# a\n# x\ty\tlow\thigh\n1\t1\tNaN\tNaN\n\n3\t4\tNaN\tNaN\n")
  }

  @Test func whatHasNoPlaceOnALogarithmicAxisIsLeftOutAndSaid() {
    let points = [Point(0, 1), Point(-1, 1), Point(10, 2), Point(100, 0), Point(.nan, 1)]
    let axis = Axis("x", scale: .logarithmic, range: -1...10)
    let figure = Figure(
      "f", panels: [.chart(x: axis, y: Axis(scale: .logarithmic), [.line(LineMark("a", points))])])
    #expect(figure.script.commands.contains("'3 points left out: no place on a logarithmic axis'"))
    #expect(figure.script.data.hasSuffix("\n10\t2\tNaN\tNaN\n"))
  }

  @Test func textIsQuotedSoThatGnuplotReadsNothingInIt() {
    func title(_ text: String) -> String {
      Figure("f", title: text, panels: []).script.commands.split(separator: "\n").map(String.init)
        .first { $0.hasPrefix("set label") } ?? ""
    }
    #expect(title("a_b^{c} \\n `x` @y \"z\"").hasPrefix("set label 'a_b^{c} \\n `x` @y \"z\"' at"))
    #expect(title("it's \"`@\\").hasPrefix("set label \"it's \\042\\140\\100\\134\" at"))
    #expect(title("two\nlines").hasPrefix("set label 'two lines' at"))
  }
}
