/// A WFDB header: what a `.hea` file says (header(5) of the WFDB Applications Guide).
public struct WFDBHeader: Sendable, Equatable {
  /// The record's name.
  public var name: String
  /// Frames per second in hertz; 250 unless stated.
  public var framesPerSecond = 250.0
  /// The counter frequency in hertz, where stated.
  public var counterFrequency: Double?
  /// The counter value of the first frame.
  public var baseCounter = 0.0
  /// How many frames the record has, where stated.
  public var frames: Int?
  /// The time of day of the first frame, as written.
  public var baseTime: String?
  /// The date of the first frame, as written.
  public var baseDate: String?
  /// The signals; those of the layout, or none, in a multi-segment header.
  public var signals: [Signal] = []
  /// How many signals the record has.
  public var signalCount: Int
  /// The segments of a multi-segment record; empty for others.
  public var segments: [Segment] = []
  /// The comments without `#` and the blanks around.
  public var comments: [String] = []

  /// One signal's line.
  public struct Signal: Sendable, Equatable {
    /// The signal file, relative to the header's folder.
    public var file: String
    /// How the samples are stored.
    public var format: SampleFormat
    /// Samples per frame; above 1 in records of several sampling rates.
    public var samplesPerFrame = 1
    /// By how many frames the signal is stored too late.
    public var skew = 0
    /// Where in the file the samples start, in bytes.
    public var byteOffset = 0
    /// Digital units per physical unit; 200 unless stated.
    public var gain = WFDBHeader.defaultGain
    /// The digital value of physical zero; the converter's zero unless stated.
    public var baseline = 0
    /// The physical unit; `mV` unless stated.
    public var units = "mV"
    /// The converter's resolution in bits, where stated.
    public var resolution: Int?
    /// The converter's zero.
    public var zero = 0
    /// The first sample, where stated.
    public var initialValue: Int?
    /// The 16-bit sum of all samples, where stated.
    public var checksum: Int?
    /// The block size of special files.
    public var blockSize = 0
    /// The description, which for an ECG is the lead's name.
    public var description = ""
  }

  /// One segment's line.
  public struct Segment: Sendable, Equatable {
    /// The segment's record; `~` for a gap.
    public var name: String
    /// How many frames it lasts.
    public var frames: Int
  }

  /// The gain of a signal whose header states none or zero, in units per millivolt.
  public static let defaultGain = 200.0
  /// The name of a segment without data.
  public static let gap = "~"

  /// Whether this is a multi-segment record whose segments differ in their signals (variable layout).
  public var hasVariableLayout: Bool { segments.first?.frames == 0 }
}
