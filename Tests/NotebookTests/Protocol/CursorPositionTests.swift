import Notebook
import Testing

@Suite struct CursorPositionTests {
  @Test func positionsAreInUnicodeScalars() {
    // A letter of two bytes, one of four, and a letter with an accent of its own.
    let cursor = CursorPosition("é😀e\u{301}x")
    #expect([0, 1, 2, 3, 4, 5].map(cursor.byte) == [0, 2, 6, 7, 9, 10])
    #expect([0, 2, 6, 7, 9, 10].map(cursor.character) == [0, 1, 2, 3, 4, 5])
    #expect(cursor.byte(ofCharacter: nil) == 10)
    #expect(cursor.byte(ofCharacter: 99) == 10)
    #expect(cursor.byte(ofCharacter: -1) == 0)
  }
}
