/// The common case, read without detours: one file of interleaved 16-bit samples, one per signal and frame.
struct Format16Record {
  private let header: WFDBHeader
  private let group: SignalGroup
  private let leads: [Lead?]

  /// Nil when the record is of another kind.
  init?(header: WFDBHeader, folder: String) {
    guard header.segments.isEmpty, let first = header.signals.first, header.frames != nil,
      first.byteOffset.isMultiple(of: MemoryLayout<Int16>.alignment)
    else { return nil }
    for signal in header.signals {
      guard signal.format == .littleEndian16, signal.file == first.file, signal.samplesPerFrame == 1, signal.skew == 0,
        signal.gain == Double(Float(signal.gain)), abs(signal.baseline) < 1 << 20, signal.units == "mV"
      else { return nil }
    }
    self.header = header
    var seen = Set<Lead>()
    leads = header.signals.map { signal in
      Lead(named: signal.description).flatMap { seen.insert($0).inserted ? $0 : nil }
    }
    guard !seen.isEmpty else { return nil }
    group = SignalGroup(record: header.name, signals: header.signals, folder: folder)
  }

  /// The record's ECG; leads that are not stored stay missing.
  func ecg(verifying: Bool) throws(SignalError) -> ECG {
    let frames = header.frames ?? 0
    guard let contents = FileBytes(path: group.path) else {
      throw .missingFile(record: header.name, file: group.path)
    }
    let bytes = UnsafeRawBufferPointer(contents.bytes)
    let expected = group.expectedBytes(frames: frames)
    guard bytes.count >= expected else {
      throw .truncated(record: header.name, file: group.path, expectedBytes: expected, foundBytes: bytes.count)
    }
    try group.checkMatrix(contents.bytes)
    let samples = UnsafeRawBufferPointer(rebasing: bytes[(frames > 0 ? header.signals[0].byteOffset : 0)...])
    var ecg = ECG(samplesPerSecond: header.framesPerSecond, millivolts: [])
    var sums = [Int32](repeating: 0, count: header.signals.count)
    ecg.millivolts = [Float](unsafeUninitializedCapacity: frames * Lead.allCases.count) { output, initialized in
      for (index, lead) in leads.enumerated() {
        guard let lead else { continue }
        let place = UnsafeMutableBufferPointer(rebasing: output[lead.rawValue * frames..<(lead.rawValue + 1) * frames])
        sums[index] = read(index, of: samples, into: place)
      }
      for lead in Lead.allCases where !leads.contains(lead) {
        output[lead.rawValue * frames..<(lead.rawValue + 1) * frames].update(repeating: .nan)
      }
      initialized = output.count
    }
    if verifying, frames > 0 {
      for (index, signal) in header.signals.enumerated() where leads[index] != nil {
        try signal.verify(record: header.name, first: Int32(sample(index, of: samples)), sum: sums[index])
      }
    }
    return ecg
  }

  private func sample(_ index: Int, of bytes: UnsafeRawBufferPointer) -> Int16 {
    Int16(littleEndian: bytes.loadUnaligned(fromByteOffset: 2 * index, as: Int16.self))
  }

  /// Converts every `signals`-th sample from `index` on to millivolts, and returns the sum of the digital values.
  private func read(
    _ index: Int, of bytes: UnsafeRawBufferPointer, into output: UnsafeMutableBufferPointer<Float>
  ) -> Int32 {
    guard !output.isEmpty else { return 0 }
    let signal = header.signals[index]
    let stride = header.signals.count
    let samples = bytes.bindMemory(to: Int16.self)
    let target = UnsafeMutableRawBufferPointer(output)
    let (gain, baseline) = (Float(signal.gain), Float(signal.baseline))
    let width = SIMD8<Int16>.scalarCount
    var sums = SIMD8<Int32>()
    var place = index
    for block in 0..<output.count / width {
      let stored = Self.gathered(samples, at: place, stride: stride)
      let values = SIMD8<Int32>(truncatingIfNeeded: stored)
      sums &+= values
      let millivolts = (SIMD8<Float>(values) - baseline) / gain
      target.storeBytes(of: millivolts, toByteOffset: block &* MemoryLayout<SIMD8<Float>>.size, as: SIMD8<Float>.self)
      place &+= width &* stride
    }
    var sum = sums.wrappedSum()
    for frame in output.count / width * width..<output.count {
      let value = sample(index + frame * stride, of: bytes)
      sum &+= Int32(value)
      output[frame] = (Float(value) - baseline) / gain
    }
    // A plain loop of its own, since masks of SIMD values are not vectorised.
    let missing = (Float(Int16.min) - baseline) / gain
    for frame in output.indices { output[frame] = output[frame] == missing ? .nan : output[frame] }
    return sum
  }

  /// Eight samples, `stride` apart. Lanes set in a loop would go through memory.
  @inline(__always) private static func gathered(
    _ samples: UnsafeBufferPointer<Int16>, at place: Int, stride: Int
  ) -> SIMD8<Int16> {
    let far = place &+ 4 &* stride
    return SIMD8(
      Int16(littleEndian: samples[place]), Int16(littleEndian: samples[place &+ stride]),
      Int16(littleEndian: samples[place &+ 2 &* stride]), Int16(littleEndian: samples[place &+ 3 &* stride]),
      Int16(littleEndian: samples[far]), Int16(littleEndian: samples[far &+ stride]),
      Int16(littleEndian: samples[far &+ 2 &* stride]), Int16(littleEndian: samples[far &+ 3 &* stride]))
  }
}
