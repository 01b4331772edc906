import Foundation
import Signals
import TestSupport
import Testing

/// What Python's wfdb read, written by `make_wfdb.py`.
struct WFDBExpectation: Decodable {
  struct Signal: Decodable {
    var count: Int
    var first: [Int32]?
    var digital: String?
    var physical: String?
  }
  var committed: [String: [Signal]]
  var segments: [String: [Signal]]
  var shared: [String: [Signal]]

  static let folder = TestFiles.fixture("signals/wfdb")
  static let all: WFDBExpectation? = try? JSONDecoder().decode(
    WFDBExpectation.self, from: Data(contentsOf: folder.appending(path: "expected.json")))
}

/// FNV-1a over the bytes of `values`.
func fingerprint<Value>(_ values: [Value]) -> String {
  let hash = values.withUnsafeBytes { bytes in
    bytes.reduce(0xcbf2_9ce4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
  }
  let digits = String(hash, radix: 16)
  return String(repeating: "0", count: 16 - digits.count) + digits
}

@Suite struct WFDBRecordTests {
  @Test(arguments: [
    "f8", "f16", "f24", "f32", "f61", "f80", "f160", "f212", "f310", "f311", "f508", "f516", "f524", "rates", "skew",
    "matlab",
  ])
  func committedRecordEqualsPythonSampleForSample(name: String) throws {
    let expected = try #require(WFDBExpectation.all?.committed[name])
    try check(WFDBRecord(at: WFDBExpectation.folder.path + "/" + name), expected)
  }

  @Test(
    .enabled(if: TestFiles.shared != nil, TestFiles.noShared),
    arguments: WFDBExpectation.all?.shared.keys.sorted() ?? [])
  func sampleRecordEqualsPythonSampleForSample(name: String) throws {
    let expected = try #require(WFDBExpectation.all?.shared[name])
    let folder = try #require(TestFiles.shared).appending(path: "data/wfdb_formats")
    let path = folder.path + "/" + name
    // These two headers call another signal's first sample that of ECG_3.
    let isWrong = name == "test01_00s_frame" || name == "test01_00s_skewframe"
    if isWrong {
      #expect(throws: SignalError.wrongInitialValue(record: name, signal: "ECG_3", expected: -57, found: -66)) {
        try WFDBRecord(at: path)
      }
    }
    try check(WFDBRecord(at: path, verifying: !isWrong), expected)
  }

  @Test(arguments: ["fixed", "variable"]) func segmentsAreJoinedAsPythonDoes(name: String) throws {
    let expected = try #require(WFDBExpectation.all?.segments[name])
    let record = try MultiSegmentRecord(at: WFDBExpectation.folder.path + "/" + name)
    #expect(record.physical.map(\.count) == expected.map(\.count))
    let python = record.physical.map { fingerprint($0.map { $0.isNaN ? Double.nan : $0 }) }
    #expect(python == expected.map(\.physical))
  }

  private func check(_ record: WFDBRecord, _ expected: [WFDBExpectation.Signal]) {
    #expect(record.digital.map(\.count) == expected.map(\.count))
    #expect(record.digital.map { Array($0.prefix(6)) } == expected.map(\.first))
    #expect(record.digital.map(fingerprint) == expected.map(\.digital))
  }
}
