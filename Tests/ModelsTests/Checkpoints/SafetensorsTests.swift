import Foundation
import Models
import TestSupport
import Testing

@Suite struct SafetensorsTests {
  @Test func everyTypeIsRead() throws {
    let checkpoint = try CheckpointFixtures.open("types.safetensors")
    let exact = try checkpoint.floats("float32")
    #expect(try checkpoint.floats("float64") == exact)
    #expect(try checkpoint.floats("float16") == exact.map { Float(Float16($0)) })
    let rough = try checkpoint.floats("bfloat16")
    #expect(zip(rough, exact).allSatisfy { abs($0 - $1) <= abs($1) / 256 && $0.bitPattern & 0xffff == 0 })
    for name in ["int64", "int32", "int16", "int8"] {
      #expect(try checkpoint.tensor(name, shape: [2, 3]).integers() == [-3, 0, 7, 100, -100, 1])
      #expect(try checkpoint.floats(name) == [-3, 0, 7, 100, -100, 1])
    }
    #expect(try checkpoint.tensor("uint8").integers() == [3, 0, 7, 100, 100, 1])
    #expect(try checkpoint.floats("bool") == exact.map { $0 > 0 ? 1 : 0 })
    #expect(try checkpoint.tensor("scalar", shape: []).floats() == [2.5])
    #expect(try checkpoint.tensor("empty", shape: [0, 3]).floats() == [])
    #expect(try checkpoint.floats("ein \"Name\"\n/\\ é 😀") == exact)
    #expect(checkpoint.metadata == ["format": .text("pt"), "note": .text("ä \"quoted\"")])
  }

  @Test func floatsAreNoIntegers() throws {
    let tensor = try CheckpointFixtures.open("types.safetensors").tensor("float32")
    #expect(try checkpointError { _ = try tensor.integers() }.kind == .unsupported)
  }

  private static let hostileHeaders: [(String, CheckpointError.Kind)] = [
    (#"{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,16]}}"#, .malformed),
    (#"{"a":{"dtype":"F32","shape":[4],"data_offsets":[0,17]}}"#, .truncated),
    (#"{"a":{"dtype":"F32","shape":[4],"data_offsets":[16,0]}}"#, .truncated),
    (#"{"a":{"dtype":"F32","shape":[4],"data_offsets":[-16,0]}}"#, .malformed),
    (#"{"a":{"dtype":"F32","shape":[9223372036854775807,3],"data_offsets":[0,16]}}"#, .malformed),
    (#"{"a":{"dtype":"F32","shape":[9223372036854775807],"data_offsets":[0,16]}}"#, .truncated),
    (#"{"a":{"dtype":"F32","shape":[4294967296,4294967296,0],"data_offsets":[0,0]}}"#, .malformed),
    (#"{"a":{"dtype":"F32","shape":[99999999999999999999],"data_offsets":[0,16]}}"#, .malformed),
    (#"{"a":{"dtype":"F32","shape":[1.5],"data_offsets":[0,16]}}"#, .malformed),
    (#"{"a":{"dtype":"F31","shape":[4],"data_offsets":[0,16]}}"#, .unsupported),
    (#"{"a":{"dtype":"Q4_0","shape":[32],"data_offsets":[0,18]}}"#, .unsupported),
    (#"{"a":{"dtype":"F32","shape":[4],"data_offsets":[0]}}"#, .malformed),
    (#"{"a":{"dtype":"F32","shape":[4]}}"#, .malformed),
    (#"{"a":{"dtype":"F32","shape":[4],"data_offsets":[0,16],"more":1}}"#, .malformed),
    (#"{"a":{"dtype":"F32","shape":[3],"data_offsets":[0,12]}}"#, .malformed),
    (#"{"a":{"dtype":"F32","shape":[3],"data_offsets":[4,16]}}"#, .malformed),
    (
      #"{"a":{"dtype":"F32","shape":[3],"data_offsets":[0,12]},"b":{"dtype":"F32","shape":[2],"data_offsets":[8,16]}}"#,
      .overlap
    ),
    (
      #"{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"a":{"dtype":"F32","shape":[2],"data_offsets":[8,16]}}"#,
      .duplicate
    ),
    (#"{"a":{"dtype":"F32","dtype":"F32","shape":[4],"data_offsets":[0,16]}}"#, .duplicate),
    (#"{"a":{"dtype":"F32","shape":[4],"data_offsets":[0,16]}} x"#, .malformed),
    (#"{"a":{"dtype":"F32","shape":[4],"data_offsets":[0,16]}"#, .malformed),
    (#"{"a"#, .malformed), (#"{"a\"#, .malformed), (#"{"\ud800":1}"#, .malformed), ("[]", .malformed), ("", .malformed),
    (String(repeating: "[", count: 100_000), .malformed),
    (#"{"__metadata__":{"a":1},"a":{"dtype":"F32","shape":[4],"data_offsets":[0,16]}}"#, .malformed),
  ]

  @Test(arguments: hostileHeaders)
  func aHostileHeaderIsATypedError(header: String, kind: CheckpointError.Kind) throws {
    let folder = try TemporaryFolder()
    let length = withUnsafeBytes(of: UInt64(header.utf8.count).littleEndian) { Data($0) }
    let file = try folder.file("a.safetensors", length + Data(header.utf8) + Data(count: 16))
    let error = try checkpointError { _ = try Checkpoint(at: file) }
    #expect(error.kind == kind, "\(error)")
    #expect(error.file.path == file.path)
  }

  @Test(arguments: [UInt64.max, 1 << 63, 10_000_000_000, 100_000_001, 17])
  func aHeaderLongerThanTheFileIsATypedError(length: UInt64) throws {
    let folder = try TemporaryFolder()
    let file = try folder.file("a.safetensors", withUnsafeBytes(of: length.littleEndian) { Data($0) } + Data(count: 16))
    let error = try checkpointError { _ = try Checkpoint(at: file) }
    #expect([.malformed, .truncated].contains(error.kind), "\(error)")
  }
}
