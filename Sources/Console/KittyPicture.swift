import Foundation

/// A PNG picture as the escape sequences of kitty's graphics protocol, which kitty, WezTerm and Ghostty understand
/// (https://sw.kovidgoyal.net/kitty/graphics-protocol/).
package enum KittyPicture {
  /// The protocol's limit on the payload of one sequence.
  private static let largestChunk = 4096

  /// Sends the picture and shows it at the cursor; chunks but the last say that more comes.
  /// - Parameter size: how large it is shown; without the rows some terminals keep the height in pixels.
  package static func escape(png: Data, size: (columns: Int, rows: Int)) -> String {
    let text = Array(png.base64EncodedString().utf8)
    var sequences = ""
    for start in stride(from: 0, to: text.count, by: largestChunk) {
      let end = min(start + largestChunk, text.count)
      let first = start == 0 ? "a=T,f=100,c=\(size.columns),r=\(size.rows)," : ""
      let payload = String(decoding: text[start..<end], as: UTF8.self)
      sequences += "\u{1B}_G\(first)m=\(end < text.count ? 1 : 0);\(payload)\u{1B}\\"
    }
    return sequences + "\n"
  }

  /// The pixels of a PNG picture, which begins with them (PNG specification, section 11.2.2); nil for other data.
  package static func pixels(ofPNG png: Data) -> (width: Int, height: Int)? {
    let header = Array(png.prefix(24))
    guard header.count == 24, header.starts(with: [0x89, 0x50, 0x4E, 0x47]) else { return nil }
    func number(at place: Int) -> Int { header[place..<place + 4].reduce(0) { $0 << 8 | Int($1) } }
    return (number(at: 16), number(at: 20))
  }

  /// Whether the terminal says that it understands the protocol.
  package static var isUnderstood: Bool {
    let environment = ProcessInfo.processInfo.environment
    let programs = ["WezTerm", "ghostty"]
    return environment["KITTY_WINDOW_ID"] != nil || environment["TERM"] == "xterm-kitty"
      || programs.contains(environment["TERM_PROGRAM"] ?? "")
  }
}
