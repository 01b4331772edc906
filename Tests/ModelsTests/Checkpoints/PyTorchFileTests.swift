import Foundation
import Models
import TestSupport
import Testing

@Suite struct PyTorchFileTests {
  @Test(arguments: ["state.pt", "legacy.pt"])
  func everyTensorAndViewIsRead(name: String) throws {
    let checkpoint = try CheckpointFixtures.open(name)
    let expected = try CheckpointFixtures.open("state-expected.safetensors")
    #expect(checkpoint.names == expected.names)
    try CheckpointFixtures.requireSame(checkpoint, as: expected)
    #expect(try checkpoint.tensor("long").integers() == [1, -2, 3])
    #expect(try checkpoint.type(of: "bfloat") == .bf16)
    #expect(try !checkpoint.tensor("transposed").isContiguous)
  }

  @Test(arguments: ["state.pt", "legacy.pt"])
  func plainValuesAreMetadata(name: String) throws {
    let metadata = try CheckpointFixtures.open(name).metadata
    #expect(metadata["epoch"] == .integer(3))
    #expect(metadata["large"] == .integer(1 << 40))
    #expect(metadata["negative"] == .integer(-70000))
    #expect(metadata["rate"] == .real(1e-4))
    #expect(metadata["name"] == .text("é"))
    #expect(metadata["flag"] == .flag(true))
  }

  @Test func aPickleThatCallsSomethingIsRefusedByName() throws {
    let error = try checkpointError { _ = try CheckpointFixtures.open("hostile.pt") }
    #expect(error.kind == .refusedPickle)
    #expect(error.found.contains("posix.system"))
    #expect(!FileManager.default.fileExists(atPath: "executed"))
    let module = try checkpointError { _ = try CheckpointFixtures.open("module.pt") }
    #expect(module.kind == .refusedPickle)
    #expect(module.found.contains("torch.nn.modules.linear.Linear"))
  }

  /// Pickles by hand: each is the body between the protocol and the stop.
  private static let hostilePickles: [(String, [UInt8])] = [
    ("nothing on the stack", []), ("append to nothing", Array("a".utf8)), ("mark only", Array("(".utf8)),
    ("memo that is not there", Array("h\u{5}".utf8)), ("tuple without mark", Array("t".utf8)),
    ("number for a dictionary", Array("K\u{5}".utf8)), ("integer as callable", Array("K\u{5})R".utf8)),
    ("unknown operation", [0xff]), ("inst", Array("(ios\nsystem\n".utf8)),
    ("a dictionary that holds itself", Array("}q\u{1}X\u{1}\0\0\0ah\u{1}s".utf8)),
    ("ten levels of ten", Array(("}q\0" + "}" + String(repeating: "X\u{1}\0\0\0ah\0s", count: 3)).utf8)),
  ]

  @Test(arguments: hostilePickles)
  func aBrokenPickleIsATypedError(what: String, body: [UInt8]) throws {
    let folder = try TemporaryFolder()
    let magic: [UInt8] = [0x80, 2, 0x8a, 10, 0x6c, 0xfc, 0x9c, 0x46, 0xf9, 0x20, 0x6a, 0xa8, 0x50, 0x19, 0x2e]
    let start = magic + [0x80, 2, 0x4d, 0xe9, 3, 0x2e] + [0x80, 2, 0x7d, 0x2e]
    let file = try folder.file("a.pt", Data(start + [0x80, 2] + body + [0x2e]))
    let error = try checkpointError { _ = try Checkpoint(at: file) }
    #expect([.malformed, .refusedPickle, .truncated].contains(error.kind), "\(what): \(error)")
  }

  @Test func deepNestingCostsNothing() throws {
    let folder = try TemporaryFolder()
    let magic: [UInt8] = [0x80, 2, 0x8a, 10, 0x6c, 0xfc, 0x9c, 0x46, 0xf9, 0x20, 0x6a, 0xa8, 0x50, 0x19, 0x2e]
    let deep = [UInt8(ascii: ")")] + [UInt8](repeating: 0x85, count: 1_000_000)
    let file = try folder.file("a.pt", Data(magic + [0x80, 2] + deep + [0x2e]))
    #expect(try checkpointError { _ = try Checkpoint(at: file) }.kind == .unsupported)
  }
}
