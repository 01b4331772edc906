import Foundation

extension WFDBHeader {
  /// The header in `bytes`, the contents of the file named `file`.
  /// - Throws: `SignalError.malformedHeader` with the line, or `.unsupported` for an unknown storage format.
  public init(parsing bytes: UnsafeBufferPointer<UInt8>, file: String) throws(SignalError) {
    var parser = HeaderParser(bytes: bytes, file: file)
    self = try parser.header()
  }

  /// The header in `text`, the contents of the file named `file`.
  /// - Throws: As `init(parsing:file:)` of bytes.
  public init(parsing text: String, file: String) throws(SignalError) {
    let bytes = Array(text.utf8)
    let result = bytes.withUnsafeBufferPointer { bytes in
      Result { () throws(SignalError) in try WFDBHeader(parsing: bytes, file: file) }
    }
    self = try result.get()
  }
}

/// Reads a header line by line: the record line, then one line per signal or segment, comments anywhere.
private struct HeaderParser {
  let bytes: UnsafeBufferPointer<UInt8>
  let file: String
  /// The largest skew and offset taken as meant; sums with these cannot overflow.
  private static let longest = 1 << 40
  private var position = 0
  private var line = 0
  private var content = 0..<0
  private var comments: [String] = []

  init(bytes: UnsafeBufferPointer<UInt8>, file: String) {
    self.bytes = bytes
    self.file = file
  }

  mutating func header() throws(SignalError) -> WFDBHeader {
    guard nextLine() else { throw malformed("a record line", nothing: true) }
    var (header, segments) = try recordLine()
    let lines = segments ?? header.signalCount
    guard lines <= bytes.count else { throw malformed("as many lines as the record line announces") }
    for index in 0..<lines {
      guard nextLine() else {
        throw malformed("\(lines) \(segments == nil ? "signal" : "segment") lines", found: "only \(index)")
      }
      if segments == nil {
        header.signals.append(try signalLine(after: header.signals.last, record: header.name))
      } else {
        header.segments.append(try segmentLine())
      }
    }
    while nextLine() {}
    header.comments = comments
    return header
  }

  /// Moves to the next line that is neither empty nor a comment.
  private mutating func nextLine() -> Bool {
    while position < bytes.count {
      var start = position
      while position < bytes.count, bytes[position] != UInt8(ascii: "\n") { position += 1 }
      var end = position
      position += 1
      line += 1
      while end > start, bytes[end - 1] <= 0x20 { end -= 1 }
      while start < end, bytes[start] <= 0x20 { start += 1 }
      if start == end { continue }
      if bytes[start] != UInt8(ascii: "#") {
        content = start..<end
        return true
      }
      while start < end, bytes[start] == UInt8(ascii: "#") || bytes[start] <= 0x20 { start += 1 }
      comments.append(String(decoding: bytes[start..<end], as: UTF8.self))
    }
    return false
  }

  /// `name[/segments] signals [frames/s[/counter[(base)]]] [frames] [time] [date]`
  private mutating func recordLine() throws(SignalError) -> (WFDBHeader, segments: Int?) {
    var scanner = HeaderScanner(bytes, content)
    let name = String(decoding: scanner.word(until: "/"), as: UTF8.self)
    guard !name.isEmpty else { throw malformed("a record name") }
    var segments: Int?
    if scanner.take("/") {
      segments = scanner.integer()
      guard let segments, segments > 0 else { throw malformed("a number of segments after “/”") }
    }
    scanner.skipBlanks()
    guard let count = scanner.integer(), count >= 0 else { throw malformed("a number of signals") }
    var header = WFDBHeader(name: name, signalCount: count)
    scanner.skipBlanks()
    guard !scanner.isAtEnd else { return (header, segments) }
    guard let rate = scanner.number(), rate > 0 else { throw malformed("a positive number of frames per second") }
    header.framesPerSecond = rate
    if scanner.take("/") {
      header.counterFrequency = scanner.number()
      if scanner.take("(") { header.baseCounter = scanner.number() ?? 0 }
      guard header.counterFrequency != nil else { throw malformed("a counter frequency after “/”") }
      _ = scanner.take(")")
    }
    scanner.skipBlanks()
    guard !scanner.isAtEnd else { return (header, segments) }
    guard let frames = scanner.integer(), frames >= 0 else { throw malformed("a number of samples") }
    header.frames = frames == 0 ? nil : frames
    scanner.skipBlanks()
    if !scanner.isAtEnd { header.baseTime = String(decoding: scanner.word(), as: UTF8.self) }
    scanner.skipBlanks()
    if !scanner.isAtEnd { header.baseDate = String(decoding: scanner.word(), as: UTF8.self) }
    return (header, segments)
  }

