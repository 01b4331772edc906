import JSON
import Notebook
import Testing

@Suite struct MessageReaderTests {
  private static let signer = Signer(key: "secret")
  private static let message = Message(
    addresses: [[1, 2]], header: Message.Header(id: "a", session: "s", type: "execute_request"),
    content: ["code": "seed = 1 # é 😀"])

  private func reason(_ frames: [[UInt8]]) -> String {
    var reader = MessageReader(Self.signer)
    do {
      _ = try reader.read(frames)
      return ""
    } catch { return error.description }
  }

  /// Frames with these parts, rightly signed.
  private func signed(_ parts: [String]) -> [[UInt8]] {
    let bytes = parts.map { Array($0.utf8) }
    return [Wire.delimiter, Self.signer.signature(of: bytes)] + bytes
  }

  @Test func whatIsSentIsRead() throws {
    var reader = MessageReader(Self.signer)
    #expect(try reader.read(Wire.frames(Self.message, Self.signer) + [[9, 9]]) == .message(Self.message))
  }

  @Test func aMessageIsTakenOnce() throws {
    var reader = MessageReader(Self.signer)
    let frames = Wire.frames(Self.message, Self.signer)
    _ = try reader.read(frames)
    #expect(throws: WireError.replayed(id: "a")) { try reader.read(frames) }
  }

  @Test func whatSomebodyElseSignedIsRefused() {
    var reader = MessageReader(Self.signer)
    #expect(throws: WireError.badSignature) { try reader.read(Wire.frames(Self.message, Signer(key: "guess"))) }
    var frames = Wire.frames(Self.message, Self.signer)
    frames[6][0] ^= 1
    #expect(throws: WireError.badSignature) { try reader.read(frames) }
  }

  @Test func whatIsNoMessageIsRefusedWithTheReason() {
    #expect(reason([]).contains("0 frames"))
    #expect(reason([[1], Wire.delimiter, [2]]).contains("3 frames"))
    #expect(reason(signed(["{", "{}", "{}", "{}"])).contains("header is no JSON, at line 1, column 2"))
    #expect(reason(signed(["{}", "{}", "{}", "{}"])).contains("a msg_id and a msg_type"))
    #expect(reason(signed([#"{"msg_id": "b", "msg_type": "t"}"#, "[1]", "{}", "{}"])).contains("a list of 1"))
    let deep = String(repeating: "[", count: 100_000)
    #expect(reason(signed([#"{"msg_id": "b", "msg_type": "t"}"#, "{}", "{}", deep])).contains("levels of nesting"))
  }

  @Test func contentThatIsTooLargeIsNotRead() throws {
    var reader = MessageReader(Self.signer)
    let content = String(repeating: "x", count: MessageReader.largestContent + 1)
    let frames = signed([#"{"msg_id": "b", "msg_type": "execute_request"}"#, "{}", "{}", content])
    guard case .tooLarge(let message, let bytes) = try reader.read(frames) else {
      Issue.record("it was read")
      return
    }
    #expect(message.header.id == "b")
    #expect(bytes == content.utf8.count)
  }
}
