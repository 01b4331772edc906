import Foundation

extension LanguageServer {
  /// Reads messages until the client leaves, and writes what answers them.
  ///
  /// - Parameters:
  ///   - read: the next bytes; empty at the end of the stream.
  ///   - write: takes the bytes of an answer.
  package func serve(read: () -> Data, write: (Data) -> Void) {
    var framing = MessageFraming()
    while !isEnded {
      let bytes = read()
      guard !bytes.isEmpty else { return }
      framing.append(bytes)
      while !isEnded, let message = framing.next() {
        for answer in answers(to: message) { write(MessageFraming.framed(Data(answer.text.utf8))) }
      }
    }
  }
}