  /// `name frames`
  private func segmentLine() throws(SignalError) -> WFDBHeader.Segment {
    var scanner = HeaderScanner(bytes, content)
    let name = String(decoding: scanner.word(), as: UTF8.self)
    scanner.skipBlanks()
    guard let frames = scanner.integer(), frames >= 0 else { throw malformed("a segment's name and length") }
    return .init(name: name, frames: frames)
  }

  /// `file format[xspf][:skew][+offset] [gain[(baseline)][/units] [resolution [zero [first [sum [block [text]]]]]]]`
  private func signalLine(after last: WFDBHeader.Signal?, record: String) throws(SignalError) -> WFDBHeader.Signal {
    var scanner = HeaderScanner(bytes, content)
    let file = scanner.word()
    scanner.skipBlanks()
    guard let code = scanner.integer() else { throw malformed("a signal file and its format") }
    guard let format = SampleFormat(rawValue: code) else {
      throw .unsupported(record: record, what: "signal format \(code) is unknown")
    }
    let name =
      if let last, last.file.utf8.elementsEqual(file) { last.file } else { String(decoding: file, as: UTF8.self) }
    var signal = WFDBHeader.Signal(file: name, format: format)
    if scanner.take("x") { signal.samplesPerFrame = scanner.integer() ?? 0 }
    if scanner.take(":") { signal.skew = scanner.integer() ?? -1 }
    if scanner.take("+") { signal.byteOffset = scanner.integer() ?? -1 }
    guard 1...0xFFFF ~= signal.samplesPerFrame, 0...Self.longest ~= signal.skew, 0...Self.longest ~= signal.byteOffset
    else {
      throw malformed("a format such as 16x2:3+24")
    }
    scanner.skipBlanks()
    if !scanner.isAtEnd { try calibration(of: &signal, &scanner) }
    return signal
  }

  private func calibration(of signal: inout WFDBHeader.Signal, _ scanner: inout HeaderScanner) throws(SignalError) {
    guard let gain = scanner.number() else { throw malformed("a gain") }
    if gain != 0 { signal.gain = gain }
    var baseline: Int?
    if scanner.take("(") {
      baseline = scanner.integer()
      guard baseline != nil, scanner.take(")") else { throw malformed("a baseline in brackets") }
    }
    if scanner.take("/") {
      let units = scanner.word()
      if !(units.count == 2 && units[0] == UInt8(ascii: "m") && units[1] == UInt8(ascii: "V")) {
        signal.units = String(decoding: units, as: UTF8.self)
      }
    }
    signal.resolution = next(&scanner)
    signal.zero = next(&scanner) ?? 0
    signal.baseline = baseline ?? signal.zero
    signal.initialValue = next(&scanner)
    signal.checksum = next(&scanner)
    signal.blockSize = next(&scanner) ?? 0
    scanner.skipBlanks()
    if !scanner.isAtEnd { signal.description = String(decoding: scanner.rest(), as: UTF8.self) }
  }

  private func next(_ scanner: inout HeaderScanner) -> Int? {
    scanner.skipBlanks()
    return scanner.integer()
  }

  private func malformed(_ expected: String, found: String? = nil, nothing: Bool = false) -> SignalError {
    let text = nothing ? "nothing" : found ?? String(decoding: bytes[content], as: UTF8.self)
    return .malformedHeader(file: file, line: max(line, 1), expected: expected, found: text)
  }
}
