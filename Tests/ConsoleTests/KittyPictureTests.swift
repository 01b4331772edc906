import Console
import Foundation
import Testing

@Suite struct KittyPictureTests {
  @Test func aPictureGoesInChunksThatGiveItBack() throws {
    let picture = Data((0..<10_000).map { UInt8(truncatingIfNeeded: $0 &* 31) })
    let sequences = KittyPicture.escape(png: picture).split(separator: "\u{1B}\\").filter { $0 != "\n" }
    let parts = sequences.map { $0.split(separator: ";", maxSplits: 1) }
    #expect(parts.map { String($0[0]) } == ["\u{1B}_Ga=T,f=100,m=1", "\u{1B}_Gm=1", "\u{1B}_Gm=1", "\u{1B}_Gm=0"])
    #expect(parts.allSatisfy { $0[1].utf8.count <= 4096 })
    #expect(Data(base64Encoded: parts.map { String($0[1]) }.joined()) == picture)
  }
}
