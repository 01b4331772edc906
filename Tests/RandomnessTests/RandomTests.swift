import Randomness
import Testing

struct RandomTests {
  /// Known answers of the Random123 distribution for philox4x32-10, counter and key all zero.
  @Test func equalsThePublishedVectorOfPhilox() {
    var random = Random(seed: 0)
    #expect(random.next() == 0xe169_c58d_6627_e8d5)
    #expect(random.next() == 0x9b00_dbd8_bc57_ac4c)
  }

  @Test func aStreamResumesAtAPosition() {
    var random = Random(seed: 7)
    let drawn = (0..<9).map { _ in random.next() }
    random.position = 5
    #expect(random.next() == drawn[5])
  }

  @Test func splitStreamsDifferAndDoNotDependOnWhatWasDrawn() {
    var random = Random(seed: 7)
    let before = random.split("noise")
    _ = random.next()
    #expect(random.split("noise") == before)
    #expect(random.split("noise") != random.split("order"))
    #expect(random.split(1) != random.split(2))
  }

  @Test func uniformAndNormalHaveTheirMoments() {
    var random = Random(seed: 1)
    let count = 100_000
    let uniforms = (0..<count).map { _ in random.uniform() }
    let normals = (0..<count).map { _ in random.normal() }
    #expect(abs(uniforms.reduce(0, +) / Double(count) - 0.5) < 0.005)
    #expect(abs(normals.reduce(0, +) / Double(count)) < 0.015)
    #expect(abs(normals.map { $0 * $0 }.reduce(0, +) / Double(count) - 1) < 0.02)
    #expect(uniforms.allSatisfy { (0..<1).contains($0) })
  }
}
