import Testing

/// The program itself, launched by `mpirun`.
@Suite(.enabled(if: Launch.mpirun != nil, "skipped: no mpirun (Scripts/install --cluster)"))
struct LaunchTests {
  private static let recipe = """
    experiment small {
      model.llm = tiny
      encoder.kind = temporal-conv(depth = 18, width = 4)
      data {
        source = simulated(records = 60)
        rate = 50 Hz
        duration = 5 s
        split = ratio(train = 70 %, validation = 0 %, test = 30 %)
      }
      lora { rank = 4; dropout = 10 % }
      train { steps = 12; batch = 12; accumulation = 5; lr = 2e-3; checkpoint-every = 3 }
      eval { batch = 4; limit = 10; max-new = 8 }
    }
    """

  @Test func `two and four ranks end with the bits of one process, also after a rank was killed`() throws {
    let launch = try Launch(Self.recipe)
    #expect(try launch.run(ranks: nil, in: "alone") == 0)
    let expected = try launch.bits("alone")
    #expect(expected.keys.contains { $0.hasSuffix("encoder.safetensors") })
    for ranks in [2, 4] {
      #expect(try launch.run(ranks: ranks, in: "ranks-\(ranks)") == 0)
      #expect(try launch.bits("ranks-\(ranks)") == expected, "\(ranks) ranks")
    }
    #expect(try launch.run(ranks: 2, in: "killed", killingAfterCheckpoint: true) != 0)
    #expect(try launch.names("killed/steps").allSatisfy { $0.hasPrefix("prepare-") })
    #expect(try launch.run(ranks: 4, in: "killed") == 0)
    #expect(try launch.bits("killed") == expected, "killed, then resumed by four ranks")
  }

  @Test func `what is wrong with a recipe is said once, and all ranks end`() throws {
    let launch = try Launch("experiment small { model.llm = tinny }")
    #expect(try launch.run(ranks: 3, in: "wrong") == 1)
    #expect(try launch.output.components(separatedBy: "tinny").count == 2 + 1)
  }
}
