/// The signals that one signal file holds, frame by frame.
struct SignalGroup {
  let record: String
  let signals: [WFDBHeader.Signal]
  let folder: String

  private var first: WFDBHeader.Signal { signals[0] }
  private var samplesPerFrame: Int { signals.reduce(0) { $0 + $1.samplesPerFrame } }
  var path: String { folder + first.file }

  /// The digital samples of each signal, skew removed; without `frames` as many as the file holds.
  func read(frames: Int?, verifying: Bool) throws(SignalError) -> [[Int32]] {
    if let other = signals.first(where: { $0.format != first.format }) {
      throw .unsupported(
        record: record, what: "\(first.file) mixes formats \(first.format.rawValue) and \(other.format.rawValue)")
    }
    if first.format == .none { return try absent(frames: frames ?? 0) }
    guard let contents = FileBytes(path: path) else { throw .missingFile(record: record, file: path) }
    try checkMatrix(contents.bytes)
    var stored = try samples(contents.bytes, frames: frames)
    if first.format == .differences8 { integrate(&stored) }
    let frames = frames ?? stored.count / samplesPerFrame
    if verifying { try verify(stored, frames: frames) }
    return separated(stored, frames: frames)
  }

  private func absent(frames: Int) throws(SignalError) -> [[Int32]] {
    guard frames <= MultiSegmentRecord.largest / samplesPerFrame else {
      throw .unsupported(record: record, what: "it is longer than \(MultiSegmentRecord.largest) samples")
    }
    return signals.map { [Int32](repeating: .min, count: frames * $0.samplesPerFrame) }
  }

  /// All samples that `frames` and the skews reach, as they lie in the file.
  private func samples(_ bytes: UnsafeBufferPointer<UInt8>, frames: Int?) throws(SignalError) -> [Int32] {
    if first.format.isCompressed {
      return try FLACStream(file: path, bytes: bytes).interleaved(
        signals: signals, frames: frames, bits: first.format.rawValue - 500)
    }
    let available = max(0, bytes.count - first.byteOffset)
    let capacity = first.format.capacity(of: available) / samplesPerFrame
    guard let frames else { return decoded(bytes, frames: capacity) }
    guard frames <= capacity else {
      throw .truncated(
        record: record, file: path, expectedBytes: expectedBytes(frames: frames), foundBytes: bytes.count)
    }
    return decoded(bytes, frames: min(capacity, frames + (signals.map(\.skew).max() ?? 0)))
  }

  private func decoded(_ bytes: UnsafeBufferPointer<UInt8>, frames: Int) -> [Int32] {
    let start = min(first.byteOffset, bytes.count)
    return first.format.samples(.init(rebasing: bytes[start...]), count: frames * samplesPerFrame)
  }

  func expectedBytes(frames: Int) -> Int {
    let (samples, overflow) = frames.multipliedReportingOverflow(by: samplesPerFrame)
    return overflow || samples > Int.max / 8 ? .max : first.byteOffset + first.format.bytes(for: samples)
  }

  /// Sums format 8's differences up, each signal from its initial value.
  private func integrate(_ samples: inout [Int32]) {
    let stride = samplesPerFrame
    forEachSignal { _, signal, slots in
      var value = Int32(clamping: signal.initialValue ?? signal.zero)
      for frame in 0..<samples.count / stride {
        for slot in slots {
          value &+= samples[frame * stride + slot]
          samples[frame * stride + slot] = value
        }
      }
    }
  }

  private func verify(_ stored: [Int32], frames: Int) throws(SignalError) {
    let stride = samplesPerFrame
    var slot = 0
    for signal in signals {
      let slots = slot..<slot + signal.samplesPerFrame
      slot = slots.upperBound
      guard frames > 0 else { continue }
      var sum: Int32 = 0
      for frame in 0..<frames { for slot in slots { sum &+= stored[frame * stride + slot] } }
      try signal.verify(record: record, first: stored[slots.lowerBound], sum: sum)
    }
  }

  private func separated(_ stored: [Int32], frames: Int) -> [[Int32]] {
    let stride = samplesPerFrame
    var separated: [[Int32]] = []
    forEachSignal { _, signal, slots in
      let kept = max(0, min(frames, stored.count / stride - signal.skew))
      var samples = [Int32]()
      samples.reserveCapacity(frames * slots.count)
      for frame in signal.skew..<signal.skew + kept {
        samples += stored[frame * stride + slots.lowerBound..<frame * stride + slots.upperBound]
      }
      samples += repeatElement(signal.format.missing ?? 0, count: (frames - kept) * slots.count)
      separated.append(samples)
    }
    return separated
  }

  private func forEachSignal(_ body: (Int, WFDBHeader.Signal, Range<Int>) -> Void) {
    var slot = 0
    for (index, signal) in signals.enumerated() {
      body(index, signal, slot..<slot + signal.samplesPerFrame)
      slot += signal.samplesPerFrame
    }
  }
}

extension WFDBHeader.Signal {
  /// Compares the first sample and the sum of all with what the header states.
  /// - Throws: `SignalError.wrongInitialValue` or `.wrongChecksum`.
  func verify(record: String, first: Int32, sum: Int32) throws(SignalError) {
    let name = description.isEmpty ? file : description
    if let initialValue, initialValue != Int(first), format != .differences8, first != format.missing {
      throw .wrongInitialValue(record: record, signal: name, expected: initialValue, found: Int(first))
    }
    if let checksum, Int16(truncatingIfNeeded: checksum) != Int16(truncatingIfNeeded: sum) {
      throw .wrongChecksum(record: record, signal: name, expected: checksum, found: Int(Int16(truncatingIfNeeded: sum)))
    }
  }
}

extension SampleFormat {
  /// How many whole samples `bytes` bytes hold.
  func capacity(of bytes: Int) -> Int {
    let group: (bytes: Int, samples: Int) =
      switch self {
      case .packed12: (3, 2)
      case .packed10, .consecutive10: (4, 3)
      default: (max(1, self.bytes(for: 1)), 1)
      }
    var count = bytes / group.bytes * group.samples
    while self.bytes(for: count + 1) <= bytes, count < bytes * 2 { count += 1 }
    return count
  }
}
