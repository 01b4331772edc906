import Experiments
import Figures
import Foundation
import Language
import Models
import Testing

struct ModelCostsTests {
  private func table(_ overlays: String) throws -> Table {
    let items = parse(SourceText(name: "overlays", text: overlays)).statements
    return try ModelCosts(base: FileManager.default.temporaryDirectory, overlays: items).fusions()
  }

  @Test func fusionsTellTheirOwnParameters() throws {
    let table = try table("encoder.kind = temporal-conv(depth = 18, width = 4); data.rate = 20 Hz; lora.rank = 0")
    #expect(
      table.rows.map(\.names) == [["concat"], ["llava"], ["flamingo"], ["encoder-decoder"], ["none"]])
    func value(_ row: Int, _ column: Int) -> Double {
      if case .number(let measured) = table.rows[row].cells[column] { measured.value } else { .nan }
    }
    // Linear layers from 32 to 32 and from 32 to a head of 32 or the width of 128, with biases and batch norms; then
    // four cross-attentions of 197,122.
    #expect((0..<5).map { value($0, 1) } == [2_240, 5_600, 794_088, 5_600, 0])
    #expect(value(4, 0) == 0)
    #expect(value(4, 2) < value(0, 2) && value(0, 2) < value(1, 2) && value(1, 2) < value(2, 2))
    #expect((0..<5).allSatisfy { value($0, 3) > 0 })
  }

  @Test func languageModelsTellThePapersTables8And10() throws {
    let items = parse(SourceText(name: "overlays", text: "lora.rank = 64")).statements
    let table = try ModelCosts(base: FileManager.default.temporaryDirectory, overlays: items).languageModels()
    func numbers(_ name: String) throws -> [String: Double] {
      let row = try #require(table.rows.first { $0.names.first == name }, "\(name)")
      return Dictionary(
        uniqueKeysWithValues: zip(table.columns, row.cells).map { column, cell in
          if case .number(let measured) = cell { (column.title, measured.value) } else { (column.title, .nan) }
        })
    }
    let dimensions = [
      ("gpt2-medium", 64), ("gpt2-large", 64), ("gpt-neo-2.7b", 128), ("gpt-neox-20b", 96), ("gpt-j-6b", 256),
      ("bloom-7b", 128), ("opt-6.7b", 128), ("llama-1-7b", 128), ("mistral-7b", 128), ("llama-2-7b-chat", 128),
      ("mistral-7b-instruct", 128),
    ]
    for (name, dimension) in dimensions { #expect(try numbers(name)["ECG dimension"] == Double(dimension), "\(name)") }
    let llama = try numbers("llama-1-7b")
    #expect(llama["LoRA"] == 159.90784)
    #expect(llama["ECG encoder"] == 20.422144)
    let backbone = try #require(llama["Language model"]) + 159.90784
    #expect((backbone / 10).rounded() == 690)
    #expect(llama["Trainable"] == 180.329984)
    #expect(llama["All"] == 6_918.7456)
    #expect(table.rows.count == KnownModel.all.count)
  }

  @Test func wrongOverlaysAreTold() {
    #expect(throws: Diagnostics.self) { try table("data.rate = 20") }
  }
}
