import Experiments
import Foundation
import Testing

struct MetricsLogTests {
  let scratch = ScratchLedger()

  private func folder() throws -> URL { try scratch.workspace().folder }

  private func text(_ folder: URL) throws -> String {
    try String(contentsOf: folder.appending(path: MetricsLog.fileName), encoding: .utf8)
  }

  @Test func aResumedFileEqualsAnUndisturbedOne() throws {
    let folder = try folder()
    let log = try MetricsLog(folder: folder, columns: ["loss", "rate"])
    for step in 1...7 { try log.append(step: step, ["loss": 1 / Double(step), "rate": 1e-4]) }
    let whole = try text(folder)
    // Cut in the middle of a row, as a power cut leaves it.
    try Data(whole.utf8.dropLast(6)).write(to: folder.appending(path: MetricsLog.fileName))
    let resumed = try MetricsLog(folder: folder, columns: ["loss", "rate"], resuming: 4)
    #expect(try text(folder).hasSuffix("\n4,0.25,0.0001\n"))
    for step in 5...7 { try resumed.append(step: step, ["loss": 1 / Double(step), "rate": 1e-4]) }
    #expect(try text(folder) == whole)
  }

  @Test func quantitiesThatWereNotMeasuredStayEmpty() throws {
    let folder = try folder()
    let log = try MetricsLog(folder: folder, columns: ["loss", "validation-loss"])
    try log.append(step: 1, ["loss": 2.5])
    try log.append(step: 2, ["loss": 2, "validation-loss": .nan])
    #expect(try text(folder) == "step,loss,validation-loss\n1,2.5,\n2,2.0,nan\n")
    let series = try MetricsTable(folder: folder).series
    #expect(series.map(\.steps) == [[1, 2], [2]])
    #expect(series[0].values == [2.5, 2])
    #expect(series[1].values[0].isNaN)
  }

  @Test func otherColumnsAreRefused() throws {
    let folder = try folder()
    try MetricsLog(folder: folder, columns: ["loss"]).append(step: 1, ["loss": 1])
    #expect(throws: LedgerError.self) { try MetricsLog(folder: folder, columns: ["loss", "rate"], resuming: 1) }
  }

  @Test func anotherStartBeginsAnew() throws {
    let folder = try folder()
    try MetricsLog(folder: folder, columns: ["loss"]).append(step: 1, ["loss": 1])
    _ = try MetricsLog(folder: folder, columns: ["loss"])
    #expect(try text(folder) == "step,loss\n")
  }

  @Test func aDamagedRowIsNamed() throws {
    let folder = try folder()
    try Data("step,loss\n1,abc\n".utf8).write(to: folder.appending(path: MetricsLog.fileName))
    #expect(throws: LedgerError.self) { try MetricsTable(folder: folder) }
  }
}
