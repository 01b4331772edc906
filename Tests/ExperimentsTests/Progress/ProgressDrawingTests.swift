import Experiments
import Foundation
import Testing

struct ProgressDrawingTests {
  private let start = Date(timeIntervalSince1970: 1_700_000_000)
  private let tune = ScratchLedger.key("tune", 1)
  private let score = ScratchLedger.key("score", 2)

  private func event(_ step: StepKey?, _ seconds: Double, _ what: ProgressEvent.What) -> ProgressEvent {
    ProgressEvent(step: step, time: start + seconds, what)
  }

  /// Half of a tuning done at ten steps a second.
  private var board: ProgressBoard {
    var board = ProgressBoard()
    board.receive(event(nil, 0, .planned(steps: [tune, score])))
    board.receive(event(tune, 0, .started(place: "tune of fusion-ablation [model.fusion = llava]")))
    for second in 0...50 {
      board.receive(event(tune, Double(second), .advanced(done: 10 * second, total: 1000, unit: "steps")))
    }
    return board
  }

  @Test func aWideLineSaysEverything() throws {
    let line = try #require(ProgressDrawing(width: 130).lines(board, now: start + 50).first)
    #expect(
      line == "tune of fusion-ablation [model.fusion = llava]  " + String(repeating: "█", count: 13)
        + String(repeating: "░", count: 13) + "   50 %  500/1000  10.0 steps/s  elapsed 0:50  left 0:50")
  }

  @Test(arguments: 1...200)
  func noLineIsWiderThanTheTerminal(width: Int) {
    for isUnicode in [true, false] {
      let lines = ProgressDrawing(width: width, isUnicode: isUnicode).lines(board, now: start + 50)
      #expect(lines.count == 2)
      #expect(lines.allSatisfy { $0.count <= width && (isUnicode || $0.utf8.count == $0.count) })
    }
  }

  @Test func aNarrowLineKeepsThePercentAndTheTimeLeft() throws {
    let line = try #require(ProgressDrawing(width: 40).lines(board, now: start + 50).first)
    #expect(line.hasPrefix("tune of"))
    #expect(line.contains("50 %") && line.contains("left 0:50"))
  }

  @Test func theWholeRunIsEstimatedFromFinishedStepsOfTheKind() throws {
    var board = board
    #expect(board.secondsLeft == nil)
    #expect(ProgressDrawing(width: 80).total(board, now: start + 50) == "0 of 2 steps  elapsed 0:50")
    board.receive(event(tune, 100, .finished))
    let other = ScratchLedger.key("tune", 3)
    board.receive(event(score, 100, .cached))
    board.receive(event(nil, 100, .planned(steps: [other])))
    #expect(board.secondsLeft == 100)
    #expect(ProgressDrawing(width: 80).total(board, now: start + 100) == "2 of 3 steps  elapsed 1:40  left 1:40")
  }

  @Test(arguments: [(0.4, "0:00"), (59.6, "1:00"), (754, "12:34"), (11_045, "3:04:05"), (180_000, "2 d 2:00:00")])
  func clocks(seconds: Double, text: String) {
    #expect(ProgressDrawing.clock(seconds) == text)
  }

  @Test func linesAreDrawnOverTheFormerOnes() {
    #expect(ProgressDrawing.redraw(["a", "b"], over: 2) == "\u{1B}[2A\r\u{1B}[Ja\nb\n")
    #expect(ProgressDrawing.redraw([], over: 0) == "\r\u{1B}[J")
  }

  @Test func aLogGetsALineForEachTenth() {
    var plain = PlainProgress()
    var lines = [plain.line(for: event(tune, 0, .started(place: "tune of scratch")))].compactMap(\.self)
    for second in 0...100 {
      let advance = event(tune, Double(second), .advanced(done: 10 * second, total: 1000, unit: "steps"))
      if let line = plain.line(for: advance) { lines.append(line) }
    }
    lines += [plain.line(for: event(tune, 100, .finished))].compactMap(\.self)
    #expect(lines.count == 12)
    #expect(lines[1] == "tune of scratch: 10 %  100/1000 steps  10.0 steps/s  left 1:30")
    #expect(lines[11] == "tune of scratch: finished in 1:40  (1/1 steps, left 0:00)")
  }
}
