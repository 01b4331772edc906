import Foundation
import Randomness
import Signals
import Testing

@Suite struct HostileRecordTests {
  /// Damaged copies of every committed record end in an error or in a record, never in a crash.
  @Test func damagedBytesNeverCrash() throws {
    let files = FileManager.default
    let source = WFDBExpectation.folder
    let copy = files.temporaryDirectory.appending(path: "signals-\(UUID().uuidString)")
    try files.copyItem(at: source, to: copy)
    defer { try? files.removeItem(at: copy) }
    var random = Random(seed: 2)
    var refused = 0
    for name in try files.contentsOfDirectory(atPath: source.path).sorted() where name != "expected.json" {
      let original = try Data(contentsOf: source.appending(path: name))
      for _ in 0..<20 {
        try damaged(original, &random).write(to: copy.appending(path: name))
        for record in ["fixed", "variable", String(name.prefix { $0 != "." })] {
          let path = copy.path + "/" + record
          if (try? ECG(record: path)) == nil { refused += 1 }
          _ = try? WFDBRecord(at: path, verifying: false)
          _ = try? MultiSegmentRecord(at: path, verifying: false)
        }
      }
      try original.write(to: copy.appending(path: name))
    }
    #expect(refused > 0)
  }

  private func damaged(_ data: Data, _ random: inout Random) -> Data {
    var bytes = [UInt8](data)
    for _ in 0..<1 + Int(random.uniform() * 4) {
      let place = Int(random.uniform() * Double(bytes.count))
      switch Int(random.uniform() * 4) {
      case 0: bytes[place] = UInt8(truncatingIfNeeded: random.next())
      case 1: bytes[place] = UInt8(ascii: "0") + UInt8(random.uniform() * 10)
      case 2: bytes.insert(contentsOf: Array("99999999".utf8), at: place)
      default: bytes.removeSubrange(place..<min(bytes.count, place + 3))
      }
      if bytes.isEmpty { return Data() }
    }
    return Data(bytes)
  }

  @Test func matricesOfAnotherKindAreRefused() throws {
    let files = FileManager.default
    let copy = files.temporaryDirectory.appending(path: "signals-\(UUID().uuidString)")
    try files.copyItem(at: WFDBExpectation.folder, to: copy)
    defer { try? files.removeItem(at: copy) }
    let file = copy.appending(path: "matlab.mat")
    var data = try Data(contentsOf: file)
    data[0] = 0
    try data.write(to: file)
    #expect {
      try ECG(record: copy.path + "/matlab")
    } throws: { error in
      (error as? SignalError)?.reason == .damaged
    }
  }
}
