import Experiments
import Foundation
import Testing

struct SampleLogTests {
  let scratch = ScratchLedger()

  private func sample(_ number: Int) -> Sample {
    Sample(
      record: "record-\(number)", prompt: "Describe \"this\" ECG.", reference: "Sinus rhythm.\nNormal.",
      generated: "Vorhofflimmern, größer \u{2028}", tokens: number, finished: number % 2 == 0)
  }

  @Test func samplesComeBackInOrder() throws {
    let folder = try scratch.workspace().folder
    let log = try SampleLog(folder: folder)
    for number in 1...3 { try log.append(sample(number)) }
    #expect(try SampleLog.read(folder: folder) == (1...3).map(sample))
  }

  @Test func aTornLineIsDroppedAndGeneratedAgain() throws {
    let folder = try scratch.workspace().folder
    let log = try SampleLog(folder: folder)
    for number in 1...3 { try log.append(sample(number)) }
    let file = folder.appending(path: SampleLog.fileName)
    let whole = try Data(contentsOf: file)
    try whole.dropLast(10).write(to: file)
    let resumed = try SampleLog(folder: folder)
    #expect(resumed.resumed == (1...2).map(sample))
    try resumed.append(sample(3))
    #expect(try Data(contentsOf: file) == whole)
  }

  @Test func aFolderWithoutSamplesIsNamed() throws {
    let folder = try scratch.workspace().folder
    #expect(throws: LedgerError.self) { try SampleLog.read(folder: folder) }
  }
}
