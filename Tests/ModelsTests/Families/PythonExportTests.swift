import Foundation
import Layers
import Models
import Randomness
import Tensors
import TestSupport
import Testing

/// Writes models, adapters and our logits for `Scripts/references/models/compare_written.py`, which has transformers
/// and peft load them. MEIT_EXPORT is the folder to write to.
struct PythonExportTests {
  private static let environment = ProcessInfo.processInfo.environment
  private static let export = environment["MEIT_EXPORT"].map { URL(filePath: $0) }
  /// The `adapter` folder that a tune step wrote, and the folder of its language model.
  private static let tuned = environment["MEIT_TUNED"].map { URL(filePath: $0) }
  private static let base = environment["MEIT_BASE"].map { URL(filePath: $0) }

  private func logits(_ model: any LanguageModel, _ tokens: [Int32]) -> TensorToWrite {
    let decoder = model.decoder
    let logits = decoder.logits(decoder.hidden(tokens, Segments(lengths: [tokens.count]), .inference), .inference)
    return TensorToWrite("", shape: logits.shape, logits.values)
  }

  private func write(_ found: [(String, TensorToWrite)], _ tokens: [Int32], to folder: URL) throws {
    let ids = TensorToWrite("ids", shape: [tokens.count], tokens.map { Float($0) })
    let all = found.map { name, tensor in TensorToWrite(name, type: .f32, shape: tensor.shape, fill: tensor.fill) }
    try Checkpoint.write(all + [ids], to: folder.appending(path: "logits.safetensors"))
  }

  @Test(.enabled(if: export != nil, "skipped: MEIT_EXPORT names no folder"), arguments: FamilyFixture.decoders)
  func modelsAndAdaptersForPython(name: String) throws {
    let folder = try #require(Self.export).appending(path: name)
    let opened = try ModelFolder(TestFiles.fixture("models/families/\(name)"))
    let model = try opened.model()
    let tokens: [Int32] = [5, 6, 7, 8, 9, 10, 11, 40, 41, 3]
    let modelFolder = folder.appending(path: "model")
    try FileManager.default.createDirectory(at: modelFolder, withIntermediateDirectories: true)
    try model.write(to: modelFolder, family: opened.family, type: .f32)
    let plain = logits(model, tokens)
    var random = Random(seed: 4)
    for (site, layer) in model.sites {
      layer.adapt(.init(rank: 3, alpha: 6, dropout: 0), random: random.split(site))
      guard let up = layer.adapter?.up else { continue }
      for index in 0..<up.count { up.pointer[index] = Float(random.normal()) }
    }
    try model.writeAdapters(to: folder.appending(path: "adapter"), family: opened.family)
    try write([("plain", plain), ("adapted", logits(model, tokens))], tokens, to: folder)
  }

  @Test(.enabled(if: export != nil && tuned != nil && base != nil, "skipped: MEIT_TUNED and MEIT_BASE name no folders"))
  func whatATuneStepWroteForPython() throws {
    let opened = try ModelFolder(try #require(Self.base))
    let model = try opened.model()
    let tokens = (0..<40).map { Int32(3 + 37 * $0 % (model.decoder.spec.vocabulary - 3)) }
    let plain = logits(model, tokens)
    try model.readAdapters(from: try #require(Self.tuned), family: opened.family)
    let folder = try #require(Self.export).appending(path: "tuned")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try write([("plain", plain), ("adapted", logits(model, tokens))], tokens, to: folder)
  }
}
