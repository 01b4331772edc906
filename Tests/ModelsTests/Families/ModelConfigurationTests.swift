import Foundation
import Models
import TestSupport
import Testing

/// Configurations that are broken or impossible: an error that says what was expected, never a crash.
struct ModelConfigurationTests {
  private func fault(_ family: DecoderFamily, _ changes: [String: Any]) throws -> CheckpointError? {
    let folder = try TemporaryFolder()
    var values: [String: Any] = [
      "vocab_size": 50, "hidden_size": 4, "num_hidden_layers": 1, "num_attention_heads": 2, "intermediate_size": 8,
      "max_position_embeddings": 64, "model_type": family.modelType,
    ]
    values.merge(changes) { _, new in new }
    let file = try folder.file("config.json", JSONSerialization.data(withJSONObject: values))
    let configuration = try ModelConfiguration(contentsOf: file)
    do {
      _ = try family.spec(configuration)
      return nil
    } catch let error as CheckpointError {
      return error
    }
  }

  @Test func wholeNumbersAreWhole() throws {
    #expect(try fault(.llama, [:]) == nil)
    for value in [4.5, 1e300, -4] {
      #expect(try fault(.llama, ["hidden_size": value])?.description.contains("hidden_size") == true)
    }
  }

  @Test func headsOfOneDimensionCannotBeRotated() throws {
    let error = try fault(.llama, ["num_attention_heads": 4])
    #expect(error?.description.contains("rotated dimensions up to the head's 1") == true)
  }

  @Test(arguments: [1e300, 0.5, -8])
  func aContextOfRotaryScalingIsAPositiveWholeNumber(context: Double) throws {
    let scaling: [String: Any] = [
      "rope_type": "llama3", "factor": 8.0, "low_freq_factor": 1.0, "high_freq_factor": 4.0,
      "original_max_position_embeddings": context,
    ]
    #expect(try fault(.llama, ["rope_scaling": scaling])?.kind == .unsupported)
  }

  @Test func aMissingFileIsNotTakenForABrokenOne() throws {
    let missing = try TemporaryFolder().url.appending(path: "config.json")
    #expect(try checkpointError { _ = try ModelConfiguration(contentsOf: missing) }.kind == .unreadable)
  }
}
