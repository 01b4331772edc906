import Signals
import Testing

@Suite struct HeaderTests {
  @Test func everyFieldOfTheGrammar() throws {
    let header = try WFDBHeader(
      parsing: """
        # before
        rec 2 62.4725/999.56(5) 14400 19:46:25.757 23/07/2180
        a.dat 516x4:3+24 16(800)/mmHg 12 2048 -5 49347 6 ABP, left
        b.dat 16 0 10
        # <age>: 61
        """, file: "rec.hea")
    #expect(header.name == "rec")
    #expect(header.framesPerSecond == 62.4725)
    #expect(header.counterFrequency == 999.56)
    #expect(header.baseCounter == 5)
    #expect(header.frames == 14400)
    #expect(header.baseTime == "19:46:25.757" && header.baseDate == "23/07/2180")
    #expect(header.comments == ["before", "<age>: 61"])
    let first = header.signals[0]
    #expect(first.format == .flac16 && first.samplesPerFrame == 4 && first.skew == 3 && first.byteOffset == 24)
    #expect(first.gain == 16 && first.baseline == 800 && first.units == "mmHg" && first.resolution == 12)
    #expect(first.zero == 2048 && first.initialValue == -5 && first.checksum == 49347 && first.blockSize == 6)
    #expect(first.description == "ABP, left")
    let second = header.signals[1]
    #expect(second.gain == WFDBHeader.defaultGain && second.units == "mV" && second.initialValue == nil)
  }

  @Test func segmentsAreListed() throws {
    let header = try WFDBHeader(parsing: "r/3 2 250 90\r\nlay 0\r\na 60\r\n~ 30\r\n", file: "r.hea")
    #expect(header.segments.map(\.name) == ["lay", "a", "~"])
    #expect(header.hasVariableLayout)
  }

  @Test(arguments: [
    ("", 1), ("r", 1), ("r x", 1), ("r 1 0", 1), ("r 1 250 -4", 1), ("r/0 1", 1), ("r 1", 1), ("r 1\na.dat", 2),
    ("r 1\na.dat 16x0", 2), ("r 1\na.dat 16 gain", 2), ("r 1\na.dat 16 200(", 2), ("r 99999999999999999999", 1),
    ("r 9223372036854775807", 1), ("r/2 1\nseg\nb 3", 2),
  ])
  func brokenHeadersTellTheLine(text: String, line: Int) {
    #expect {
      try WFDBHeader(parsing: text, file: "r.hea")
    } throws: { error in
      guard case .malformedHeader("r.hea", line, _, _)? = error as? SignalError else { return false }
      return true
    }
  }

  @Test func unknownFormatIsNamed() {
    #expect(throws: SignalError.unsupported(record: "r", what: "signal format 17 is unknown")) {
      try WFDBHeader(parsing: "r 1 250 9\na.dat 17", file: "r.hea")
    }
  }
}
