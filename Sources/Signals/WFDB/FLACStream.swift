import CFLAC

/// A FLAC signal file: one channel per signal, `samplesPerFrame` samples of it per frame.
struct FLACStream {
  let file: String
  let bytes: UnsafeBufferPointer<UInt8>

  /// The samples frame by frame, as an uncompressed signal file would hold them.
  /// - Throws: `SignalError.damaged` when the stream breaks, or does not fit the header.
  func interleaved(signals: [WFDBHeader.Signal], frames: Int?, bits: Int) throws(SignalError) -> [Int32] {
    let perFrame = signals[0].samplesPerFrame
    guard signals.allSatisfy({ $0.samplesPerFrame == perFrame }) else {
      throw .damaged(file: file, what: "its signals differ in samples per frame, which FLAC cannot store")
    }
    let decoded = try decode()
    guard decoded.channels.count == signals.count, decoded.bits == bits else {
      throw .damaged(
        file: file,
        what: "expected \(signals.count) channels of \(bits) bits, found \(decoded.channels.count) of \(decoded.bits)")
    }
    let available = decoded.channels[0].count / perFrame
    guard frames ?? 0 <= available else {
      throw .damaged(file: file, what: "expected \(frames ?? 0) frames, found \(available)")
    }
    let wanted = min(available, (frames ?? available) + (signals.map(\.skew).max() ?? 0))
    var samples: [Int32] = []
    samples.reserveCapacity(wanted * perFrame * signals.count)
    for frame in 0..<wanted {
      for channel in decoded.channels { samples += channel[frame * perFrame..<(frame + 1) * perFrame] }
    }
    return samples
  }

  private func decode() throws(SignalError) -> Decoded {
    guard let decoder = FLAC__stream_decoder_new() else { throw .damaged(file: file, what: "no FLAC decoder") }
    defer { FLAC__stream_decoder_delete(decoder) }
    var state = Decoded(input: bytes)
    let finished = withUnsafeMutablePointer(to: &state) { state in
      let opened = FLAC__stream_decoder_init_stream(
        decoder, readBytes, nil, nil, nil, nil, writeSamples, nil, noteError, state)
      return opened == FLAC__STREAM_DECODER_INIT_STATUS_OK
        && FLAC__stream_decoder_process_until_end_of_stream(decoder) != 0
        && FLAC__stream_decoder_finish(decoder) != 0
    }
    guard finished, !state.failed, !state.channels.isEmpty else {
      throw .damaged(file: file, what: "it is not a whole FLAC stream")
    }
    return state
  }
}

/// What the decoder's callbacks share.
private struct Decoded {
  let input: UnsafeBufferPointer<UInt8>
  var position = 0
  var channels: [[Int32]] = []
  var bits = 0
  var failed = false
}

private func readBytes(
  _: UnsafePointer<FLAC__StreamDecoder>?, buffer: UnsafeMutablePointer<FLAC__byte>?,
  size: UnsafeMutablePointer<Int>?, client: UnsafeMutableRawPointer?
) -> FLAC__StreamDecoderReadStatus {
  guard let state = client?.assumingMemoryBound(to: Decoded.self), let buffer, let size else {
    return FLAC__STREAM_DECODER_READ_STATUS_ABORT
  }
  let start = state.pointee.position
  let part = state.pointee.input[start..<min(start + size.pointee, state.pointee.input.count)]
  _ = UnsafeMutableBufferPointer(start: buffer, count: size.pointee).update(fromContentsOf: part)
  size.pointee = part.count
  state.pointee.position = part.endIndex
  return part.isEmpty ? FLAC__STREAM_DECODER_READ_STATUS_END_OF_STREAM : FLAC__STREAM_DECODER_READ_STATUS_CONTINUE
}

private func writeSamples(
  _: UnsafePointer<FLAC__StreamDecoder>?, frame: UnsafePointer<FLAC__Frame>?,
  channels: UnsafePointer<UnsafePointer<FLAC__int32>?>?, client: UnsafeMutableRawPointer?
) -> FLAC__StreamDecoderWriteStatus {
  guard let state = client?.assumingMemoryBound(to: Decoded.self), let frame, let channels else {
    return FLAC__STREAM_DECODER_WRITE_STATUS_ABORT
  }
  let header = frame.pointee.header
  state.pointee.bits = Int(header.bits_per_sample)
  if state.pointee.channels.isEmpty { state.pointee.channels = .init(repeating: [], count: Int(header.channels)) }
  guard state.pointee.channels.count == Int(header.channels) else { return FLAC__STREAM_DECODER_WRITE_STATUS_ABORT }
  for channel in 0..<Int(header.channels) {
    state.pointee.channels[channel] += UnsafeBufferPointer(start: channels[channel], count: Int(header.blocksize))
  }
  return FLAC__STREAM_DECODER_WRITE_STATUS_CONTINUE
}

private func noteError(
  _: UnsafePointer<FLAC__StreamDecoder>?, status: FLAC__StreamDecoderErrorStatus, client: UnsafeMutableRawPointer?
) {
  client?.assumingMemoryBound(to: Decoded.self).pointee.failed = true
}
