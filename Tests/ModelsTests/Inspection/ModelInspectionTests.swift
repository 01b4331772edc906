import Foundation
import Models
import TestSupport
import Testing

struct ModelInspectionTests {
  @Test func aFolderIsDescribed() throws {
    let inspection = try ModelInspection(at: TestFiles.fixture("models/families/llama-3"))
    #expect(inspection.family == "llama")
    #expect(inspection.types.map(\.type) == [.f16])
    let lines = inspection.text.split(separator: "\n").map(String.init)
    #expect(lines.contains("format      safetensors"))
    #expect(
      lines.contains(
        "sizes       2 layers, width 32, 4 heads (2 of keys and values) of 8, hidden 48, vocabulary 64, context 64"))
    #expect(lines.contains("parameters  19,616"))
    #expect(inspection.size?.parameters == inspection.types[0].elements)
  }

  @Test func tensorsWithoutAModelAreDescribedAsSuch() throws {
    let inspection = try ModelInspection(at: TestFiles.fixture("models/adamw.safetensors"))
    #expect(inspection.family == nil)
    #expect(inspection.text.contains("none that is known"))
  }

  @Test(.enabled(if: TestFiles.shared != nil, TestFiles.noShared))
  func aFileThatDescribesItself() throws {
    let url = try #require(TestFiles.shared).appending(path: "data/lm/stories260K/stories260K.bin")
    let inspection = try ModelInspection(at: url)
    #expect(inspection.family == "llama")
    #expect(inspection.size?.parameters == 260_032)
  }
}
