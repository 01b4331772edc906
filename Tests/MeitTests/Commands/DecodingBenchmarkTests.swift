import Foundation
import Models
import Randomness
import Testing

/// `meit bench decode` in a process of its own, where nobody else makes buffers.
struct DecodingBenchmarkTests {
  @Test(arguments: [("none", "exact"), ("int8", "rounded"), ("bf16", "rounded")], ["1", "3"])
  func tokensTakeNoNewBuffersOnceTheFirstIsWritten(weights: (String, String), batch: String) throws {
    let spec = DecoderFamily.llama.spec(
      vocabulary: 200, width: 64, layers: 2, heads: 4, keyValueHeads: 2, hidden: 128, context: 128)
    let folder = FileManager.default.temporaryDirectory.appending(path: "meit-bench-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try TextDecoder(spec, random: Random(seed: 1)).write(to: folder, family: DecoderFamily.llama, type: .f32)
    let process = Process()
    process.executableURL = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
      .appending(path: "meit")
    process.arguments = ["bench", "decode", folder.path, weights.0, batch, weights.1]
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let data = try #require(try output.fileHandleForReading.readToEnd())
    process.waitUntilExit()
    let said = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Double])
    #expect(said["new_buffers"] == 0)
    #expect(try #require(said["tokens_per_second"]) > 0)
  }
}
