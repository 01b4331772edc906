import Experiments
import Figures
import Foundation
import Language
import Testing

struct ModelCostsTests {
  private func table(_ overlays: String) throws -> Table {
    let items = parse(SourceText(name: "overlays", text: overlays)).statements
    return try ModelCosts(base: FileManager.default.temporaryDirectory, overlays: items).fusions()
  }

  @Test func fusionsTellTheirOwnParameters() throws {
    let table = try table("encoder.kind = temporal-conv(depth = 18, width = 4); data.rate = 20 Hz; lora.rank = 0")
    #expect(
      table.rows.map(\.names) == [["concat"], ["llava"], ["flamingo"], ["none"]])
    func value(_ row: Int, _ column: Int) -> Double {
      if case .number(let measured) = table.rows[row].cells[column] { measured.value } else { .nan }
    }
    // Linear layers from 32 to 32 and from 32 to a head of 32 or the width of 128, with biases and batch norms; then
    // four cross-attentions of 197,122.
    #expect((0..<4).map { value($0, 1) } == [2_240, 5_600, 794_088, 0])
    #expect(value(3, 0) == 0)
    #expect(value(3, 2) < value(0, 2) && value(0, 2) < value(1, 2) && value(1, 2) < value(2, 2))
    #expect((0..<4).allSatisfy { value($0, 3) > 0 })
  }

  @Test func wrongOverlaysAreTold() {
    #expect(throws: Diagnostics.self) { try table("data.rate = 20") }
  }
}
