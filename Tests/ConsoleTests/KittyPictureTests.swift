import Console
import Foundation
import Testing

@Suite struct KittyPictureTests {
  @Test func aPictureGoesInChunksThatGiveItBack() throws {
    let picture = Data((0..<10_000).map { UInt8(truncatingIfNeeded: $0 &* 31) })
    let sequences = KittyPicture.escape(png: picture, size: (80, 24)).split(separator: "\u{1B}\\").filter { $0 != "\n" }
    let parts = sequences.map { $0.split(separator: ";", maxSplits: 1) }
    #expect(
      parts.map { String($0[0]) } == ["\u{1B}_Ga=T,f=100,c=80,r=24,m=1", "\u{1B}_Gm=1", "\u{1B}_Gm=1", "\u{1B}_Gm=0"])
    #expect(parts.allSatisfy { $0[1].utf8.count <= 4096 })
    #expect(Data(base64Encoded: parts.map { String($0[1]) }.joined()) == picture)
  }

  @Test func aPictureTellsItsPixels() throws {
    let header: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52]
    let size = try #require(KittyPicture.pixels(ofPNG: Data(header + [0, 0, 12, 207, 0, 0, 9, 86, 8, 6])))
    #expect(size == (3279, 2390))
    #expect(KittyPicture.pixels(ofPNG: Data(header)) == nil)
    #expect(KittyPicture.pixels(ofPNG: Data(repeating: 0, count: 40)) == nil)
  }
}
