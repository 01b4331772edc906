/// How a WFDB signal file stores samples (signal(5) of the WFDB Applications Guide).
public enum SampleFormat: Int, CaseIterable, Sendable {
  /// No samples at all: the signals of a layout, all missing.
  case none = 0
  /// 8-bit first differences.
  case differences8 = 8
  /// 16-bit two's complement, little-endian.
  case littleEndian16 = 16
  /// 24-bit two's complement, little-endian.
  case littleEndian24 = 24
  /// 32-bit two's complement, little-endian.
  case littleEndian32 = 32
  /// 16-bit two's complement, big-endian.
  case bigEndian16 = 61
  /// 8-bit offset binary.
  case offset8 = 80
  /// 16-bit offset binary, little-endian.
  case offset16 = 160
  /// Two 12-bit samples in three bytes.
  case packed12 = 212
  /// Three 10-bit samples in four bytes, the third one in the odd bits.
  case packed10 = 310
  /// Three 10-bit samples in four bytes, one after another.
  case consecutive10 = 311
  /// FLAC with 8-bit samples.
  case flac8 = 508
  /// FLAC with 16-bit samples.
  case flac16 = 516
  /// FLAC with 24-bit samples.
  case flac24 = 524

  /// The digital value that stands for a missing sample; format 8 has none.
  public var missing: Int32? {
    switch self {
    case .differences8: nil
    case .none: .min
    case .offset8, .flac8: -128
    case .packed10, .consecutive10: -512
    case .packed12: -2048
    case .littleEndian16, .bigEndian16, .offset16, .flac16: -32768
    case .littleEndian24, .flac24: -0x80_0000
    case .littleEndian32: .min
    }
  }

  /// Whether the signal file is a FLAC stream.
  public var isCompressed: Bool { rawValue > 500 }

  /// How many bytes `count` consecutive samples take; zero for compressed formats, where it cannot be known.
  public func bytes(for count: Int) -> Int {
    switch self {
    case .differences8, .offset8: count
    case .littleEndian16, .bigEndian16, .offset16: 2 * count
    case .littleEndian24: 3 * count
    case .littleEndian32: 4 * count
    case .packed12: count / 2 * 3 + count % 2 * 2
    case .packed10: count / 3 * 4 + count % 3 * 2
    case .consecutive10: count / 3 * 4 + [0, 2, 3][count % 3]
    case .flac8, .flac16, .flac24, .none: 0
    }
  }
}
