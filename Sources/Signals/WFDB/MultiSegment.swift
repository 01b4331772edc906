/// A multi-segment WFDB record, its segments joined in time.
public struct MultiSegmentRecord: Sendable {
  /// What the record's own header says.
  public var header: WFDBHeader
  /// The signals' names, in the order of the layout or of the first segment.
  public var names: [String]
  /// The signals' physical units.
  public var units: [String]
  /// How many samples per frame each signal has.
  public var samplesPerFrame: [Int]
  /// The samples in physical units [signals][frames x samplesPerFrame]; NaN in gaps and where a segment lacks a signal.
  public var physical: [[Double]]

  /// The most samples that are joined in memory.
  public static let largest = 1 << 26

  /// Reads the record at `path`, a path without `.hea`.
  /// - Throws: `SignalError` with the name of the record or segment.
  public init(at path: String, verifying: Bool = true) throws(SignalError) {
    header = try WFDBHeader(ofRecord: path)
    let folder = folder(of: path)
    let sources = header.segments.filter { $0.name != WFDBHeader.gap }
    guard let layout = sources.first else {
      throw .unsupported(record: header.name, what: "it has no segment with data")
    }
    let signals = try WFDBHeader(ofRecord: folder + layout.name).signals
    names = signals.map(\.description)
    units = signals.map(\.units)
    samplesPerFrame = signals.map(\.samplesPerFrame)
    physical = signals.map { _ in [] }
    try checkLength()
    for segment in header.segments where segment.frames > 0 {
      try append(segment, folder: folder, verifying: verifying)
    }
  }

  private func checkLength() throws(SignalError) {
    var total = 0
    for segment in header.segments {
      total = total &+ segment.frames
      guard segment.frames <= Self.largest, total <= Self.largest / max(1, samplesPerFrame.reduce(0, +)) else {
        throw .unsupported(record: header.name, what: "it is longer than \(Self.largest) samples")
      }
    }
    if let frames = header.frames, frames != total {
      throw .unsupported(record: header.name, what: "its segments have \(total) frames, the header says \(frames)")
    }
  }

  private mutating func append(
    _ segment: WFDBHeader.Segment, folder: String, verifying: Bool
  ) throws(SignalError) {
    var found = [Bool](repeating: false, count: names.count)
    if segment.name != WFDBHeader.gap {
      let record = try WFDBRecord(at: folder + segment.name, verifying: verifying)
      guard record.frames == segment.frames else {
        throw .unsupported(
          record: header.name,
          what: "segment \(segment.name) has \(record.frames) frames where \(segment.frames) were announced")
      }
      for index in record.header.signals.indices {
        let place = header.hasVariableLayout ? names.firstIndex(of: record.header.signals[index].description) : index
        guard let place, place < names.count, !found[place],
          record.header.signals[index].samplesPerFrame == samplesPerFrame[place]
        else { continue }
        physical[place] += record.physical(index)
        found[place] = true
      }
    }
    for place in names.indices where !found[place] {
      physical[place] += repeatElement(.nan, count: segment.frames * samplesPerFrame[place])
    }
  }
}
