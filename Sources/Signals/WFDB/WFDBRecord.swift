/// A WFDB record of one segment with its samples as stored.
public struct WFDBRecord: Sendable {
  /// What the header says.
  public var header: WFDBHeader
  /// The digital samples of every signal [frames x samplesPerFrame], skew removed.
  public var digital: [[Int32]]

  /// How many frames were read.
  public var frames: Int

  /// Reads the record at `path`, a path without `.hea`.
  /// - Parameter verifying: Whether checksums and initial values must agree with the header.
  /// - Throws: `SignalError` with the record's name.
  public init(at path: String, verifying: Bool = true) throws(SignalError) {
    let header = try WFDBHeader(ofRecord: path)
    guard header.segments.isEmpty else {
      throw .unsupported(record: header.name, what: "it has \(header.segments.count) segments; read it as MultiSegment")
    }
    try self.init(header: header, folder: folder(of: path), verifying: verifying)
  }

  init(header: WFDBHeader, folder: String, verifying: Bool) throws(SignalError) {
    self.header = header
    digital = []
    frames = header.frames ?? .max
    var start = 0
    while start < header.signals.count {
      let file = header.signals[start].file
      let end = header.signals[start...].firstIndex { $0.file != file } ?? header.signals.count
      let group = SignalGroup(record: header.name, signals: Array(header.signals[start..<end]), folder: folder)
      digital += try group.read(frames: header.frames, verifying: verifying)
      start = end
    }
    for (signal, samples) in zip(header.signals, digital) {
      frames = min(frames, samples.count / signal.samplesPerFrame)
    }
    if header.signals.isEmpty { frames = header.frames ?? 0 }
  }

  /// The samples of one signal in physical units; NaN where missing.
  public func physical(_ index: Int) -> [Double] {
    let signal = header.signals[index]
    let missing = signal.format.missing
    let baseline = Double(signal.baseline)
    return digital[index].map { $0 == missing ? .nan : (Double($0) - baseline) / signal.gain }
  }
}

extension WFDBHeader {
  /// Reads the header of the record at `path`, a path without `.hea`.
  /// - Throws: `SignalError` with the file and line.
  public init(ofRecord path: String) throws(SignalError) {
    let file = path + ".hea"
    guard let contents = FileBytes(path: file) else {
      throw .missingFile(record: String(path.split(separator: "/").last ?? ""), file: file)
    }
    try self.init(parsing: contents.bytes, file: file)
  }
}

/// The folder part of a path with its last slash; empty for a bare name.
func folder(of path: String) -> String {
  path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
}
