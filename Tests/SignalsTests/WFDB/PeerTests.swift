import Foundation
import Parallel
import Signals
import Testing

/// The folder of records that `compare_wfdb.py` wrote and read, when it runs this test.
private let folder = ProcessInfo.processInfo.environment["MEIT_WFDB_PEER"]

@Test(.enabled(if: folder != nil, "run by Scripts/references/signals/compare_wfdb.py")) func wfdbPeer() throws {
  let folder = URL(filePath: try #require(folder))
  let paths = (0..<100).map { folder.appending(path: String(format: "r%03d", $0)).path }
  for path in paths {
    let expected = try Data(contentsOf: URL(filePath: path + ".f32"))
    let ours = try ECG(record: path).millivolts.withUnsafeBytes { Data($0) }
    #expect(ours == expected)
  }
  let rounds = 30
  let time = ContinuousClock().measure {
    Pool.forEach(paths.count * rounds) { index in
      if (try? ECG(record: paths[index % paths.count])) == nil { Issue.record("\(paths[index % paths.count])") }
    }
  }
  let rate = Double(paths.count * rounds) / (time / .seconds(1))
  try Data(#"{"recordsPerSecond": \#(rate)}"#.utf8).write(to: folder.appending(path: "ours.json"))
}
