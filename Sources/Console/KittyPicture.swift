import Foundation

/// A PNG picture as the escape sequences of kitty's graphics protocol, which kitty, WezTerm and Ghostty understand
/// (https://sw.kovidgoyal.net/kitty/graphics-protocol/).
package enum KittyPicture {
  /// The protocol's limit on the payload of one sequence.
  private static let largestChunk = 4096

  /// Sends the picture and shows it at the cursor; chunks but the last say that more comes.
  package static func escape(png: Data) -> String {
    let text = Array(png.base64EncodedString().utf8)
    var sequences = ""
    for start in stride(from: 0, to: text.count, by: largestChunk) {
      let end = min(start + largestChunk, text.count)
      let first = start == 0 ? "a=T,f=100," : ""
      let payload = String(decoding: text[start..<end], as: UTF8.self)
      sequences += "\u{1B}_G\(first)m=\(end < text.count ? 1 : 0);\(payload)\u{1B}\\"
    }
    return sequences + "\n"
  }

  /// Whether the terminal says that it understands the protocol.
  package static var isUnderstood: Bool {
    let environment = ProcessInfo.processInfo.environment
    let programs = ["WezTerm", "ghostty"]
    return environment["KITTY_WINDOW_ID"] != nil || environment["TERM"] == "xterm-kitty"
      || programs.contains(environment["TERM_PROGRAM"] ?? "")
  }
}
